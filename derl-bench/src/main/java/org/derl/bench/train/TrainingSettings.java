package org.derl.bench.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.derl.bench.metric.TotalLoss;
import org.derl.config.Blueprint;
import org.derl.config.Location;
import org.derl.data.LabeledSamples;
import org.derl.data.corruption.TrainingCorruption;
import org.derl.eval.Metric;
import org.derl.model.Optimization;
import org.derl.model.Sampler;
import org.derl.model.Schedule;
import org.derl.model.TrainingListener;
import org.derl.tensor.Precision;
import org.jspecify.annotations.Nullable;

/**
 * How a model is trained.
 *
 * @param batchSize samples per batch
 * @param epochs at most
 * @param patience epochs in a row without a better value on the validation split after which training ends
 * @param steps the most optimizer steps, over all sweeps; the last epoch may then be cut short. By default as many as
 *     the epochs take
 * @param optimization how parameters are updated
 * @param sampler which samples make a batch; by default all, in random order for each sweep
 * @param schedule how learning rates change; constant by default
 * @param select the metric by which the best epoch is chosen; by default the mean absolute error
 * @param validateEvery after which share of an epoch the validation split is predicted, again and again, and at the end
 *     of each epoch; then an epoch has the weights and figures of the best time within it. By default, the whole epoch
 * @param averageDecay the share of the former average in an exponential moving average of the weights, taken after each
 *     step; then the averages predict, and are kept. By default, the weights themselves
 * @param listeners further listeners, which get every epoch
 * @param precision of the matrix products of the text encoder that is trained along; float32 by default
 * @param corruption of the training split; none by default
 * @param checkpointEvery the time between two checkpoints; without it, one is kept only when training is asked to stop
 * @param keepWeights whether the weights of the best epoch are kept once the trial is finished; they are by default
 * @param diagnoseSelection whether the weights of every epoch are kept, and predict the test split once the epoch is
 *     chosen; false by default
 * @param pauseAfter after how many epochs it pauses and keeps a checkpoint, from which a training goes on that pauses
 *     later or never; schedules go by {@code epochs} all the same. Never by default
 */
public record TrainingSettings(
        int batchSize,
        int epochs,
        int patience,
        @Nullable Integer steps,
        Optimization optimization,
        @Nullable Blueprint<Sampler.Input, Sampler> sampler,
        @Nullable Blueprint<Integer, Schedule> schedule,
        @Nullable Blueprint<LabeledSamples, Metric> select,
        @Nullable Double validateEvery,
        @Nullable Double averageDecay,
        @Nullable List<Blueprint<Path, TrainingListener>> listeners,
        @Nullable Precision precision,
        @Nullable TrainingCorruption corruption,
        @Location @Nullable Duration checkpointEvery,
        @Location @Nullable KeptWeights keepWeights,
        @Location @Nullable Boolean diagnoseSelection,
        @Nullable Integer pauseAfter) {

    /** Which weights a finished trial keeps. */
    public enum KeptWeights {
        BEST,
        NONE
    }

    /** Checks the numbers. */
    public TrainingSettings {
        if (batchSize < 1 || epochs < 1 || patience < 1 || (steps != null && steps < 1)) {
            throw new IllegalArgumentException("batch-size, epochs, patience and steps must be positive");
        }
        if (pauseAfter != null && pauseAfter < 1) {
            throw new IllegalArgumentException("pause-after is a number of epochs, at least 1, not " + pauseAfter);
        }
        if (validateEvery != null && !(validateEvery > 0 && validateEvery <= 1)) {
            throw new IllegalArgumentException(
                    "validate-every is a share of an epoch, within (0, 1], not " + validateEvery);
        }
        if (averageDecay != null && !(averageDecay > 0 && averageDecay < 1)) {
            throw new IllegalArgumentException("average-decay must be within (0, 1), not " + averageDecay);
        }
        if (select != null && select.settings() instanceof TotalLoss && Boolean.TRUE.equals(diagnoseSelection)) {
            throw new IllegalArgumentException("diagnose-selection needs predictions to choose by, and select = "
                    + TotalLoss.KEY + " is a loss; leave out one of the two");
        }
    }

    /** With as many steps as the epochs take, rows in a drawn order, and rates that stay. */
    public TrainingSettings(int batchSize, int epochs, int patience, Optimization optimization) {
        this(
                batchSize,
                epochs,
                patience,
                null,
                optimization,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** The same with another optimization. */
    public TrainingSettings with(Optimization newOptimization) {
        return with(newOptimization, pauseAfter);
    }

    /** The same without a pause. */
    public TrainingSettings unpaused() {
        return with(optimization, null);
    }

    private TrainingSettings with(Optimization newOptimization, @Nullable Integer newPause) {
        return new TrainingSettings(
                batchSize,
                epochs,
                patience,
                steps,
                newOptimization,
                sampler,
                schedule,
                select,
                validateEvery,
                averageDecay,
                listeners,
                precision,
                corruption,
                checkpointEvery,
                keepWeights,
                diagnoseSelection,
                newPause);
    }

    /** The precision of the text encoder's products. */
    public Precision textEncoderPrecision() {
        return Objects.requireNonNullElse(precision, Precision.FLOAT32);
    }

    /** Whether it pauses, to be gone on with by another trial. */
    public boolean pauses() {
        return pauseAfter != null;
    }

    /** How many epochs it has at most, up to its pause. */
    public int epochsUntilPause() {
        return pauseAfter == null ? epochs : Math.min(epochs, pauseAfter);
    }

    /** Whether the weights of the best epoch are kept. */
    public boolean keepsWeights() {
        return keepWeights != KeptWeights.NONE;
    }

    /** After which share of an epoch the validation split is predicted. */
    public double shareBetweenValidations() {
        return Objects.requireNonNullElse(validateEvery, 1.0);
    }

    /** Whether the epochs that were not chosen are predicted with, too. */
    public boolean diagnosesSelection() {
        return Boolean.TRUE.equals(diagnoseSelection);
    }
}
