package org.derl.bench.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * By which searches the settings of compared models were found.
 *
 * @param dataSet the name of the data set that they are compared on
 * @param recipe by which they are trained
 * @param textEncoders the name of the one before each model, by the model's name
 * @param ofModels the search of each model that has one, by the model's name; that of the model that it is like where
 *     it has none of its own
 * @param given the checksum of what is given for the model of that search, by the model's name: another one than the
 *     search's own where settings were changed since
 */
public record Searches(
        String dataSet,
        String recipe,
        Map<String, String> textEncoders,
        Map<String, SettingsSearch> ofModels,
        Map<String, String> given) {

    private static final String CHANGED = "changed since";

    /** Keeps the order of models. */
    public Searches {
        Objects.requireNonNull(dataSet);
        Objects.requireNonNull(recipe);
        given = Collections.unmodifiableMap(new TreeMap<>(given));
        textEncoders = Collections.unmodifiableMap(new TreeMap<>(textEncoders));
        ofModels = Collections.unmodifiableMap(new TreeMap<>(ofModels));
    }

    /**
     * A row of a table.
     *
     * @param seeds from which its trials were trained
     */
    public record SearchedRow(String title, Set<Long> seeds) {}

    /**
     * What was spent on the settings of a row.
     *
     * @param words that say it
     * @param holds whether the settings are still those that it was spent on
     */
    public record SpentBudget(String words, boolean holds) {

        /** Nothing. */
        public static final SpentBudget NONE = new SpentBudget("no search", true);

        /** That of a row that is of another comparison, too: its settings are the same, so one search found them. */
        public SpentBudget and(SpentBudget other) {
            if (other.equals(NONE) || other.equals(this)) {
                return this;
            }
            return equals(NONE) ? other : new SpentBudget(words + " and " + other.words, holds && other.holds);
        }
    }

    /**
     * What a reader of a table is told of them; nothing where no model was searched.
     *
     * @param rows of the table by the names of their models, in the table's order
     */
    public List<String> notes(Map<String, SearchedRow> rows) {
        if (ofModels.isEmpty()) {
            return List.of();
        }
        Map<String, List<String>> found = new LinkedHashMap<>();
        Map<Long, List<String>> lucky = new TreeMap<>();
        rows.forEach((model, row) -> {
            SettingsSearch search = ofModels.get(model);
            if (search != null) {
                found.computeIfAbsent(found(model, search), any -> new ArrayList<>())
                        .add(row.title());
                if (row.seeds().contains(search.seed())) {
                    lucky.computeIfAbsent(search.seed(), any -> new ArrayList<>())
                            .add(row.title());
                }
            }
        });
        List<String> notes = new ArrayList<>();
        found.forEach((how, who) -> notes.add("Settings of " + String.join(", ", who) + ": " + how + "."));
        lucky.forEach((seed, who) -> notes.add("Seed " + seed + " of " + String.join(", ", who)
                + " is the one that the search trained, so its luck was chosen along with the settings: derl tune"
                + " --seed 0 searches with a seed that no comparison has."));
        List<String> others = rows.entrySet().stream()
                .filter(row -> !ofModels.containsKey(row.getKey()))
                .map(row -> row.getValue().title())
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
                + (here ? "" : ", not of " + dataSet + " after " + textEncoder + ": derl tune searches there")
                + (search.recipe().equals(recipe)
                        ? ""
                        : ", by the recipe " + search.recipe() + ", not " + recipe + ": derl tune --recipe " + recipe
                                + " searches by that")
                + (isChanged(model, search) ? ", and " + CHANGED + ": what is given now is not what was found" : "");
    }

    private boolean isChanged(String model, SettingsSearch search) {
        return !search.checksum().equals(given.get(model));
    }

    /** What was spent on the settings of a model. */
    public SpentBudget budget(String model) {
        SettingsSearch search = ofModels.get(model);
        if (search == null) {
            return SpentBudget.NONE;
        } else if (!search.model().equals(model)) {
            return new SpentBudget("no search but that of " + search.model(), true);
        }
        return isChanged(model, search)
                ? new SpentBudget(search.budget() + ", " + CHANGED, false)
                : new SpentBudget(search.budget(), true);
    }

    /**
     * The same as {@link #breaches(Map)}, of models.
     *
     * @param models the names of all that are compared
     */
    public List<String> breaches(Collection<String> models) {
        Map<String, SpentBudget> budgets = new LinkedHashMap<>();
        models.forEach(model -> budgets.put(model, budget(model)));
        return breaches(budgets);
    }

    /**
     * How budgets differ, or no longer hold, a clause each; nothing where they do not, or where none was searched.
     *
     * @param budgets of all that are compared, by the name of each
     */
    public static List<String> breaches(Map<String, SpentBudget> budgets) {
        Map<String, List<String>> having = new LinkedHashMap<>();
        budgets.forEach((who, budget) ->
                having.computeIfAbsent(budget.words(), any -> new ArrayList<>()).add(who));
        return having.size() < 2 && budgets.values().stream().allMatch(SpentBudget::holds)
                ? List.of()
                : List.of(having.entrySet().stream()
                        .map(budget -> String.join(", ", budget.getValue()) + " had " + budget.getKey())
                        .collect(Collectors.joining("; ")));
    }
}
