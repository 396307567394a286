package org.derl.layers;

import ai.djl.ndarray.NDArray;
import java.util.function.BiFunction;
import org.derl.data.Sequence;
import org.derl.part.Initializer;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.jspecify.annotations.Nullable;

/**
 * Multi-head scaled dot-product attention (Vaswani et al., 2017): {@code softmax(Q Kᵀ / scale) V} in each head, the
 * heads side by side through an output layer. Padding of the source takes no part.
 */
public final class Attention extends Part {

    private final Config config;
    private final int size;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear output;

    /**
     * @param heads of which each sees size / heads features
     * @param scale what scores are divided by
     * @param dropout the share of attention weights that is dropped
     */
    public record Config(int heads, Scale scale, double dropout) {

        /** What scores are divided by. */
        public enum Scale {
            /** The square root of a head's size. */
            HEAD,
            /** The square root of the model's size, as equation 5 of the DERL paper prints. */
            MODEL
        }

        /** Checks the numbers. */
        public Config {
            if (heads < 1) {
                throw new IllegalArgumentException("heads must be positive");
            }
            Pass.checkDropout(dropout);
        }
    }

    /** What the four layers are called. */
    public record Names(String query, String key, String value, String output) {

        /** Each by what it makes. */
        public static final Names PLAIN = new Names("query", "key", "value", "output");
    }

    /**
     * Over sequences of one size.
     *
     * @param linear makes the four layers from their sizes in and out
     * @throws IllegalArgumentException when the heads do not divide the size
     */
    public Attention(Config config, int size, BiFunction<Integer, Integer, Linear> linear) {
        this(config, size, linear, linear, Names.PLAIN);
    }

    /**
     * Over sequences of one size, with different initial values of the inner layers and the output layer.
     *
     * @param inner makes the layers of queries, keys and values from their sizes in and out
     * @param outer makes the output layer likewise
     * @throws IllegalArgumentException when the heads do not divide the size
     */
    public Attention(
            Config config,
            int size,
            BiFunction<Integer, Integer, Linear> inner,
            BiFunction<Integer, Integer, Linear> outer) {
        this(config, size, inner, outer, Names.PLAIN);
    }

    /** The same with other names, such as those of a checkpoint. */
    public Attention(
            Config config,
            int size,
            BiFunction<Integer, Integer, Linear> inner,
            BiFunction<Integer, Integer, Linear> outer,
            Names names) {
        if (size % config.heads() != 0) {
            throw new IllegalArgumentException(config.heads() + " heads do not divide the size " + size);
        }
        this.config = config;
        this.size = size;
        query = part(names.query(), inner.apply(size, size));
        key = part(names.key(), inner.apply(size, size));
        value = part(names.value(), inner.apply(size, size));
        output = part(names.output(), outer.apply(size, size));
    }

    /**
     * A layer of queries, keys or values with the first values of PyTorch's attention, which draws the three as one
     * matrix: uniform in ±sqrt(6 / (4 size)), without a bias at first.
     */
    public static Linear stacked(int in, int out) {
        return Linear.of(in, out, Initializer.uniform(Math.sqrt(6.0 / (in + 3.0 * out))), Initializer.constant(0));
    }

    /**
     * Attends from a target to a source.
     *
     * @param target (batch, target time, size)
     * @param source over its own time steps
     * @return (batch, target time, size)
     */
    public NDArray apply(Pass pass, NDArray target, Sequence source) {
        return apply(pass, target, source, null);
    }

    /**
     * Attends with an additional mask.
     *
     * @param mask (target time, source time), added to the scores; or null
     * @return (batch, target time, size)
     */
    public NDArray apply(Pass pass, NDArray target, Sequence source, @Nullable NDArray mask) {
        NDArray padding = source.isFull() ? null : source.padding();
        // (batch, heads, source time, target time)
        NDArray weights = weights(query.apply(target), key.apply(source.values()), mask, padding);
        return output.apply(read(pass, weights, value.apply(source.values()))); // (batch, target time, size)
    }

    /**
     * Attends from sequences to themselves.
     *
     * @param rows what {@code packing} made of them: (real time steps, size), or (batch, time, size) where it left
     *     nothing out
     * @return of the same shape
     */
    public NDArray apply(Pass pass, NDArray rows, Packing packing) {
        NDArray queries = packing.unpack(query.apply(rows)); // (batch, time, size)
        // (batch, heads, time, time)
        NDArray weights = weights(queries, packing.unpack(key.apply(rows)), null, packing.padding());
        // (real time steps, size), or (batch, time, size)
        return output.apply(packing.pack(read(pass, weights, packing.unpack(value.apply(rows)))));
    }

    /**
     * Attends to keys and reads values that may differ, as they do under dropout.
     *
     * @param target (batch, target time, size)
     * @param keys (batch, source time, size)
     * @param values as many
     * @param hidden which of them are masked
     * @return (batch, target time, size)
     */
    NDArray apply(Pass pass, NDArray target, NDArray keys, NDArray values, CrossmodalTransformer.Hidden hidden) {
        // (batch, heads, source time, target time)
        NDArray weights = weights(query.apply(target), key.apply(keys), hidden.future(), hidden.padding());
        return output.apply(read(pass, weights, value.apply(values))); // (batch, target time, size)
    }

    private NDArray weights(NDArray queries, NDArray keys, @Nullable NDArray mask, @Nullable NDArray padding) {
        double divisor = Math.sqrt(config.scale() == Config.Scale.HEAD ? size / config.heads() : size);
        // (batch, heads, source time, target time)
        NDArray weights = Functions.attentionWeights(queries, keys, config.heads(), 1 / divisor, mask, padding);
        hooked("weights", weights.transpose(0, 1, 3, 2)); // (batch, heads, target time, source time)
        return weights;
    }

    private NDArray read(Pass pass, NDArray weights, NDArray values) {
        return Functions.attention(pass.dropout(weights, config.dropout()), values); // (batch, target time, size)
    }
}
