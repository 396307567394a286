package org.derl.bench.parity.model;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.bench.parity.fixture.Comparer;
import org.derl.bench.parity.fixture.Paths;
import org.derl.bench.train.run.Batches;
import org.derl.data.Batch;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.TaskLoss;
import org.derl.part.Pass;
import org.derl.tensor.Scope;

/** Predicts a validation split after every epoch as a reference does, and keeps what comes out. */
final class RecordedValidation<F extends Forward> {

    private static final double DECIMALS = 1e4;
    private static final double SMALLEST_PROGRESS = 1e-6;

    private final FusionModel<F> model;
    private final Split split;
    private final int batchSize;
    private final TaskLoss loss;
    private final List<Float> errors = new ArrayList<>();
    private final Map<String, float[]> last = new LinkedHashMap<>();
    private final Map<String, float[]> best = new LinkedHashMap<>();

    RecordedValidation(FusionModel<F> model, Split split, int batchSize, TaskLoss loss) {
        this.model = model;
        this.split = split;
        this.batchSize = batchSize;
        this.loss = loss;
    }

    /** Predicts after one more epoch; returns the error. */
    double judge() {
        double error = Math.round(error() * DECIMALS) / DECIMALS;
        boolean improved = errors.stream().allMatch(former -> error <= former - SMALLEST_PROGRESS);
        errors.add((float) error);
        predict();
        if (improved) {
            best.putAll(last);
        }
        return error;
    }

    /** The error of a batch, in the mean over batches. */
    private double error() {
        List<List<Integer>> batches =
                Batches.of(IntStream.range(0, split.size()).toArray(), batchSize);
        double sum = 0;
        for (List<Integer> rows : batches) {
            try (Scope scope = model.open()) {
                Batch batch = split.batch(scope.manager(), rows);
                NDArray prediction =
                        model.forward(Pass.evaluation(scope), batch).prediction();
                sum += loss.of(prediction, batch.targets().overall()).getFloat();
            }
        }
        return sum / batches.size();
    }

    private void predict() {
        try (Scope scope = model.open()) {
            List<Integer> all = IntStream.range(0, split.size()).boxed().toList();
            F forward = model.forward(Pass.evaluation(scope), split.batch(scope.manager(), all));
            Paths.of((Record) forward).forEach((path, array) -> last.put(path, Comparer.values(array)));
        }
    }

    /** How many epochs have been judged. */
    int epochs() {
        return errors.size();
    }

    /** The error after every epoch, to four decimals. */
    float[] errors() {
        return RecordedTraining.floats(errors);
    }

    /** The outputs after the last epoch, by path. */
    Map<String, float[]> last() {
        return last;
    }

    /** The same after the best epoch. */
    Map<String, float[]> best() {
        return best;
    }
}
