package org.derl.bench.train;

import java.io.IOException;
import java.nio.file.Path;
import org.derl.data.Split;
import org.derl.eval.Predictions;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.tensor.Randomness;

/**
 * Trains any model. After every epoch the validation split is predicted; the weights of the epoch with the smallest mean
 * absolute error, or the best value of another metric that settings {@code select}, are what remains, and training ends
 * when {@code patience} epochs in a row have not bettered it. A
 * trainer is given no test split, so that nothing can be chosen on it.
 */
public final class Trainer {

    private final TrainingSettings settings;
    private final Randomness randomness;
    private final Progress progress;

    /**
     * What came of a training.
     *
     * @param epochs how many ran
     * @param best whose weights the model has now, counted from 1
     * @param validation their predictions of the validation split
     */
    public record Outcome(int epochs, int best, Predictions validation) {}

    /**
     * A trainer for one training.
     *
     * @param randomness the trial's only source of randomness: it has drawn the weights, and from here on orders samples
     *     and draws dropout masks
     */
    public Trainer(TrainingSettings settings, Randomness randomness, Progress progress) {
        this.settings = settings;
        this.randomness = randomness;
        this.progress = progress;
    }

    /**
     * Trains a model that has been allocated, on the calling thread, which {@code Compute.prepareThread} has set up.
     *
     * @param checkpoint the file where the best weights so far are kept, as safetensors
     * @throws DivergedException when a loss or a prediction is not finite
     * @throws IOException when the checkpoint cannot be written
     */
    public <F extends Forward> Outcome train(FusionModel<F> model, Split training, Split validation, Path checkpoint)
            throws IOException {
        Course course = new Course(settings, training, progress);
        TrainingRun<F> run = new TrainingRun<>(
                model,
                model.training(training.targets(model.manager()), settings.optimization()),
                training,
                Passes.of(randomness),
                course);
        Epochs<F> epochs = new Epochs<>(model, settings, validation, checkpoint, course, run);
        try (Listeners listeners = new Listeners(settings.listeners(), checkpoint)) {
            while (epochs.goOn()) {
                epochs.next(randomness, progress, listeners);
            }
        }
        return epochs.outcome();
    }
}
