package org.derl.bench.datacheck.check;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Labels of one kind in one split: what is to be predicted, or what a modality expresses. */
    private record Some(Place place, SubjectSplit split, List<Double> labels) {

        List<String> samples(DoublePredicate wrong) {
            return IntStream.range(0, labels.size())
                    .filter(row -> wrong.test(labels.get(row)))
                    .mapToObj(split.ids()::get)
                    .toList();
        }
    }

    @Override
    public List<Finding> findings(Examined examined) {
        Map<String, List<Some>> all = new LinkedHashMap<>();
        for (SubjectSplit split : examined.subject().splits()) {
            all.computeIfAbsent("", main -> new ArrayList<>())
                    .add(new Some(Place.split(split.name()), split, split.labels()));
            split.modalityLabels()
                    .forEach((modality, labels) -> all.computeIfAbsent(modality.name(), one -> new ArrayList<>())
                            .add(new Some(Place.modality(split.name(), modality.name()), split, labels)));
        }
        List<Finding> findings = new ArrayList<>();
        boolean loaded = examined.subject().loaded();
        for (List<Some> splits : all.values()) {
            findings.addAll(notFinite(splits, loaded));
            splits.forEach(some -> constant(some.place(), some.labels()).ifPresent(findings::add));
            outside(splits, examined.subject()).ifPresent(findings::add);
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
                        .map(classes -> Finding.warning(
                                "class-labels",
                                Place.EVERYWHERE,
                                "labels are " + classes + " alone, which look like classes",
                                "Of classes, such as negative, neutral and positive, MAE and Acc-2 of"
                                        + " sentiment mean nothing. The import refuses them, unless --labels"
                                        + " tells that they are a scale."));
    }

    private static List<Finding> notFinite(List<Some> splits, boolean loaded) {
        List<Finding> findings = new ArrayList<>();
        boolean leftOut = !loaded && splits.get(0).place().modality() == null;
        BySplit missing = in(splits, label -> leftOut && Double.isNaN(label));
        if (!missing.isEmpty()) {
            findings.add(Finding.warning(
                    "label-not-finite",
                    missing.place(),
                    Words.count(missing.samples(), "sample") + " without a label (NaN)" + missing.enclosed(),
                    "An import leaves such samples out and counts them. Look whether their labels were lost."));
        }
        BySplit invalid = in(splits, label -> leftOut ? Double.isInfinite(label) : !Double.isFinite(label));
        if (!invalid.isEmpty()) {
            findings.add(Finding.error(
                    "label-not-finite",
                    invalid.place(),
                    Words.count(invalid.samples(), "label")
                            + (leftOut ? " infinite" : " NaN or infinite")
                            + invalid.enclosed(),
                    "Every loss and every metric becomes NaN. Leave the samples out, or find their labels."));
        }
        return findings;
    }

    private static BySplit in(List<Some> splits, DoublePredicate wrong) {
        BySplit found = new BySplit(splits.get(0).place().modality());
        splits.forEach(some -> found.add(some.split(), some.samples(wrong)));
        return found;
    }

    /** Those of all splits together. */
    private static Optional<Finding> outside(List<Some> splits, Subject subject) {
        Task.Regression range = subject.range().orElse(Task.SENTIMENT);
        DoublePredicate beyond = label -> label < range.lowest() || label > range.highest();
        BySplit concerned = in(splits, beyond);
        if (concerned.isEmpty()) {
            return Optional.empty();
        }
        List<Double> all =
                splits.stream().flatMap(some -> some.labels().stream()).toList();
        List<Double> labels = all.stream().filter(beyond::test).toList();
        String what = Words.count(labels.size(), "label") + " outside of " + range.interval() + concerned.enclosed()
                + ", such as " + Words.number(labels.get(0));
        boolean few = labels.size() <= Math.max(1, FEW * all.size());
        return Optional.of(outside(
                concerned.place(),
                what,
                subject.range().isPresent() || few,
                all.stream()
                        .filter(Double::isFinite)
                        .mapToDouble(label -> label)
                        .summaryStatistics()));
    }

    private static Finding outside(Place place, String what, boolean wrong, DoubleSummaryStatistics span) {
        String option = "--labels " + (long) Math.floor(span.getMin()) + ".." + (long) Math.ceil(span.getMax());
        return wrong
                ? Finding.error(
                        "label-range",
                        place,
                        what,
                        "No annotation gives such a label. Look for a scale that was changed or a column that slipped;"
                                + " if all labels are right, tell their range by " + option + ".")
                : Finding.warning(
                        "label-range",
                        place,
                        what,
                        "The files do not say whose labels these are, and they are not on the scale of MOSI and MOSEI;"
                                + " metrics of those do not hold for them. Tell their range, as by " + option
                                + ", to check and to import.");
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
}
