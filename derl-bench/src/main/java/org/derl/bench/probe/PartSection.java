package org.derl.bench.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.derl.bench.statistics.Interval;
import org.derl.bench.statistics.Resampling;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.trial.CheckedJson;
import org.derl.config.Names;
import org.derl.eval.Predictions;
import org.jspecify.annotations.Nullable;

/** Whether each part of a model learns, and matters. */
final class PartSection {

    /** A smaller mean change of predictions, relative to the span of labels, is rounding. */
    private static final double ROUNDING = 1e-7;

    private PartSection() {}

    /** What is the matter with a part. */
    enum Finding {
        /** It gets gradient, and predictions depend on it. */
        LEARNS(""),
        /** It has no gradient, and no prediction depends on it. */
        DEAD("gets no gradient, and no prediction depends on it: it is dead"),
        /** Predictions depend on weights that stay as they were drawn. */
        NOT_TRAINED("gets no gradient, and predictions depend on it: its weights are as they were drawn"),
        /** It is trained, and no prediction depends on it. */
        FOR_LOSSES_ALONE("is trained, and no prediction depends on it: it serves the losses alone, or nothing"),
        /** Some number of its gradient is none. */
        GRADIENT_NOT_FINITE("gets a gradient with numbers that are not finite, from which no training goes on"),
        /** Predictions depend on it, and nothing tells by how much. */
        PREDICTIONS_NOT_FINITE(
                "makes predictions that are not finite where it has weights that were just drawn: they depend on it, and"
                        + " by how much is not known"),
        /** Settings have it so. */
        HELD_STILL("is held still, as settings ask");

        private final String clause;

        Finding(String clause) {
            this.clause = clause;
        }

        static Finding of(boolean held, boolean gradient, boolean matters) {
            if (held) {
                return HELD_STILL;
            } else if (gradient) {
                return matters ? LEARNS : FOR_LOSSES_ALONE;
            }
            return matters ? NOT_TRAINED : DEAD;
        }

        String inWords() {
            return Names.kebab(name()).replace('-', ' ');
        }
    }

    /**
     * A part, over seeds.
     *
     * @param numbers how many are trained in it
     * @param arrays in how many arrays
     * @param still how many of these got no gradient with any seed, though settings have them trained
     * @param gradient its norm relative to that of the weights
     * @param moved how far the weights came from their first values, relative to these
     * @param change how far apart predictions are, on average, where its weights are others that were just drawn; not a
     *     number where some prediction is not finite
     * @param rise of the mean absolute error there; null likewise
     */
    record PartUse(
            String part,
            long numbers,
            int arrays,
            int still,
            double gradient,
            double moved,
            double change,
            @Nullable Interval rise,
            Finding finding) {}

    static ProbeSection of(String model, Collection<SeedFacts> seeds, Resampling resampling) {
        List<PartUse> parts = seeds.iterator().next().parts().keySet().stream()
                .map(part -> use(part, seeds, resampling))
                .toList();
        return new ProbeSection(
                "parts",
                "Does each part of " + model + " learn, and matter?",
                verdicts(parts),
                new Table(
                        "",
                        columns(),
                        parts.stream().map(PartSection::row).toList(),
                        List.of(
                                "Gradient: its norm by that of the weights, at the chosen weights, over up to 8 training"
                                        + " batches without dropout. None: how many of its arrays got no gradient but"
                                        + " zeros. Moved: how far weights came from their first values, relative to"
                                        + " these. Predictions, MAE: by how much they change where the part has initial"
                                        + " weights of another seed; those of a pretrained part are the pretrained ones.")),
                CheckedJson.GSON.toJsonTree(parts));
    }

    private static PartUse use(String part, Collection<SeedFacts> seeds, Resampling resampling) {
        List<PartFacts> facts = seeds.stream()
                .map(seed -> Objects.requireNonNull(seed.parts().get(part)))
                .toList();
        List<Predictions> clean = seeds.stream().map(SeedFacts::clean).toList();
        List<Predictions> replaced = facts.stream()
                .map(PartFacts::replaced)
                .flatMap(Optional::stream)
                .toList();
        boolean finite = replaced.size() == facts.size();
        int still = facts.stream().mapToInt(PartFacts::still).min().orElseThrow();
        PartFacts first = facts.get(0);
        double change = finite ? Rise.change(clean, replaced) : Double.NaN;
        boolean held = first.held() == first.arrays();
        boolean gradient = still + first.held() < first.arrays();
        Finding finding = Finding.of(
                held, gradient, !finite || change > ROUNDING * span(clean.get(0).labels()));
        if (facts.stream().anyMatch(seed -> seed.unbounded() > 0)) {
            finding = Finding.GRADIENT_NOT_FINITE;
        } else if (finding == Finding.LEARNS && !finite) {
            finding = Finding.PREDICTIONS_NOT_FINITE;
        }
        return new PartUse(
                part,
                first.numbers(),
                first.arrays(),
                still,
                mean(facts, PartFacts::gradient),
                mean(facts, PartFacts::moved),
                change,
                finite ? Rise.of(clean, replaced, resampling) : null,
                finding);
    }

    private static double mean(List<PartFacts> facts, ToDoubleFunction<PartFacts> number) {
        return facts.stream().mapToDouble(number).average().orElse(Double.NaN);
    }

    private static double span(List<Double> labels) {
        return labels.stream().mapToDouble(label -> label).max().orElse(0)
                - labels.stream().mapToDouble(label -> label).min().orElse(0);
    }

    private static List<Column> columns() {
        return List.of(
                Column.left("part"),
                Column.right("numbers"),
                Column.right("gra- dient"),
                Column.right("none"),
                Column.right("moved"),
                Column.right("predic- tions"),
                Column.right("MAE"),
                Column.left("finding"));
    }

    private static List<String> row(PartUse part) {
        Interval rise = part.rise();
        return List.of(
                part.part(),
                String.format(Locale.ROOT, "%,d", part.numbers()),
                !Double.isFinite(part.gradient())
                        ? "-"
                        : String.format(Locale.ROOT, "%.1e", part.gradient())
                                .replace("e-0", "e-")
                                .replace("e+0", "e+"),
                part.still() + "/" + part.arrays(),
                String.format(Locale.ROOT, "%.2f", part.moved()),
                ProbeSection.number(part.change()),
                rise == null ? "-" : String.format(Locale.ROOT, "%+.3f", rise.estimate()),
                part.finding().inWords());
    }

    private static List<String> verdicts(List<PartUse> parts) {
        List<String> verdicts = new ArrayList<>();
        for (Finding finding : Finding.values()) {
            List<String> names = parts.stream()
                    .filter(part -> part.finding() == finding)
                    .map(PartUse::part)
                    .toList();
            if (finding != Finding.LEARNS && !names.isEmpty()) {
                verdicts.add("Each of these " + finding.clause + ": " + ProbeSection.list(names) + ".");
            }
        }
        parts.stream()
                .filter(part -> part.finding() == Finding.LEARNS && part.still() > 0)
                .forEach(part -> verdicts.add("Of " + part.part() + ", " + part.still() + " of " + part.arrays()
                        + " arrays got no gradient."));
        if (verdicts.isEmpty()) {
            verdicts.add("Yes: each gets gradient, and predictions depend on each.");
        }
        return verdicts;
    }
}
