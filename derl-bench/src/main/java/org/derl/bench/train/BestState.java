package org.derl.bench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.bench.train.run.RunFacts;
import org.derl.bench.train.run.TrainingRun;
import org.derl.model.FusionModel;
import org.derl.tensor.Compute;
import org.jspecify.annotations.Nullable;

/**
 * The weights of the best time so far and the state of their optimizers, for schedules that go back to them. Unlike the
 * file of the best weights it has those that are trained where moving averages predict.
 */
final class BestState {

    private static final String PREFIX = "best-state/";
    private static final String OPTIMIZER = "optimizer/";

    private final FusionModel<?> model;
    private final MovedWeights moved;
    private final AveragedWeights averaged;
    private final TrainingRun<?> run;
    private @Nullable NDManager kept;
    private Map<String, NDArray> arrays = Map.of();

    BestState(FusionModel<?> model, MovedWeights moved, AveragedWeights averaged, TrainingRun<?> run) {
        this.model = model;
        this.moved = moved;
        this.averaged = averaged;
        this.run = run;
    }

    /** Keeps what is the state now. */
    void keep() {
        Map<String, NDArray> now = new LinkedHashMap<>();
        moved.put(now);
        averaged.put(now);
        run.state()
                .optimizers()
                .forEach((sweep, state) ->
                        state.forEach((name, array) -> now.put(OPTIMIZER + sweep + "/" + name, array)));
        take(now);
    }

    private void take(Map<String, NDArray> others) {
        NDManager manager = model.manager().newSubManager();
        arrays = copies(others, manager);
        if (kept != null) {
            kept.close();
        }
        kept = manager;
    }

    private static Map<String, NDArray> copies(Map<String, NDArray> others, NDManager manager) {
        Map<String, NDArray> copies = new LinkedHashMap<>();
        others.forEach((name, array) -> {
            NDArray copy = Compute.withoutGradients(array::duplicate);
            copy.attach(manager);
            copies.put(name, copy);
        });
        return copies;
    }

    /** Goes back to what was kept; where nothing was, all stays. */
    void returnTo() {
        if (arrays.isEmpty()) {
            return;
        }
        try (NDManager own = model.manager().newSubManager()) {
            moved.restore(copies(arrays, own)); // which the model takes over
        }
        averaged.restore(arrays);
        Map<String, Map<String, NDArray>> optimizers = new LinkedHashMap<>();
        run.state()
                .optimizers()
                .keySet()
                .forEach(sweep -> optimizers.put(sweep, RunFacts.below(OPTIMIZER + sweep + "/", arrays)));
        run.goBack(optimizers);
    }

    /** Puts what is kept among other arrays. */
    void put(Map<String, NDArray> others) {
        arrays.forEach((name, array) -> others.put(PREFIX + name, array));
    }

    /** Goes on from arrays among which it was put, which it copies. */
    void restore(Map<String, NDArray> others) {
        take(RunFacts.below(PREFIX, others));
    }
}
