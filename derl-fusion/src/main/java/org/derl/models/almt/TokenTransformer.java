package org.derl.models.almt;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.data.Sequence;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * A transformer of ALMT. Before a sequence it puts learned tokens, if it has any, which gather what the sequence says;
 * to all steps it adds a learned vector of their position.
 */
public final class TokenTransformer extends Part {

    private final int size;
    private final int count;
    private final int maximumLength;
    private final @Nullable Parameter tokens;
    private final Parameter positions;
    private final List<NormedLayer> layers;

    /**
     * @param layers one after the other
     * @param heads of every attention
     * @param headSize features that each head sees, whatever the size of a step
     * @param feedForwardSize of the feed-forward networks' inner layer
     */
    public record Config(int layers, int heads, int headSize, int feedForwardSize) {

        /** Checks the numbers. */
        public Config {
            if (layers < 1 || heads < 1 || headSize < 1 || feedForwardSize < 1) {
                throw new IllegalArgumentException("layers, heads, head-size and feed-forward-size must be positive");
            }
        }

        Heads attention() {
            return new Heads(heads, headSize);
        }

        List<NormedLayer> make(int size) {
            return IntStream.range(0, layers)
                    .mapToObj(i -> new NormedLayer(this, size))
                    .toList();
        }
    }

    /**
     * For sequences of steps of a size.
     *
     * @param tokens how many are put before a sequence, 0 for none
     * @param maximumLength of a sequence, without them
     */
    public TokenTransformer(Config config, int size, int tokens, int maximumLength) {
        this.size = size;
        this.maximumLength = maximumLength;
        count = tokens;
        positions = parameter("positions", Initializer.normal(1), 1, tokens + maximumLength, size);
        this.tokens = tokens == 0 ? null : parameter("tokens", Initializer.constant(0), 1, tokens, size);
        layers = config.make(size);
        for (int i = 0; i < layers.size(); i++) {
            part("layers." + i, layers.get(i));
        }
    }

    /**
     * What the tokens have gathered, (batch, tokens, size). The last layer computes nothing else.
     *
     * @param sequence of steps of the size, of which padding is not read
     */
    public NDArray tokens(Pass pass, Sequence sequence) {
        Sequence all = begin(sequence);
        for (NormedLayer layer : layers.subList(0, layers.size() - 1)) {
            all = all.with(layer.apply(pass, all.values(), all));
        }
        NDArray first = Tensors.slice(all.values(), 1, 0, count); // (batch, tokens, size)
        return layers.get(layers.size() - 1).apply(pass, first, all);
    }

    /** What layers make of full sequences, (batch, tokens + time, size): their input with positions, each output. */
    public List<NDArray> depths(Pass pass, NDArray steps) {
        Sequence all = begin(Sequence.full(steps));
        List<NDArray> depths = new ArrayList<>(List.of(all.values()));
        for (NormedLayer layer : layers) {
            all = all.with(layer.apply(pass, all.values(), all));
            depths.add(all.values());
        }
        return depths;
    }

    private Sequence begin(Sequence sequence) {
        int time = sequence.time();
        if (time > maximumLength) {
            throw new IllegalArgumentException(
                    "positions were learned up to length " + maximumLength + ", but a sequence has length " + time);
        }
        NDArray place = Tensors.slice(positions.array(), 1, 0, count + time); // (1, tokens + time, size)
        Parameter before = tokens;
        if (before == null) {
            return sequence.with(sequence.values().add(place));
        }
        // (batch, tokens + time, size)
        NDArray all = Tensors.concat(List.of(repeated(before, sequence.batch(), count, size), sequence.values()), 1);
        int[] lengths = sequence.lengths();
        Arrays.setAll(lengths, i -> count + lengths[i]);
        return Sequence.of(all.add(place), lengths);
    }

    /** A parameter (1, time, size) as that of each sample, (batch, time, size). */
    static NDArray repeated(Parameter parameter, long batch, long time, long size) {
        return parameter.array().broadcast(new Shape(batch, time, size));
    }
}
