package org.derl.bench.datacheck.check;

import java.util.List;
import java.util.Optional;
import org.derl.bench.control.RidgeRegression;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Probe;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.datacheck.statistics.SequenceStatistics;
import org.derl.data.Modality;
import org.derl.data.Task;

/** Trains a ridge regression on each modality by itself. */
public final class Probes {

    /** Where there is no validation split, every so many-th training sample takes its place. */
    private static final int FOLDS = 5;

    private final Examined examined;
    private final int leastSamples;
    private final double neutral;

    private Probes(Examined examined, int leastSamples) {
        this.examined = examined;
        this.leastSamples = leastSamples;
        Task.Regression range = examined.subject().range().orElse(Task.SENTIMENT);
        neutral = (range.lowest() + range.highest()) / 2;
    }

    /** One probe for each modality that there are enough samples of. */
    public static List<Probe> of(Examined examined, int leastSamples) {
        Probes probes = new Probes(examined, leastSamples);
        return examined.subject().splits().get(0).features().modalities().stream()
                .flatMap(modality -> probes.probe(modality).stream())
                .toList();
    }

    private Optional<Probe> probe(Modality modality) {
        Optional<LabeledMeans> training = samples("train", modality);
        Optional<LabeledMeans> test =
                samples("test", modality).map(all -> all.where(row -> all.labels()[row] != neutral));
        if (training.isEmpty()
                || test.isEmpty()
                || training.get().size() < leastSamples
                || test.get().size() < leastSamples) {
            return Optional.empty();
        }
        LabeledMeans fitted = training.get();
        LabeledMeans chosenBy = samples("valid", modality).orElse(fitted.where(row -> false));
        if (chosenBy.size() == 0) {
            chosenBy = fitted.where(row -> row % FOLDS == 0);
            fitted = fitted.where(row -> row % FOLDS != 0);
        }
        RidgeRegression ridge = RidgeRegression.fit(
                fitted.features(), fitted.labels(), chosenBy.features(), chosenBy.labels(), RidgeRegression.PENALTIES);
        return Optional.of(measure(modality, ridge, test.get()));
    }

    private Probe measure(Modality modality, RidgeRegression ridge, LabeledMeans test) {
        double[] predictions = ridge.predictor().predict(test.features());
        int hits = 0;
        int positive = 0;
        for (int row = 0; row < test.size(); row++) {
            boolean isPositive = test.labels()[row] > neutral;
            hits += predictions[row] > neutral == isPositive ? 1 : 0;
            positive += isPositive ? 1 : 0;
        }
        int samples = test.size();
        return new Probe(
                modality, (double) hits / samples, samples, (double) Math.max(positive, samples - positive) / samples);
    }

    /** Those whose label is a number. */
    private Optional<LabeledMeans> samples(String name, Modality modality) {
        SubjectSplit split = examined.subject().split(name);
        SequenceStatistics statistics = examined.of(split).get(modality);
        if (split.size() == 0 || !statistics.hasMeans()) {
            return Optional.empty();
        }
        double[] labels = split.labels().stream().mapToDouble(label -> label).toArray();
        return Optional.of(new LabeledMeans(statistics.means(), labels).where(row -> Double.isFinite(labels[row])));
    }
}
