package org.derl.datasets.store.writing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.derl.datasets.store.Manifest;
import org.derl.datasets.store.policy.EmptySequence;
import org.derl.datasets.store.policy.End;
import org.derl.datasets.store.policy.Rules;
import org.derl.datasets.store.policy.Treatment;

/** What an import found and did, in sentences. */
final class Notes {

    private Notes() {}

    /** Where features come from. */
    static String origin(List<Manifest.Origin> origins) {
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
        treated(notes, rules.negativeInfinity(), changes.negativeInfinities(), "negative infinities", changes);
        treated(notes, rules.positiveInfinity(), changes.positiveInfinities(), "infinities", changes);
        treated(notes, rules.nan(), changes.nans(), "numbers that are none (NaN)", changes);
        add(notes, changes.nanMeans(), "means over time that were no number (NaN) became 0");
        add(
                notes,
                changes.cutSequences(),
                "sequences were cut to their " + (rules.keeps() == End.FIRST ? "first " : "last ")
                        + rules.maximumLength() + " steps");
        add(notes, changes.overlong(), "sequences are declared to be longer than the array and end with it");
        add(notes, changes.behind(), "sequences hold numbers after their declared length, which are left out");
        add(
                notes,
                changes.empty(),
                rules.empty() == EmptySequence.LEAVE_OUT
                        ? "sequences have no step; their samples are left out"
                        : "sequences have no step and get one of zeros");
        return notes;
    }

    private static void treated(List<String> notes, Treatment treatment, long count, String what, Changes changes) {
        String done =
                switch (treatment) {
                    case KEEP -> "were kept";
                    case ZERO -> "became 0";
                    case TRAINING_MEAN -> "gave way to the training mean of their column";
                    case REFUSE -> "were refused";
                };
        add(notes, count, what + " " + done + ", of " + changes.numbers() + " numbers");
    }

    private static void add(List<String> notes, long count, String what) {
        if (count > 0) {
            notes.add(count + " " + what);
        }
    }
}
