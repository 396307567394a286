package org.derl.encoders;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.layers.recurrent.Lstm;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.UtteranceEncoder;
import org.derl.tensor.Recurrences.Recurrent;
import org.derl.tensor.Tensors;

/**
 * Stacked LSTMs, each of which reads the states of the previous one. The output is the last one's state after the last
 * real time step.
 */
public final class StackedLstmEncoder extends Part implements UtteranceEncoder {

    private final Config config;
    private final List<Lstm> layers = new ArrayList<>();

    /**
     * @param hidden the size of a state
     * @param layers how many
     * @param dropout on the states between them
     */
    public record Config(int hidden, int layers, double dropout) {

        /** Checks the numbers. */
        public Config {
            if (hidden < 1 || layers < 1) {
                throw new IllegalArgumentException("hidden and layers must be positive");
            }
            Pass.checkDropout(dropout);
        }
    }

    StackedLstmEncoder(Config config, FeatureShape input) {
        this.config = config;
        int in = input.size();
        for (int i = 0; i < config.layers(); i++) {
            layers.add(part("layers." + i, new Lstm(in, config.hidden(), false)));
            in = config.hidden();
        }
    }

    @Override
    public NDArray encode(Pass pass, Sequence sequence) {
        Recurrent states = layers.get(0).apply(sequence); // outputs (batch, time, hidden), last (1, batch, hidden)
        for (Lstm layer : layers.subList(1, layers.size())) {
            states = layer.apply(sequence.with(pass.dropout(states.outputs(), config.dropout()))); // the shapes stay
        }
        return Tensors.at(states.last(), 0, 0); // (batch, hidden)
    }

    @Override
    public int size() {
        return config.hidden();
    }
}
