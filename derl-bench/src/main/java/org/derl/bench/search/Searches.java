package org.derl.bench.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By which searches the settings of compared models were found.
 *
 * @param dataSet the name of the data set that they are compared on
 * @param textEncoders the name of the one before each model, by the model's name
 * @param ofModels the search of each model that has one, by the model's name; that of the model that it is like where
 *     it has none of its own
 */
public record Searches(String dataSet, Map<String, String> textEncoders, Map<String, SettingsSearch> ofModels) {

    /** Keeps the order of models. */
    public Searches {
        textEncoders = Collections.unmodifiableMap(new TreeMap<>(textEncoders));
        ofModels = Collections.unmodifiableMap(new TreeMap<>(ofModels));
    }

    /**
     * What a reader of a table is told of them; nothing where no model was searched.
     *
     * @param titles of the table's rows by the names of their models, in the table's order
     */
    public List<String> notes(Map<String, String> titles) {
        if (ofModels.isEmpty()) {
            return List.of();
        }
        Map<String, List<String>> found = new LinkedHashMap<>();
        titles.forEach((model, title) -> {
            SettingsSearch search = ofModels.get(model);
            if (search != null) {
                found.computeIfAbsent(found(model, search), any -> new ArrayList<>())
                        .add(title);
            }
        });
        List<String> notes = new ArrayList<>();
        found.forEach((how, who) -> notes.add("Settings of " + String.join(", ", who) + ": " + how + "."));
        List<String> others = titles.entrySet().stream()
                .filter(row -> !ofModels.containsKey(row.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (!others.isEmpty()) {
            notes.add(
                    "Not searched by derl tune, with the settings of their files: " + String.join(", ", others) + ".");
        }
        return notes;
    }

    private String found(String model, SettingsSearch search) {
        String textEncoder = textEncoders.getOrDefault(model, search.textEncoder());
        boolean here = search.dataSet().equals(dataSet) && search.textEncoder().equals(textEncoder);
        return (search.model().equals(model) ? "" : "those of " + search.model() + ", ") + "searched by derl tune, "
                + search.budget() + ", seed " + search.seed() + ", on the validation split of " + search.dataSet()
                + " after " + search.textEncoder()
                + (here ? "" : ", not of " + dataSet + " after " + textEncoder + ": derl tune searches there");
    }

    /**
     * How the budgets of models differ, a clause each; nothing where they do not, or where none was searched.
     *
     * @param models the names of all that are compared
     */
    public List<String> breaches(Collection<String> models) {
        Map<String, List<String>> budgets = new LinkedHashMap<>();
        for (String model : models) {
            SettingsSearch search = ofModels.get(model);
            budgets.computeIfAbsent(budget(model, search), any -> new ArrayList<>())
                    .add(model);
        }
        return ofModels.isEmpty() || budgets.size() < 2
                ? List.of()
                : List.of(budgets.entrySet().stream()
                        .map(budget -> String.join(", ", budget.getValue()) + " had " + budget.getKey())
                        .collect(Collectors.joining("; ")));
    }

    private static String budget(String model, @Nullable SettingsSearch search) {
        if (search == null) {
            return "no search";
        }
        return search.model().equals(model) ? search.budget() : "no search but that of " + search.model();
    }
}
