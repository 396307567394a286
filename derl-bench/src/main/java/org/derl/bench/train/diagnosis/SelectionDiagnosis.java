package org.derl.bench.train.diagnosis;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.train.Predictor;
import org.derl.bench.train.Selection;
import org.derl.bench.train.TrainingSettings;
import org.derl.data.Split;
import org.derl.eval.Predictions;
import org.derl.model.FusionModel;
import org.derl.model.TrainingListener;

/**
 * What each epoch would have given on the test split. It hears of epochs as they end, and predicts the test split with
 * the weights of each once one of them has been chosen. Nothing is chosen by it.
 */
public final class SelectionDiagnosis implements TrainingListener {

    private final EpochWeights weights;
    private final TrainingSettings settings;
    private final List<NamedMetric> metrics;
    private final List<Epoch> epochs = new ArrayList<>();

    /** @param metrics that are taken of the test split */
    public SelectionDiagnosis(EpochWeights weights, TrainingSettings settings, List<NamedMetric> metrics) {
        this.weights = weights;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void finished(Epoch epoch) {
        epochs.add(epoch);
    }

    /** The weights of each epoch. */
    public EpochWeights weights() {
        return weights;
    }

    /**
     * Predicts the test split with the weights of every epoch, of which the model has the last one's afterwards.
     *
     * @param chosen the epoch that was chosen, counted from 1
     * @throws IOException when weights are missing or damaged
     * @throws org.derl.bench.train.run.DivergedException when those of an epoch predict what is not finite
     */
    public DiagnosticFile onTest(FusionModel<?> model, Split test, int chosen) throws IOException {
        Selection selection = Selection.of(settings.select(), test);
        List<Map<String, Double>> values = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        int best = 0;
        for (Epoch epoch : epochs) {
            weights.give(epoch.epoch(), model);
            Predictions predictions = Predictor.predict(model, test, settings.batchSize());
            values.add(values(predictions, selection));
            double error = selection.error(predictions);
            if (error < least) {
                least = error;
                best = epoch.epoch();
            }
        }
        return DiagnosticFile.of(epochs, values, chosen, best);
    }

    private Map<String, Double> values(Predictions predictions, Selection selection) {
        Map<String, Double> values = new LinkedHashMap<>();
        metrics.forEach(named -> values.put(named.key(), named.metric().of(predictions)));
        values.putIfAbsent(selection.name(), selection.metric().of(predictions));
        return values;
    }
}
