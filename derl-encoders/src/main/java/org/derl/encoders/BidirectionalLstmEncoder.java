package org.derl.encoders;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.layers.LayerNorm;
import org.derl.layers.recurrent.RecurrentLayer;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.UtteranceEncoder;
import org.derl.tensor.Recurrences.Recurrent;
import org.derl.tensor.Tensors;

/**
 * Two bidirectional LSTMs, or GRUs, as wide as their input, with layer normalization between them (the audio and vision
 * encoders of MISA). The output has the final forward states of both, then the final backward states.
 */
public final class BidirectionalLstmEncoder extends Part implements UtteranceEncoder {

    private final int size;
    private final RecurrentLayer lower;
    private final LayerNorm norm;
    private final RecurrentLayer upper;

    /**
     * @param cell of both
     */
    public record Config(RecurrentLayer.Cell cell) {}

    BidirectionalLstmEncoder(Config config, FeatureShape input) {
        size = input.size();
        lower = part("lower", RecurrentLayer.of(config.cell(), size, size, true));
        norm = part("norm", new LayerNorm(2 * size));
        upper = part("upper", RecurrentLayer.of(config.cell(), 2 * size, size, true));
    }

    @Override
    public NDArray encode(Pass pass, Sequence sequence) {
        // Of both: outputs (batch, time, 2 size), last (2, batch, size)
        Recurrent first = lower.apply(sequence);
        Recurrent second = upper.apply(sequence.with(norm.apply(first.outputs())));
        // (batch, size) each to (batch, 4 size)
        return Tensors.concat(
                List.of(
                        Tensors.at(first.last(), 0, 0),
                        Tensors.at(second.last(), 0, 0),
                        Tensors.at(first.last(), 0, 1),
                        Tensors.at(second.last(), 0, 1)),
                1);
    }

    @Override
    public int size() {
        return 4 * size;
    }
}
