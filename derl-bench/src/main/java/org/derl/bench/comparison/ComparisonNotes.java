package org.derl.bench.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.derl.bench.comparison.Contestant.Part;
import org.derl.bench.trial.ModelNotes;
import org.derl.eval.Predictions;

/** What stands below the table of a comparison: a sentence for each thing that the rows alone would not say. */
final class ComparisonNotes {

    private final ComparedData data;
    private final List<Contestant> contestants;
    private final Part part;

    ComparisonNotes(ComparedData data, List<Contestant> contestants, Part part) {
        this.data = data;
        this.contestants = contestants;
        this.part = part;
    }

    List<String> all(Optional<Contestant> reference) {
        List<String> notes = new ArrayList<>();
        if (data.on(part).leastError() > 0) {
            notes.add("No predictor can have an expected MAE below "
                    + String.format(Locale.ROOT, "%.4f", data.on(part).leastError())
                    + ": the mean size of the noise in the labels, in closed form.");
        }
        reference.ifPresent(model -> notes.add(differences(model)));
        data.notes().forEach(note -> notes.add(data.title() + ": " + note + "."));
        if (!data.fewFeatures()) {
            notes.add("No ridge regression: text is token numbers here, of too many kinds to count each.");
        }
        notes.addAll(alike());
        contestants.stream()
                .filter(contestant -> contestant.collapsed(part) > 0)
                .forEach(contestant -> notes.add(collapsed(contestant)));
        Map<String, List<String>> ofModels = new LinkedHashMap<>();
        contestants.forEach(contestant -> ofModels.put(contestant.title(), contestant.notes()));
        notes.addAll(ModelNotes.sentences(ofModels));
        KernelsNote.of(contestants).ifPresent(notes::add);
        contestants.forEach(contestant -> contestant.failures().forEach(notes::add));
        return notes;
    }

    private String differences(Contestant model) {
        boolean single = contestants.stream()
                .anyMatch(contestant ->
                        contestant.isTrained() && contestant.on(part).size() == 1);
        return "Differences to " + model.title() + ": 95 % interval of a paired bootstrap over seeds and "
                + part.name().toLowerCase(Locale.ROOT) + " samples (whole groups where the data set has them)"
                + (single ? "; where there is one seed, how far seeds differ is not in it" : "") + ".";
    }

    /** Who predicts the same: what tells them apart has no effect. */
    private List<String> alike() {
        Map<List<Predictions>, List<String>> titles = new LinkedHashMap<>();
        contestants.stream()
                .filter(contestant -> !contestant.on(part).isEmpty())
                .forEach(contestant -> titles.computeIfAbsent(contestant.on(part), same -> new ArrayList<>())
                        .add(contestant.title()));
        return titles.values().stream()
                .filter(same -> same.size() > 1)
                .map(same -> "The same predictions, bit by bit: " + String.join("; ", same)
                        + ". What tells them apart has no effect here.")
                .toList();
    }

    private String collapsed(Contestant contestant) {
        int seeds = contestant.on(part).size();
        return contestant.title() + " has collapsed: with " + contestant.collapsed(part) + " of " + seeds
                + (seeds == 1 ? " seed" : " seeds")
                + " it predicts one number for all samples. Another learning-rate may help.";
    }
}
