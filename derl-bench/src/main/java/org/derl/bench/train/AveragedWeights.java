package org.derl.bench.train;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.bench.train.run.RunFacts;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.part.Weights;
import org.derl.tensor.optim.MovingAverage;
import org.jspecify.annotations.Nullable;

/**
 * The weights that predict: those of the model, or the moving averages of what is trained, where settings ask for them.
 */
final class AveragedWeights {

    private static final String PREFIX = "averages/";

    private final FusionModel<?> model;
    private final Optimization optimization;
    private final @Nullable MovingAverage average;

    /** Of a model that has its first weights. */
    AveragedWeights(FusionModel<?> model, TrainingSettings settings) {
        this.model = model;
        optimization = settings.optimization();
        Double decay = settings.averageDecay();
        average = decay == null ? null : new MovingAverage(model.manager(), decay);
    }

    /** Takes a step in. */
    void stepped() {
        if (average != null) {
            Map<String, NDArray> moving = new LinkedHashMap<>(model.trainable());
            moving.keySet().removeIf(path -> optimization.rate(path) == 0);
            average.update(moving);
        }
    }

    /** What is done with the weights that predict. */
    @FunctionalInterface
    interface Use {
        void run() throws IOException;
    }

    /** Lets the model have them meanwhile. */
    void during(Use use) throws IOException {
        if (average == null) {
            use.run();
            return;
        }
        Map<String, NDArray> own = Weights.exchange(model, average.arrays());
        try {
            use.run();
        } finally {
            Weights.exchange(model, own);
        }
    }

    /** Puts the averages among other arrays. */
    void put(Map<String, NDArray> arrays) {
        if (average != null) {
            average.arrays().forEach((path, array) -> arrays.put(PREFIX + path, array));
        }
    }

    /** Goes on from arrays among which they were put. */
    void restore(Map<String, NDArray> arrays) {
        if (average != null) {
            average.restore(RunFacts.below(PREFIX, arrays));
        }
    }
}
