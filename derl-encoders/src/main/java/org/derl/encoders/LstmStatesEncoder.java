package org.derl.encoders;

import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.layers.recurrent.Lstm;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;

/** The states of an LSTM after each of a sample's real time steps, zeros after them. */
public final class LstmStatesEncoder extends Part implements SequenceEncoder {

    private final Config config;
    private final Lstm lstm;

    /**
     * @param hidden the size of a state
     * @param bidirectional whether a second LSTM reads backwards, whose states lie after those of the first
     */
    public record Config(int hidden, boolean bidirectional) {

        /** Checks the number. */
        public Config {
            if (hidden < 1) {
                throw new IllegalArgumentException("hidden must be positive");
            }
        }
    }

    LstmStatesEncoder(Config config, FeatureShape input) {
        this.config = config;
        lstm = part("lstm", new Lstm(input.size(), config.hidden(), config.bidirectional()));
    }

    @Override
    public Sequence encode(Pass pass, Sequence sequence) {
        return sequence.with(lstm.apply(sequence).outputs()); // (batch, time, directions * hidden)
    }

    @Override
    public int size() {
        return config.bidirectional() ? 2 * config.hidden() : config.hidden();
    }
}
