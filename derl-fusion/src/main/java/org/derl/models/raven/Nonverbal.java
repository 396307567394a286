package org.derl.models.raven;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.layers.Linear;
import org.derl.layers.recurrent.Lstm;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/** What one modality says beside each word: the state of an LSTM after the word's frames, as much as a gate lets in. */
final class Nonverbal extends Part {

    private final double dropout;
    private final @Nullable PositionNorm norm;
    private final Linear projection;
    private final Lstm lstm;
    private final Linear gate;

    /**
     * @param normalize whether frames are normalized first
     * @param projection the size of a projected frame
     * @param state of the LSTM
     */
    record Config(boolean normalize, int projection, int state) {

        /** Checks the numbers. */
        Config {
            if (projection < 1 || state < 1) {
                throw new IllegalArgumentException("projection and state must be positive");
            }
        }
    }

    /**
     * @param in features of a frame
     * @param word features of a word
     * @param words how many at most
     */
    Nonverbal(Config config, int in, int word, int words, double dropout) {
        this.dropout = dropout;
        norm = config.normalize() ? part("norm", new PositionNorm(words)) : null;
        projection = part("projection", Linear.of(in, config.projection()));
        lstm = part("lstm", new Lstm(config.projection(), config.state(), false));
        gate = part("gate", Linear.of(config.state() + word, 1));
    }

    /**
     * Reads each word's frames.
     *
     * @param words (batch * words, size)
     * @return (batch * words, state)
     */
    NDArray beside(Pass pass, NDArray words, WordFrames frames) {
        NDArray values = norm == null ? frames.values() : norm.apply(frames.values());
        NDArray projected = projection.apply(pass.dropout(values, dropout)); // (batch, words, frames, projection)
        Shape shape = projected.getShape();
        // (batch * words, frames, projection)
        NDArray perWord = projected.reshape(words.getShape().get(0), shape.get(2), shape.get(3));
        // (batch * words, state)
        NDArray state = lastStates(lstm.apply(Sequence.full(perWord)).outputs(), frames.lengths());
        // (batch * words, state), by a gate (batch * words, 1)
        return gate.apply(Tensors.concat(List.of(state, words), 1)).mul(state);
    }

    /** The state after each word's last frame; zero where it has none. */
    private static NDArray lastStates(NDArray outputs, List<Integer> lengths) {
        long[] last = new long[lengths.size()];
        float[] real = new float[lengths.size()];
        for (int word = 0; word < real.length; word++) {
            int length = lengths.get(word);
            last[word] = Math.max(0, length - 1);
            real[word] = length > 0 ? 1 : 0;
        }
        NDManager manager = outputs.getManager();
        // (batch * words, state)
        NDArray states = Tensors.atSteps(outputs, Tensors.of(manager, last, new Shape(last.length)));
        return states.mul(Tensors.of(manager, real, new Shape(real.length, 1)));
    }
}
