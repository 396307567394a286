package org.derl.bench.train;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.metric.TotalLoss;
import org.derl.config.Blueprint;
import org.derl.data.LabeledSamples;
import org.derl.data.Split;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;
import org.derl.model.FusionModel;
import org.derl.model.Training;
import org.derl.tensor.Compute;
import org.jspecify.annotations.Nullable;

/**
 * By what the best epoch is chosen.
 *
 * @param name of the metric
 * @param metric on some samples
 */
public record Selection(String name, Metric metric) {

    /** Whether it is by what the model minimizes, which its predictions do not show. */
    public boolean isByTotalLoss() {
        return metric instanceof TotalLoss;
    }

    /** By a metric, or else by the mean absolute error. */
    public static Selection of(@Nullable Blueprint<LabeledSamples, Metric> select, LabeledSamples samples) {
        if (select != null && select.settings() instanceof TotalLoss loss) {
            return new Selection(TotalLoss.KEY, loss);
        }
        NamedMetric chosen = select == null ? SentimentMetrics.MAE : NamedMetric.of(select, samples);
        return new Selection(chosen.key(), chosen.metric());
    }

    /** The same for what predictions show: by the mean absolute error where epochs are chosen by a loss. */
    public static Selection ofPredictions(@Nullable Blueprint<LabeledSamples, Metric> select, LabeledSamples samples) {
        Selection own = of(select, samples);
        return own.isByTotalLoss() ? of(null, samples) : own;
    }

    /**
     * Refuses to choose by the loss where the training remembers batches, before anything is trained.
     *
     * @throws IllegalArgumentException when that is so; the message says what to choose by
     */
    public static void check(TrainingSettings settings, FusionModel<?> model, Split training) {
        if (isByTotalLoss(settings)) {
            try (NDManager manager = Compute.newManager(Device.cpu())) {
                check(settings, model.training(training.targets(manager), settings.optimization()));
            }
        }
    }

    private static boolean isByTotalLoss(TrainingSettings settings) {
        return settings.select() != null && settings.select().settings() instanceof TotalLoss;
    }

    static void check(TrainingSettings settings, Training<?> training) {
        if (isByTotalLoss(settings) && !training.memory().isEmpty()) {
            throw new IllegalArgumentException(
                    "training.select = " + TotalLoss.KEY + " needs a loss of samples alone, and"
                            + " that of this model depends on what it remembers of the training split; name a metric,"
                            + " such as mae");
        }
    }

    /** What is the smaller the better. */
    public double error(Predictions predictions) {
        double value = metric.of(predictions);
        return metric.higherIsBetter() ? -value : value;
    }

    /** The metric's value by its {@link #error}. */
    double value(double error) {
        return metric.higherIsBetter() ? -error : error;
    }
}
