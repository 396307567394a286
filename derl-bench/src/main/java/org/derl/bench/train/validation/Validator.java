package org.derl.bench.train.validation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.train.Predictor;
import org.derl.bench.train.Selection;
import org.derl.bench.train.run.TrainingRun;
import org.derl.data.Batch;
import org.derl.data.Split;
import org.derl.eval.Predictions;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Scope;

/** Predicts the validation split with a model that is trained, and says how good that is. */
public final class Validator<F extends Forward> {

    private final FusionModel<F> model;
    private final Split split;
    private final int batchSize;
    private final Selection selection;
    private final List<NamedMetric> metrics;

    /**
     * For one training.
     *
     * @param selection by which epochs are chosen
     * @param metrics that are taken besides
     */
    public Validator(FusionModel<F> model, Split split, int batchSize, Selection selection, List<NamedMetric> metrics) {
        this.model = model;
        this.split = split;
        this.batchSize = batchSize;
        this.selection = selection;
        this.metrics = List.copyOf(metrics);
    }

    /**
     * Predicts with the weights that the model has now.
     *
     * @param run of the training
     * @throws org.derl.bench.train.run.DivergedException when a prediction is not finite
     */
    public Validation validate(TrainingRun<F> run) {
        Predictions predictions = Predictor.predict(model, split, batchSize);
        Map<String, Double> values = new LinkedHashMap<>();
        metrics.forEach(named -> values.put(named.key(), named.metric().of(predictions)));
        Validation.Figures figures = new Validation.Figures(
                selection.isByTotalLoss() ? loss(run) : selection.error(predictions),
                SentimentMetrics.MAE.metric().of(predictions),
                values);
        return new Validation(predictions.predictions(), figures);
    }

    /** What the sweep that trains what predicts minimizes, in the mean over samples. */
    private double loss(TrainingRun<F> run) {
        return Compute.withoutGradients(() -> split.batches(batchSize).stream()
                        .mapToDouble(rows -> loss(run, rows) * rows.size())
                        .sum()
                / split.size());
    }

    private double loss(TrainingRun<F> run, List<Integer> rows) {
        try (Scope scope = model.open()) {
            Batch batch = split.batch(scope.manager(), rows);
            Pass pass = Pass.judging(scope);
            F forward = model.forward(pass, batch);
            return run.sweep().objective().losses(pass, forward, batch).total().getFloat();
        }
    }
}
