package org.derl.bench.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.derl.data.Task;

/** Looks at what is to be predicted. */
final class Labels implements Examination {

    /** Where so many labels are outside of a range that is only presumed, the presumption is wrong. */
    private static final double FEW = 0.05;

    /** So many samples have different labels. */
    private static final int MANY = 20;

    @Override
    public List<Finding> findings(Examined examined) {
        Optional<Task.Regression> known = examined.subject().range();
        Task.Regression range = known.orElse(Task.SENTIMENT);
        List<Finding> findings = new ArrayList<>();
        for (SubjectPart part : examined.subject().parts()) {
            List<String> invalid = samples(part, label -> !Double.isFinite(label));
            if (!invalid.isEmpty()) {
                findings.add(Finding.error(
                        "label-not-finite",
                        Place.split(part.name()).samples(invalid),
                        Words.count(invalid.size(), "label") + " NaN or infinite",
                        "Every loss and every metric becomes NaN. Leave the samples out, or find their labels."));
            }
            List<String> outside = samples(part, label -> label < range.lowest() || label > range.highest());
            if (!outside.isEmpty()) {
                findings.add(outside(part, range, known.isPresent(), outside));
            }
            constant(part).ifPresent(findings::add);
        }
        return findings;
    }

    private static Finding outside(SubjectPart part, Task.Regression range, boolean known, List<String> samples) {
        double worst = part.labels().stream()
                .mapToDouble(label -> label)
                .filter(label -> label < range.lowest() || label > range.highest())
                .findFirst()
                .orElse(Double.NaN);
        Place place = Place.split(part.name()).samples(samples);
        String what = Words.count(samples.size(), "label") + " outside of [" + Words.number(range.lowest()) + ", "
                + Words.number(range.highest()) + "], such as " + Words.number(worst);
        return known || samples.size() <= Math.max(1, FEW * part.size())
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

    private static Optional<Finding> constant(SubjectPart part) {
        long values = part.labels().stream().distinct().count();
        return part.size() >= MANY && values == 1
                ? Optional.of(Finding.error(
                        "constant-labels",
                        Place.split(part.name()),
                        "all labels are " + Words.number(part.labels().get(0)),
                        "There is nothing to learn or to measure. The labels were lost, or never published."))
                : Optional.empty();
    }

    private static List<String> samples(SubjectPart part, DoublePredicate wrong) {
        return IntStream.range(0, part.labels().size())
                .filter(row -> wrong.test(part.labels().get(row)))
                .mapToObj(part.ids()::get)
                .toList();
    }
}
