package org.derl.encoders;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.layers.Linear;
import org.derl.layers.recurrent.Lstm;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.UtteranceEncoder;
import org.derl.tensor.Tensors;

/**
 * The state of an LSTM after a sample's last real time step, through a linear layer (the text subnetwork of TFN). If it
 * is bidirectional, also the backward state after the first time step.
 */
public final class LstmEncoder extends Part implements UtteranceEncoder {

    private final Config config;
    private final Lstm lstm;
    private final Linear output;

    /**
     * @param hidden the size of the LSTM's state
     * @param size the length of the output vector
     * @param dropout on the last state
     * @param bidirectional whether a second LSTM reads backwards
     */
    public record Config(int hidden, int size, double dropout, boolean bidirectional) {

        /** Checks the numbers. */
        public Config {
            if (hidden < 1 || size < 1) {
                throw new IllegalArgumentException("hidden and size must be positive");
            }
            Pass.checkDropout(dropout);
        }
    }

    LstmEncoder(Config config, FeatureShape input) {
        this.config = config;
        lstm = part("lstm", new Lstm(input.size(), config.hidden(), config.bidirectional()));
        int states = config.bidirectional() ? 2 * config.hidden() : config.hidden();
        output = part("output", Linear.of(states, config.size()));
    }

    @Override
    public NDArray encode(Pass pass, Sequence sequence) {
        NDArray states = lstm.apply(sequence).last(); // (directions, batch, hidden)
        // (batch, directions * hidden)
        NDArray last = config.bidirectional()
                ? Tensors.concat(List.of(Tensors.at(states, 0, 0), Tensors.at(states, 0, 1)), 1)
                : Tensors.at(states, 0, 0);
        return output.apply(pass.dropout(last, config.dropout())); // (batch, size)
    }

    @Override
    public int size() {
        return config.size();
    }
}
