package org.derl.bench.train;

import java.util.List;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.train.diagnosis.EpochWeights;
import org.derl.model.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a training. Nothing that they see changes it.
 *
 * @param progress is told of epochs and steps
 * @param checkpoints keep where it stands
 * @param metrics that are taken of the validation split after each epoch
 * @param listeners hear of each epoch, before those that settings name
 * @param epochWeights keep the weights of every epoch; null where nobody asks for them
 */
public record Observers(
        Progress progress,
        Checkpoints checkpoints,
        List<NamedMetric> metrics,
        List<TrainingListener> listeners,
        @Nullable EpochWeights epochWeights) {

    /** No checkpoints, no further listeners, and the mean absolute error. */
    public static Observers of(Progress progress) {
        return of(progress, Checkpoints.none());
    }

    /** No further listeners, and the mean absolute error. */
    public static Observers of(Progress progress, Checkpoints checkpoints) {
        return new Observers(progress, checkpoints, List.of(SentimentMetrics.MAE), List.of(), null);
    }
}
