package org.derl.bench.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.derl.bench.train.Predictor;
import org.derl.data.Split;
import org.derl.eval.Predictions;
import org.derl.io.Reason;
import org.derl.model.FusionModel;
import org.derl.tensor.Precision;

/** Whether what a model predicts of a sample depends on which other samples are in its batch. */
final class Company {

    /** How many samples are predicted alone. */
    private static final int SAMPLES = 8;

    /** The sums of a longer or larger array are rounded in another order. */
    private static final double ROUNDING = 1e-4;

    /** Another order of a sum may round it to the next bfloat16, in each layer. */
    private static final double COARSE_ROUNDING = 0.05;

    private Company() {}

    /**
     * What a reader must be told if it does.
     *
     * @param together what the model predicts of the split's samples in batches
     * @param precision in which it does
     */
    static Optional<String> note(FusionModel<?> model, Split split, Predictions together, Precision precision) {
        List<Integer> rows = IntStream.range(0, Math.min(SAMPLES, split.size()))
                .map(i -> i * split.size() / Math.min(SAMPLES, split.size()))
                .boxed()
                .toList();
        List<Double> alone = new ArrayList<>();
        try {
            rows.forEach(row -> alone.addAll(Predictor.predict(model, split, List.of(row))));
        } catch (RuntimeException e) {
            return Optional.of("it cannot predict a sample alone: " + Reason.inOneLine(e));
        }
        double rounding = precision == Precision.FLOAT32 ? ROUNDING : COARSE_ROUNDING;
        boolean differs = IntStream.range(0, rows.size())
                .anyMatch(i -> Math.abs(alone.get(i) - together.predictions().get(rows.get(i))) > rounding);
        return differs
                ? Optional.of("what it predicts of a sample depends on what else is in the batch, so that it comes out"
                        + " otherwise alone or in another order")
                : Optional.empty();
    }
}
