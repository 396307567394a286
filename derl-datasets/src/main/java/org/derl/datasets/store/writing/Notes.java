package org.derl.datasets.store.writing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.derl.data.preparation.End;
import org.derl.data.preparation.Treatment;
import org.derl.datasets.store.Manifest;
import org.derl.datasets.store.policy.EmptySequence;
import org.derl.datasets.store.policy.Rules;
import org.derl.io.Quantity;

/** What an import found and did, in sentences. */
final class Notes {

    /** Files that are named one by one. */
    private static final int NAMED = 4;

    private Notes() {}

    /** Where features come from; the manifest has the checksums of several files. */
    static String origin(List<Manifest.Origin> origins) {
        if (origins.size() > 1) {
            List<String> named =
                    origins.stream().limit(NAMED).map(Manifest.Origin::file).toList();
            return "imported from " + String.join(", ", named)
                    + (origins.size() > NAMED ? " ... (" + origins.size() + " files)" : "")
                    + ", whose SHA-256 are in manifest.json";
        }
        return origins.stream()
                .map(origin -> origin.file() + " (SHA-256 " + origin.sha256() + ")")
                .collect(Collectors.joining(", ", "imported from ", ""));
    }

    /** What happened to features, a sentence each; nothing of what stayed as it was. */
    static List<String> changes(FeatureStore.Config policy, Collection<Manifest.Part> splits) {
        Map<String, Changes> sums = new LinkedHashMap<>();
        splits.forEach(
                split -> split.changes().forEach((modality, changes) -> sums.merge(modality, changes, Changes::plus)));
        List<String> notes = new ArrayList<>();
        policy.modalities().forEach((modality, rules) -> {
            Changes changes = sums.getOrDefault(modality.name(), Changes.NONE);
            notes.addAll(of(rules, changes).stream()
                    .map(note -> modality + ": " + note)
                    .toList());
        });
        return notes;
    }

    private static List<String> of(Rules rules, Changes changes) {
        List<String> notes = new ArrayList<>();
        treated(
                notes,
                rules.negativeInfinity(),
                changes.negativeInfinities(),
                "negative infinity",
                "negative infinities",
                changes);
        treated(notes, rules.positiveInfinity(), changes.positiveInfinities(), "infinity", "infinities", changes);
        treated(
                notes,
                rules.nan(),
                changes.nans(),
                "number that is none (NaN)",
                "numbers that are none (NaN)",
                changes);
        String end = rules.keeps() == End.FIRST ? "first " : "last ";
        Integer longest = rules.maximumLength();
        String most = longest == null ? "" : end + Quantity.of(longest, "step");
        add(
                notes,
                changes.nanMeans(),
                "mean over time that was no number (NaN) became 0",
                "means over time that were no number (NaN) became 0");
        add(notes, changes.cutSequences(), "sequence was cut to its " + most, "sequences were cut to their " + most);
        add(
                notes,
                changes.overlong(),
                "sequence is declared to be longer than the array and ends with it",
                "sequences are declared to be longer than the array and end with it");
        add(
                notes,
                changes.behind(),
                "sequence holds numbers after its declared length, which are left out",
                "sequences hold numbers after their declared length, which are left out");
        boolean leftOut = rules.empty() == EmptySequence.LEAVE_OUT;
        add(
                notes,
                changes.empty(),
                leftOut ? "sequence has no step; its sample is left out" : "sequence has no step and gets one of zeros",
                leftOut
                        ? "sequences have no step; their samples are left out"
                        : "sequences have no step and get one of zeros");
        return notes;
    }

    private static void treated(
            List<String> notes, Treatment treatment, long count, String one, String more, Changes changes) {
        String done =
                switch (treatment) {
                    case KEEP -> count == 1 ? " was kept" : " were kept";
                    case ZERO -> " became 0";
                    case TRAINING_MEAN ->
                        " gave way to the training mean of " + (count == 1 ? "its column" : "their column");
                    case REFUSE -> count == 1 ? " was refused" : " were refused";
                };
        String of = done + ", of " + Quantity.of(changes.numbers(), "number");
        add(notes, count, one + of, more + of);
    }

    private static void add(List<String> notes, long count, String one, String more) {
        if (count > 0) {
            notes.add(Quantity.of(count, one, more));
        }
    }
}
