package org.derl.models.raven;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.layers.Linear;
import org.derl.layers.recurrent.Lstm;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.part.Outputs;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * Recurrent Attended Variation Embedding Network (Wang et al., AAAI 2019). The audio and vision of each word move the
 * word, at most by a fraction of its own length; an LSTM reads the moved words. The page docs/models/raven.md says
 * where the authors' code differs.
 */
public final class Raven extends FusionModel<Raven.Shifted> {

    private final Config config;
    private final ByModality<Nonverbal> nonverbal;
    private final Linear shift;
    private final List<Lstm> layers = new ArrayList<>();
    private final Linear output;

    /**
     * @param words how many are read; later ones are not
     * @param frames of a word, how many are read
     * @param nonverbal what is read beside the words; modalities that the data set lacks are left out
     * @param shift how far a word may move, as a share of its length
     * @param hidden the size of the states of the LSTM over words
     * @param layers of that LSTM
     * @param dropout on frames and on moved words
     * @param loss of the task
     * @param shiftLearns whether gradients reach what moves the words; else it stays as it was drawn
     */
    public record Config(
            int words,
            int frames,
            ByModality<Nonverbal.Config> nonverbal,
            double shift,
            int hidden,
            int layers,
            double dropout,
            TaskLoss loss,
            boolean shiftLearns) {

        /** Checks the numbers. */
        public Config {
            if (words < 1 || frames < 1 || hidden < 1 || layers < 1 || !(shift > 0)) {
                throw new IllegalArgumentException("words, frames, hidden, layers and shift must be positive");
            }
            Pass.checkDropout(dropout);
        }
    }

    /**
     * What the network computes.
     *
     * @param beside (batch * words, states of all modalities), after their gates
     * @param words (batch, words, size), moved
     * @param states (batch, words, hidden) of the last layer
     * @param last (batch, hidden), after each sample's last word
     */
    public record Shifted(NDArray beside, NDArray words, NDArray states, NDArray last, NDArray prediction)
            implements Forward {}

    /** For a data set of the given schema, which needs text and something beside it. */
    public Raven(Config config, Schema schema) {
        this.config = config;
        List<Modality> present = schema.present(config.nonverbal().modalities());
        schema.require(
                "needs text and one or more of " + config.nonverbal().modalities(),
                schema.inputs().has(Modality.TEXT) && !present.isEmpty());
        int word = schema.inputs().get(Modality.TEXT).size();
        nonverbal = ByModality.of(
                present,
                modality -> part(
                        "nonverbal." + modality,
                        new Nonverbal(
                                config.nonverbal().get(modality),
                                schema.inputs().get(modality).size(),
                                word,
                                config.words(),
                                config.dropout())));
        int states = present.stream()
                .mapToInt(modality -> config.nonverbal().get(modality).state())
                .sum();
        shift = part("shift", Linear.of(states, word));
        for (int i = 0; i < config.layers(); i++) {
            layers.add(part("layers." + i, new Lstm(i == 0 ? word : config.hidden(), config.hidden(), false)));
        }
        output = part("output", Linear.of(config.hidden(), schema.task().outputs()));
    }

    @Override
    public Shifted forward(Pass pass, Batch batch) {
        Sequence text = batch.inputs().get(Modality.TEXT).first(config.words());
        NDArray words = text.values().reshape(-1, text.size()); // (batch * words, size)
        List<NDArray> states = nonverbal
                .map((modality, part) -> part.beside(pass, words, frames(batch, modality)))
                .values();
        NDArray beside = Tensors.concat(states, 1); // (batch * words, states of all modalities)
        NDArray moved = words.add(shift(beside).mul(length(words)))
                .reshape(text.values().getShape()); // (batch, words, size)
        NDArray read = read(pass.dropout(moved, config.dropout()));
        NDArray last = Tensors.atSteps(read, text.lastSteps()); // (batch, hidden)
        NDArray scores = output.apply(last); // (batch, outputs)
        return new Shifted(beside, moved, read, last, Outputs.single(scores));
    }

    private WordFrames frames(Batch batch, Modality modality) {
        ByModality<Sequence> inputs = batch.inputs();
        return WordFrames.of(inputs.get(modality), inputs.get(Modality.TEXT), config.words(), config.frames());
    }

    private NDArray read(NDArray words) {
        NDArray states = words;
        for (Lstm layer : layers) {
            states = layer.apply(Sequence.full(states)).outputs(); // (batch, words, hidden)
        }
        return states;
    }

    /** (batch * words, size): how each word moves, as a share of its length. */
    private NDArray shift(NDArray beside) {
        NDArray direction = shift.apply(beside); // (batch * words, size)
        NDArray bounded = Tensors.scale(direction.div(Tensors.atLeast(length(direction), 1)), config.shift());
        return config.shiftLearns() ? bounded : Tensors.detach(bounded);
    }

    /** (rows, 1). */
    private static NDArray length(NDArray rows) {
        return Functions.root(rows.square().sum(new int[] {1}, true));
    }

    @Override
    public Training<Shifted> training(Targets labels, Optimization optimization) {
        return Training.ofTask(config.loss(), optimization);
    }
}
