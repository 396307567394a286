package org.derl.bench.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.derl.bench.statistics.Interval;
import org.derl.bench.statistics.Resampling;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.trial.CheckedJson;
import org.derl.config.Names;
import org.derl.eval.Predictions;
import org.jspecify.annotations.Nullable;

/** Which modalities a model uses. */
final class UseSection {

    private UseSection() {}

    /** What a model does with a modality. */
    enum Use {
        /** With that of another sample its error is larger. */
        USES_IT,
        /** Its loss does harm, that of another sample does not: what is in it is not used. */
        NOTICES_ITS_LOSS,
        /** With that of another sample its error is smaller. */
        MISLED_BY_IT,
        /** Its predictions change, and its error does not, beyond chance. */
        NO_SIGN_OF_USE,
        /** Its predictions are the same, to the last bit. */
        DOES_NOT_READ_IT,
        /** With that of another sample some prediction is none. */
        PREDICTIONS_NOT_FINITE;

        /** By the rise of the error where all of a modality is lost, if that was tried, and where it is shuffled. */
        static Use of(@Nullable Interval dropped, @Nullable Interval shuffled, boolean changes) {
            if (!changes) {
                return DOES_NOT_READ_IT;
            } else if (shuffled == null) {
                return PREDICTIONS_NOT_FINITE;
            } else if (shuffled.low() > 0) {
                return USES_IT;
            } else if (shuffled.high() < 0) {
                return MISLED_BY_IT;
            }
            return dropped != null && dropped.low() > 0 ? NOTICES_ITS_LOSS : NO_SIGN_OF_USE;
        }

        String inWords() {
            return Names.kebab(name()).replace('-', ' ');
        }
    }

    /**
     * A modality.
     *
     * @param dropped by how much the error rises where all of it is lost; null where that was left out, or some prediction
     *     is not finite
     * @param shuffled the same where each sample has that of another
     */
    record ModalityUse(String modality, @Nullable Interval dropped, @Nullable Interval shuffled, Use use) {}

    static ProbeSection of(String model, Collection<SeedFacts> seeds, Resampling resampling, List<String> notes) {
        List<Predictions> clean = seeds.stream().map(SeedFacts::clean).toList();
        List<ModalityUse> uses = new ArrayList<>();
        List<String> all = new ArrayList<>(notes);
        for (String modality : seeds.iterator().next().shuffled().keySet()) {
            List<Predictions> shuffled = each(seeds, SeedFacts::shuffled, modality);
            List<Predictions> dropped = each(seeds, SeedFacts::dropped, modality);
            Interval rise = shuffled.size() < clean.size() ? null : Rise.of(clean, shuffled, resampling);
            Interval lost = dropped.size() < clean.size() ? null : Rise.of(clean, dropped, resampling);
            boolean tried = seeds.stream().anyMatch(seed -> seed.dropped().containsKey(modality));
            if (lost == null && tried) {
                all.add("Without " + modality + ", some predictions are not finite.");
            }
            boolean changes = !clean.equals(shuffled) || (tried && !clean.equals(dropped));
            uses.add(new ModalityUse(modality, lost, rise, Use.of(lost, rise, changes)));
        }
        all.add("By how much the MAE rises, with an interval of 95 % over samples"
                + (clean.size() > 1 ? " and seeds" : " of the only seed; --seeds trains more")
                + ". Lost: all steps; shuffled: each sample has the modality of another, so that its form stays and its"
                + " content says nothing.");
        return new ProbeSection(
                "modalities",
                "Which modalities does " + model + " use?",
                verdicts(model, uses),
                new Table("", columns(), uses.stream().map(UseSection::row).toList(), all),
                CheckedJson.GSON.toJsonTree(uses));
    }

    private static List<Predictions> each(
            Collection<SeedFacts> seeds,
            Function<SeedFacts, Map<String, Optional<Predictions>>> kind,
            String modality) {
        return seeds.stream()
                .map(kind)
                .flatMap(predictions -> predictions.getOrDefault(modality, Optional.empty()).stream())
                .toList();
    }

    private static List<Column> columns() {
        return List.of(Column.left("modality"), Column.right("lost"), Column.right("shuffled"), Column.left("finding"));
    }

    private static List<String> row(ModalityUse use) {
        Interval dropped = use.dropped();
        Interval shuffled = use.shuffled();
        return List.of(
                use.modality(),
                dropped == null ? "-" : ProbeSection.interval(dropped),
                shuffled == null ? "-" : ProbeSection.interval(shuffled),
                use.use().inWords());
    }

    private static List<String> verdicts(String model, List<ModalityUse> uses) {
        List<String> clauses = new ArrayList<>();
        add(clauses, uses, Use.USES_IT, model + " uses ");
        add(clauses, uses, Use.NOTICES_ITS_LOSS, "it notices the loss of ");
        add(clauses, uses, Use.NO_SIGN_OF_USE, "there is no sign that it uses ");
        add(clauses, uses, Use.MISLED_BY_IT, "it does better with another sample's ");
        add(clauses, uses, Use.DOES_NOT_READ_IT, "it does not read ");
        add(clauses, uses, Use.PREDICTIONS_NOT_FINITE, "its predictions are not finite with another sample's ");
        List<String> verdicts = new ArrayList<>(List.of(String.join("; ", clauses) + "."));
        if (uses.stream().anyMatch(use -> use.use() == Use.NOTICES_ITS_LOSS)) {
            verdicts.add("Where the loss of a modality does harm and another sample's does not, a model relies on that"
                    + " there is something, and not on what it says.");
        }
        return verdicts;
    }

    private static void add(List<String> clauses, List<ModalityUse> uses, Use use, String clause) {
        List<String> modalities = uses.stream()
                .filter(each -> each.use() == use)
                .map(ModalityUse::modality)
                .toList();
        if (!modalities.isEmpty()) {
            clauses.add(clause + ProbeSection.list(modalities));
        }
    }
}
