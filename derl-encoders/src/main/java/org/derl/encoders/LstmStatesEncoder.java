package org.derl.encoders;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.layers.recurrent.Lstm;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.jspecify.annotations.Nullable;

/** The states of an LSTM, or of the last of several, after each of a sample's real time steps, zeros after them. */
public final class LstmStatesEncoder extends Part implements SequenceEncoder {

    private final Config config;
    private final List<Lstm> layers = new ArrayList<>();

    /**
     * @param hidden the size of a state
     * @param bidirectional whether a second LSTM reads backwards, whose states lie after those of the first
     * @param layers how many, each of which reads the states of the one before; one by default
     */
    public record Config(int hidden, boolean bidirectional, @Nullable Integer layers) {

        /** Checks the numbers. */
        public Config {
            if (hidden < 1 || (layers != null && layers < 1)) {
                throw new IllegalArgumentException("hidden and layers must be positive");
            }
        }

        private int size() {
            return bidirectional ? 2 * hidden : hidden;
        }
    }

    LstmStatesEncoder(Config config, FeatureShape input) {
        this.config = config;
        part("lstm", input.size());
        for (int i = 1; config.layers() != null && i < config.layers(); i++) {
            part("lstm." + i, config.size());
        }
    }

    private void part(String name, int in) {
        layers.add(part(name, new Lstm(in, config.hidden(), config.bidirectional())));
    }

    @Override
    public Sequence encode(Pass pass, Sequence sequence) {
        Sequence states = sequence;
        for (Lstm layer : layers) {
            NDArray outputs = layer.apply(states).outputs(); // (batch, time, directions * hidden)
            states = sequence.with(outputs);
        }
        return states;
    }

    @Override
    public int size() {
        return config.size();
    }
}
