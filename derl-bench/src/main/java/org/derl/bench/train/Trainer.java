package org.derl.bench.train;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import org.derl.bench.train.run.DivergedException;
import org.derl.data.SealedSplit;
import org.derl.data.Split;
import org.derl.eval.Predictions;
import org.derl.io.Reason;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.tensor.Randomness;

/**
 * Trains any model. After every epoch the validation split is predicted; the weights of the epoch with the smallest
 * mean absolute error, or the best value of another metric that settings {@code select}, remain in the model, and
 * training ends when {@code patience} epochs in a row have not improved it. A trainer never gets the test split, and
 * keeps it sealed, so that nothing can be chosen on it.
 */
public final class Trainer {

    private final TrainingSettings settings;
    private final Randomness randomness;
    private final Observers observers;

    /**
     * The result of a training.
     *
     * @param epochs how many ran
     * @param best whose weights the model has now, counted from 1
     * @param validation their predictions of the validation split
     * @param seconds that it took, including those before a checkpoint
     */
    public record Outcome(int epochs, int best, Predictions validation, double seconds) {}

    /**
     * A trainer for one training without checkpoints.
     *
     * @param randomness the trial's only source of randomness: it has drawn the weights, and from here on orders
     *     samples and draws dropout masks
     */
    public Trainer(TrainingSettings settings, Randomness randomness, Progress progress) {
        this(settings, randomness, Observers.of(progress));
    }

    /** A trainer for one training, which continues from its newest checkpoint if there is one. */
    public Trainer(TrainingSettings settings, Randomness randomness, Observers observers) {
        this.settings = settings;
        this.randomness = randomness;
        this.observers = observers;
    }

    /**
     * Trains a model that has been allocated, on the calling thread, which {@code Compute.prepareThread} has set up.
     *
     * @param training corrupted where settings ask for that
     * @param weights the file where the best weights so far are kept, as safetensors
     * @throws DivergedException when a loss or a prediction is not finite
     * @throws java.util.concurrent.CancellationException when the training was asked to stop, and a checkpoint was kept
     * @throws IllegalArgumentException when settings ask for corruption, and the training split has none
     * @throws IOException when the file cannot be written
     */
    @SuppressWarnings("try") // held, not used
    public <F extends Forward> Outcome train(FusionModel<F> model, Split training, Split validation, Path weights)
            throws IOException {
        if (settings.corruption() != null && training.ofEpoch(1).equals(training)) {
            throw new IllegalArgumentException(
                    "training.corruption is set, and the training split is as it was; give the"
                            + " trainer what settings.corruption() makes of it");
        }
        try (SealedSplit.Seal sealed = SealedSplit.seal()) {
            return sealed(model, training, validation, weights);
        }
    }

    private <F extends Forward> Outcome sealed(FusionModel<F> model, Split training, Split validation, Path weights)
            throws IOException {
        Epochs<F> epochs = new Epochs<>(model, training, validation, settings, randomness, weights, observers);
        Checkpoints checkpoints = observers.checkpoints();
        try (NDManager saved = model.manager().newSubManager()) {
            Checkpoint checkpoint = checkpoints.newest(saved, weights);
            if (checkpoint != null) {
                resume(epochs, checkpoint);
            }
        }
        try (Listeners listeners = new Listeners(observers.listeners(), settings.listeners(), weights)) {
            epochs.runAll(listeners);
        }
        Outcome outcome = epochs.outcome();
        if (!settings.pauses()) {
            checkpoints.clear();
        }
        return outcome;
    }

    private void resume(Epochs<?> epochs, Checkpoint checkpoint) throws IOException {
        Checkpoint.Facts facts = checkpoint.facts();
        Checkpoints checkpoints = observers.checkpoints();
        try {
            epochs.resume(checkpoint);
            checkpoints.say("goes on from step " + facts.steps() + ", in epoch "
                    + (facts.epochs().size() + 1));
        } catch (IllegalArgumentException e) {
            checkpoints.say("a checkpoint cannot be used, and training begins anew: " + Reason.of(e));
            checkpoints.clear();
        }
    }
}
