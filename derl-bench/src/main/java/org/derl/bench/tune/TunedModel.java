package org.derl.bench.tune;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.search.SettingsSearch;
import org.derl.bench.train.Selection;

/** A model that is searched: its draws, and what has come of them so far. */
final class TunedModel {

    private final String name;
    private final ModelSettings own;
    private final Selection selection;
    private final Map<Integer, Config> draws = new LinkedHashMap<>();
    private final List<DrawResult> results = new ArrayList<>();

    /**
     * A model of which nothing has been trained.
     *
     * @param own its settings unless something is drawn
     * @param selection by which its epochs are chosen, and its draws
     */
    TunedModel(String name, ModelSettings own, Selection selection) {
        this.name = name;
        this.own = own;
        this.selection = selection;
    }

    void add(int number, Config settings) {
        draws.put(number, settings);
    }

    void add(DrawResult result) {
        results.add(result);
    }

    String name() {
        return name;
    }

    ModelSettings own() {
        return own;
    }

    Selection selection() {
        return selection;
    }

    /** The name of the variant that a draw is. */
    String name(int number) {
        return name + "-draw-" + number;
    }

    /** What a draw sets. */
    Config settings(int number) {
        return draws.getOrDefault(number, ConfigFactory.empty());
    }

    /** The numbers of all draws. */
    List<Integer> numbers() {
        return List.copyOf(draws.keySet());
    }

    /** All results, share by share, and of each draw by draw. */
    List<DrawResult> results() {
        return List.copyOf(results);
    }

    List<DrawResult> results(int share) {
        return results.stream().filter(result -> result.share() == share).toList();
    }

    private Optional<DrawResult> atEnd(int number) {
        return results(1).stream()
                .filter(result -> result.number() == number && result.failure() == null)
                .findFirst();
    }

    /** What the model's own settings gave in the full training; empty where that failed. */
    Optional<DrawResult> ofOwn() {
        return atEnd(Halving.OWN);
    }

    /** The best of those that were trained in full; empty where all failed. */
    Optional<DrawResult> chosen() {
        return atEnd(Halving.best(results(1)));
    }

    /** How many epochs all draws together were trained. */
    int epochs() {
        Map<Integer, Integer> most = new LinkedHashMap<>();
        results.forEach(result -> most.merge(result.number(), result.epochs(), Math::max));
        return most.values().stream().mapToInt(epochs -> epochs).sum();
    }

    /** The draws that failed, with the reasons. */
    List<DrawResult> failures() {
        return results.stream()
                .filter(result -> result.failure() != null)
                .sorted(Comparator.comparing(DrawResult::number))
                .toList();
    }

    /**
     * What is known of the search of it.
     *
     * @param found the settings that were chosen, over what was given
     */
    SettingsSearch search(TuningPlan plan, String textEncoder, String recipe, Config found) {
        return new SettingsSearch(
                name,
                plan.dataSet(),
                textEncoder,
                recipe,
                plan.draws(),
                Halving.of(plan.draws()).shares(),
                plan.seed(),
                epochs(),
                SettingsSearch.checksum(found, own));
    }
}
