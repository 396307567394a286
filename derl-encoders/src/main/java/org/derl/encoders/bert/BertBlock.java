package org.derl.encoders.bert;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.ReferenceBlock;
import org.derl.tensor.Tensors;

/**
 * A BERT for comparison, its pooled state included. In come {@code tokens}, {@code mask} (1 at real tokens, which come
 * first) and {@code segments}, (batch, time) each; out come the
 * {@code states}, the {@code first} of each text, and {@code pooled}.
 */
public final class BertBlock extends Part implements ReferenceBlock {

    private static final String TOKENS = "tokens";

    private final BertEncoder encoder;

    /**
     * @param vocabulary how many tokens there are
     * @param encoder which needs a pooler
     */
    public record Config(int vocabulary, BertEncoder.Config encoder) {}

    /** For inputs of the given shapes. */
    public BertBlock(Config config, Map<String, Shape> inputs) {
        FeatureShape input = FeatureShape.tokens(config.vocabulary(), time(inputs));
        encoder = part("", new BertEncoder(config.encoder(), input).readingPadding());
    }

    /** The number of time steps. */
    static int time(Map<String, Shape> inputs) {
        return (int) ReferenceBlock.input(inputs, TOKENS).get(1);
    }

    @Override
    public Map<String, NDArray> compute(Pass pass, Map<String, NDArray> inputs) {
        return compute(encoder, pass, inputs);
    }

    /** What any encoder with a pooler computes. */
    static Map<String, NDArray> compute(BertEncoder encoder, Pass pass, Map<String, NDArray> inputs) {
        NDArray tokens = ReferenceBlock.input(inputs, TOKENS);
        NDArray segments = ReferenceBlock.input(inputs, "segments");
        float[] counts = ReferenceBlock.input(inputs, "mask")
                .toType(DataType.FLOAT32, false)
                .sum(new int[] {1})
                .toFloatArray(); // (batch)
        int[] lengths = new int[counts.length];
        Arrays.setAll(lengths, row -> (int) counts[row]);
        NDArray both = Tensors.stack(List.of(tokens, segments), 2).toType(DataType.INT64, false); // (batch, time, 2)
        Sequence states = encoder.encode(pass, Sequence.of(both, lengths));
        // (batch, time, size), (batch, size) and (batch, size)
        return Map.of(
                "states", states.values(),
                "first", Tensors.at(states.values(), 1, 0),
                "pooled", encoder.pooled(states));
    }
}
