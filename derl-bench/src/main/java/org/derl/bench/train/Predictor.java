package org.derl.bench.train;

import java.util.ArrayList;
import java.util.List;
import org.derl.bench.train.run.DivergedException;
import org.derl.data.Batch;
import org.derl.data.Split;
import org.derl.eval.Predictions;
import org.derl.model.FusionModel;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Scope;

/** Predicts a split with a model, batch by batch in row order. */
public final class Predictor {

    private Predictor() {}

    /**
     * The predictions of all samples of a split beside their labels.
     *
     * @throws DivergedException when a prediction is not finite; the message names the sample
     */
    public static Predictions predict(FusionModel<?> model, Split split, int batchSize) {
        return Compute.withoutGradients(() -> {
            List<Double> predictions = new ArrayList<>();
            split.batches(batchSize).forEach(rows -> predictions.addAll(batch(model, split, rows)));
            return new Predictions(split.ids(), split.labels(), predictions);
        });
    }

    /**
     * The predictions of some samples of a split, as one batch.
     *
     * @param rows which, in this order
     * @throws DivergedException when a prediction is not finite; the message names the sample
     */
    public static List<Double> predict(FusionModel<?> model, Split split, List<Integer> rows) {
        return Compute.withoutGradients(() -> batch(model, split, rows));
    }

    private static List<Double> batch(FusionModel<?> model, Split split, List<Integer> rows) {
        try (Scope scope = model.open()) {
            Batch batch = split.batch(scope.manager(), rows);
            float[] values =
                    model.forward(Pass.evaluation(scope), batch).prediction().toFloatArray();
            List<Double> predictions = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                if (!Float.isFinite(values[i])) {
                    throw new DivergedException(
                            "the prediction of sample '" + batch.ids().get(i) + "' is " + values[i]);
                }
                predictions.add((double) values[i]);
            }
            return predictions;
        }
    }
}
