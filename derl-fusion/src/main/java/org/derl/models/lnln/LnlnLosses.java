package org.derl.models.lnln;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.derl.data.Batch;
import org.derl.data.Modality;
import org.derl.model.Losses;
import org.derl.model.Objective;
import org.derl.model.TaskLoss;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/** The losses of LNLN: task, completeness of language, origin of tokens, and reconstruction. */
final class LnlnLosses implements Objective<Lnln.Encoded> {

    private final Config config;

    /**
     * @param task how far predictions are from labels
     * @param completenessWeight of the squared error of how much of the text is kept
     * @param adversarialWeight of the cross entropy of whether tokens come from complete language
     * @param reconstructionWeight of the squared error of tokens that are rebuilt
     */
    record Config(
            TaskLoss task,
            double taskWeight,
            double completenessWeight,
            double adversarialWeight,
            double reconstructionWeight) {

        /** Checks the numbers. */
        Config {
            if (taskWeight < 0 || completenessWeight < 0 || adversarialWeight < 0 || reconstructionWeight < 0) {
                throw new IllegalArgumentException("the weights of losses must not be negative");
            }
        }
    }

    LnlnLosses(Config config) {
        this.config = config;
    }

    @Override
    public Losses losses(Pass pass, Lnln.Encoded forward, Batch batch) {
        NDArray task = config.task().of(forward.prediction(), batch.targets().overall());
        Learned learned = forward.learned();
        if (learned == null) {
            throw new IllegalStateException("the pass computed nothing for losses");
        }
        return new Losses(Tensors.scale(task, config.taskWeight()), Map.of("task", task))
                .plus("completeness", config.completenessWeight(), completeness(forward, batch))
                .plus("adversarial", config.adversarialWeight(), confusion(learned.origins()))
                .plus(
                        "reconstruction",
                        config.reconstructionWeight(),
                        meanSquare(learned.rebuilt(), learned.complete()));
    }

    /** Inputs that nothing has corrupted are kept whole. */
    private static NDArray completeness(Lnln.Encoded forward, Batch batch) {
        NDArray guessed = forward.completeness().share().squeeze(1); // (batch)
        Batch.Complete complete = batch.complete();
        NDArray kept = complete == null ? guessed.onesLike() : complete.kept().get(Modality.TEXT);
        return meanSquare(guessed, kept);
    }

    /** The cross entropy of scores whose first half is of the second class, and the other of the first. */
    private static NDArray confusion(NDArray scores) {
        NDArray logarithms = Functions.logSoftmax(scores);
        long rows = scores.getShape().get(0);
        NDArray dominant = Tensors.at(Tensors.slice(logarithms, 0, 0, rows / 2), 1, 1); // (rows / 2)
        NDArray complete = Tensors.at(Tensors.slice(logarithms, 0, rows / 2, rows), 1, 0); // (rows / 2)
        return Tensors.scale(dominant.mean().add(complete.mean()), -1.0 / 2);
    }

    private static NDArray meanSquare(NDArray one, NDArray other) {
        return one.sub(other).square().mean();
    }
}
