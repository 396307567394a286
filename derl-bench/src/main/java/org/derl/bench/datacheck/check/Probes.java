package org.derl.bench.datacheck.check;

import java.util.List;
import java.util.Optional;
import org.derl.bench.control.RidgeRegression;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Probe;
import org.derl.bench.datacheck.Probe.Sides;
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
    private final Sides sides;

    private Probes(Examined examined, int leastSamples, Sides sides) {
        this.examined = examined;
        this.leastSamples = leastSamples;
        this.sides = sides;
    }

    /** One probe for each modality that there are enough samples of, of both of two classes. */
    public static List<Probe> of(Examined examined, int leastSamples) {
        Optional<Sides> sides = Sides.of(examined.subject().range().orElse(Task.SENTIMENT));
        return sides.isEmpty() ? List.of() : of(new Probes(examined, leastSamples, sides.get()));
    }

    private static List<Probe> of(Probes probes) {
        return probes.examined.subject().splits().get(0).features().modalities().stream()
                .flatMap(modality -> probes.probe(modality).stream())
                .toList();
    }

    private Optional<Probe> probe(Modality modality) {
        Optional<LabeledMeans> training = samples("train", modality);
        Optional<LabeledMeans> test =
                samples("test", modality).map(all -> all.where(row -> sides.has(all.labels()[row])));
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
        Probe probe = measure(modality, ridge, test.get());
        return probe.majority() < 1 ? Optional.of(probe) : Optional.empty();
    }

    private Probe measure(Modality modality, RidgeRegression ridge, LabeledMeans test) {
        double[] predictions = ridge.predictor().predict(test.features());
        int hits = 0;
        int upper = 0;
        for (int row = 0; row < test.size(); row++) {
            boolean isUpper = sides.isUpper(test.labels()[row]);
            hits += sides.isUpper(predictions[row]) == isUpper ? 1 : 0;
            upper += isUpper ? 1 : 0;
        }
        int samples = test.size();
        return new Probe(
                modality, sides, (double) hits / samples, samples, (double) Math.max(upper, samples - upper) / samples);
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
