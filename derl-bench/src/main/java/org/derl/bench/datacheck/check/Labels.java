package org.derl.bench.datacheck.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Place;
import org.derl.bench.datacheck.Subject;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.text.Words;
import org.derl.data.Task;
import org.derl.data.file.ClassLabels;

/** Looks at what is to be predicted. */
public final class Labels implements Examination {

    /** Where so many labels are outside of a range that is only presumed, the presumption is wrong. */
    private static final double FEW = 0.05;

    /** So many samples have different labels. */
    private static final int MANY = 20;

    @Override
    public List<Finding> findings(Examined examined) {
        Optional<Task.Regression> known = examined.subject().range();
        Task.Regression range = known.orElse(Task.SENTIMENT);
        List<Finding> findings = new ArrayList<>();
        for (SubjectSplit split : examined.subject().splits()) {
            findings.addAll(of(Place.split(split.name()), split, split.labels(), range, known.isPresent()));
            split.modalityLabels()
                    .forEach((modality, labels) -> findings.addAll(of(
                            Place.modality(split.name(), modality.name()), split, labels, range, known.isPresent())));
        }
        classes(examined.subject()).ifPresent(findings::add);
        return findings;
    }

    /** Of a data set that was imported, somebody has told the range. */
    private static Optional<Finding> classes(Subject subject) {
        return subject.task() != null
                ? Optional.empty()
                : ClassLabels.in(subject.splits().stream()
                                .flatMap(split -> split.labels().stream())
                                .toList())
                        .map(
                                classes -> Finding.warning(
                                        "class-labels",
                                        Place.EVERYWHERE,
                                        "labels are " + classes + " alone, which look like classes",
                                        "Of classes, such as negative, neutral and positive, MAE and Acc-2 of sentiment mean"
                                                + " nothing. The import refuses them, unless --labels tells that they are a scale."));
    }

    private static List<Finding> of(
            Place place, SubjectSplit split, List<Double> labels, Task.Regression range, boolean known) {
        List<Finding> findings = new ArrayList<>();
        List<String> invalid = samples(split, labels, label -> !Double.isFinite(label));
        if (!invalid.isEmpty()) {
            findings.add(Finding.error(
                    "label-not-finite",
                    place.samples(invalid),
                    Words.count(invalid.size(), "label") + " NaN or infinite",
                    "Every loss and every metric becomes NaN. Leave the samples out, or find their labels."));
        }
        DoublePredicate beyond = label -> label < range.lowest() || label > range.highest();
        List<String> outside = samples(split, labels, beyond);
        if (!outside.isEmpty()) {
            double worst = labels.stream()
                    .mapToDouble(label -> label)
                    .filter(beyond)
                    .findFirst()
                    .orElseThrow();
            findings.add(outside(place.samples(outside), outside.size(), split.size(), range, known, worst));
        }
        constant(place, labels).ifPresent(findings::add);
        return findings;
    }

    private static Finding outside(
            Place place, int count, int samples, Task.Regression range, boolean known, double worst) {
        String what = Words.count(count, "label") + " outside of [" + Words.number(range.lowest()) + ", "
                + Words.number(range.highest()) + "], such as " + Words.number(worst);
        return known || count <= Math.max(1, FEW * samples)
                ? Finding.error(
                        "label-range",
                        place,
                        what,
                        "No annotation gives such a label. Look for a scale that was changed or a column that slipped.")
                : Finding.warning(
                        "label-range",
                        place,
                        what,
                        "The files do not say whose labels these are, and they are not on the scale of MOSI and MOSEI;"
                                + " metrics of those do not hold for them.");
    }

    private static Optional<Finding> constant(Place place, List<Double> labels) {
        long values = labels.stream().distinct().count();
        return labels.size() >= MANY && values == 1
                ? Optional.of(Finding.error(
                        "constant-labels",
                        place,
                        "all labels are " + Words.number(labels.get(0)),
                        "There is nothing to learn or to measure. The labels were lost, or never published."))
                : Optional.empty();
    }

    private static List<String> samples(SubjectSplit split, List<Double> labels, DoublePredicate wrong) {
        return IntStream.range(0, labels.size())
                .filter(row -> wrong.test(labels.get(row)))
                .mapToObj(split.ids()::get)
                .toList();
    }
}
