package org.derl.bench.merging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.configuration.TrainingRecipe;
import org.derl.bench.trial.Provenance;
import org.jspecify.annotations.Nullable;

/** What is to be said of folders whose comparisons are shown as one, a sentence each. */
final class FolderNotes {

    /** What the notes on rows and kernels tell already, or what differs from row to row. */
    private static final Set<String> TOLD = Set.of("settings", "seed", "kernels", "processor", "device");

    /** What a text encoder has a part in. */
    private static final Set<String> BY_TEXT_ENCODER = Set.of("data", "pretrained weights");

    private FolderNotes() {}

    static List<String> of(List<NamedComparison> parts) {
        List<String> notes = new ArrayList<>();
        notes.add("Rows are of several folders: " + NamedComparison.names(parts) + ".");
        things(parts).ifPresent(notes::add);
        if (MergedComparison.distinct(parts, data -> Optional.ofNullable(data.recipe()))
                        .size()
                > 1) {
            notes.add("Recipes differ: "
                    + parts.stream()
                            .map(part -> part.name() + ": "
                                    + recipe(part.comparison().data().recipe()))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        if (MergedComparison.distinct(parts, data -> Optional.ofNullable(data.equality()))
                        .size()
                > 1) {
            notes.add("What differences are worth is not told, for folders have other bounds of what is practically"
                    + " none.");
        }
        String first = parts.get(0).name();
        others(parts, part -> part.comparison().compareTo())
                .ifPresent(others -> notes.add(
                        "Differences are to the model of " + first + "; " + others + " compared with another one."));
        others(parts, part -> String.valueOf(part.comparison().metrics()))
                .ifPresent(others -> notes.add("Metrics are those of " + first + "; " + others
                        + " had other ones. derl show --metrics names those of the table."));
        return notes;
    }

    private static String recipe(@Nullable TrainingRecipe recipe) {
        return recipe == null ? "none named" : recipe.toString();
    }

    private static Optional<String> others(
            List<NamedComparison> parts, java.util.function.Function<NamedComparison, String> property) {
        String first = property.apply(parts.get(0));
        List<NamedComparison> others = parts.stream()
                .filter(part -> !property.apply(part).equals(first))
                .toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(NamedComparison.names(others));
    }

    /** What trials follow from, and not in all folders alike. */
    private static Optional<String> things(List<NamedComparison> parts) {
        Map<String, Map<String, Set<String>>> values = new TreeMap<>();
        for (NamedComparison part : parts) {
            for (ComparedSystem system : part.systems()) {
                for (Provenance made :
                        part.provenances().getOrDefault(system.name(), Map.of()).values()) {
                    made.things().forEach((thing, value) -> {
                        if (!TOLD.contains(thing)) {
                            String name =
                                    BY_TEXT_ENCODER.contains(thing) ? thing + " (" + system.textEncoder() + ")" : thing;
                            values.computeIfAbsent(name, unknown -> new LinkedHashMap<>())
                                    .computeIfAbsent(part.name(), unknown -> new TreeSet<>())
                                    .add(value);
                        }
                    });
                }
            }
        }
        values.values().removeIf(byPart -> Set.copyOf(byPart.values()).size() < 2);
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of("Not all folders were made with the same " + String.join(", ", values.keySet())
                        + ", which alone may move numbers.");
    }
}
