package org.derl.bench.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.derl.bench.trial.ModelNotes;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;

/** What stands below the table of a comparison: a sentence for each thing that the rows alone would not say. */
final class ComparisonNotes {

    private final ComparedData data;
    private final List<ComparedSystem> systems;
    private final SplitName split;

    ComparisonNotes(ComparedData data, List<ComparedSystem> systems, SplitName split) {
        this.data = data;
        this.systems = systems;
        this.split = split;
    }

    List<String> all(Optional<ComparedSystem> compareTo) {
        List<String> notes = new ArrayList<>();
        if (data.on(split).leastError() > 0) {
            notes.add("No predictor can have an expected MAE below "
                    + String.format(Locale.ROOT, "%.4f", data.on(split).leastError())
                    + ": the mean size of the noise in the labels, in closed form.");
        }
        compareTo.ifPresent(model -> notes.add(differences(model)));
        data.notes().forEach(note -> notes.add(data.title() + ": " + note + "."));
        if (!data.fewFeatures()) {
            notes.add("No ridge regression: text is token numbers here, of too many kinds to count each.");
        }
        notes.addAll(alike());
        systems.stream().filter(system -> system.collapsed(split) > 0).forEach(system -> notes.add(collapsed(system)));
        Map<String, List<String>> ofModels = new LinkedHashMap<>();
        systems.forEach(system -> ofModels.put(system.title(), system.notes()));
        notes.addAll(ModelNotes.sentences(ofModels));
        notes.addAll(searches());
        KernelsNote.of(systems).ifPresent(notes::add);
        if (split == SplitName.TEST) {
            diagnostic().ifPresent(notes::add);
        }
        systems.forEach(system -> system.failures().forEach(notes::add));
        return notes;
    }

    /** What was spent on settings. */
    private List<String> searches() {
        return data.searches() == null ? List.of() : data.searches().notes(ComparedSystem.searched(systems));
    }

    private String differences(ComparedSystem model) {
        boolean single = systems.stream()
                .anyMatch(system -> system.isTrained() && system.on(split).size() == 1);
        return "Differences to " + model.title() + ": 95 % interval of a paired bootstrap over seeds and "
                + split.name().toLowerCase(Locale.ROOT) + " samples (whole groups where the data set has them)"
                + (single ? "; where there is one seed, how far seeds differ is not in it" : "") + ".";
    }

    /** Who predicts the same: what tells them apart has no effect. */
    private List<String> alike() {
        Map<List<Predictions>, List<String>> titles = new LinkedHashMap<>();
        systems.stream().filter(system -> !system.on(split).isEmpty()).forEach(system -> titles.computeIfAbsent(
                        system.on(split), same -> new ArrayList<>())
                .add(system.title()));
        return titles.values().stream()
                .filter(same -> same.size() > 1)
                .map(same -> "The same predictions, bit by bit: " + String.join("; ", same)
                        + ". What tells them apart has no effect here.")
                .toList();
    }

    /** What choosing epochs on the test split would have gained, where that was diagnosed. */
    private Optional<String> diagnostic() {
        List<ComparedSystem> trained =
                systems.stream().filter(system -> !system.trials().isEmpty()).toList();
        int trials = trained.stream().mapToInt(system -> system.trials().size()).sum();
        int diagnosed = trained.stream()
                .mapToInt(system -> system.selectionCosts().size())
                .sum();
        if (diagnosed == 0) {
            return Optional.empty();
        } else if (diagnosed < trials) {
            return Optional.of("Of " + trials + " trials, " + diagnosed
                    + (diagnosed == 1 ? " diagnoses" : " diagnose")
                    + " the choice of the epoch, which is summed up here where all do; --again trains the"
                    + " others anew.");
        }
        return Optional.of(
                "Diagnostic only: had each epoch been chosen on the test split, by the metric that selects it, the"
                        + " mean MAE there would have been lower by "
                        + trained.stream().map(ComparisonNotes::cost).collect(Collectors.joining(", "))
                        + "; this is no result.");
    }

    private static String cost(ComparedSystem system) {
        double mean = system.selectionCosts().stream()
                .mapToDouble(cost -> cost)
                .average()
                .orElseThrow();
        return String.format(Locale.ROOT, "%.4f (%s)", mean, system.title());
    }

    private String collapsed(ComparedSystem system) {
        int seeds = system.on(split).size();
        return system.title() + " has collapsed: with " + system.collapsed(split) + " of " + seeds
                + (seeds == 1 ? " seed" : " seeds")
                + " it predicts one number for all samples. Another learning-rate may help.";
    }
}
