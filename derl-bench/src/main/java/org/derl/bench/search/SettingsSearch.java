package org.derl.bench.search;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Objects;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;

/**
 * What was spent on the search that found a model's settings. A settings file says it below {@code searched}, beside
 * them; it sets nothing.
 *
 * @param model that was searched
 * @param dataSet on whose validation split
 * @param textEncoder that was before the model
 * @param draws how many settings were tried, the model's own among them
 * @param shares to which share of the full training, one by one: a third for 3, all of it for 1
 * @param seed of the draws and of each training
 * @param epochs that all draws together were trained
 */
public record SettingsSearch(
        String model, String dataSet, String textEncoder, int draws, List<Integer> shares, long seed, int epochs) {

    private static final String KEY = "searched";

    /** Refuses to lack something. */
    public SettingsSearch {
        Objects.requireNonNull(model);
        Objects.requireNonNull(dataSet);
        Objects.requireNonNull(textEncoder);
        shares = List.copyOf(shares);
    }

    /** What settings say; they must say it all. */
    public static SettingsSearch of(Config searched, ConfigBinder binder) {
        return binder.bind(searched.atPath(KEY), KEY, SettingsSearch.class);
    }

    /** Settings with it. */
    public Config in(Config settings) {
        return settings.withValue(KEY, Settings.describe(this).root());
    }

    /** What must be equal for a search to have had the same budget. */
    String budget() {
        return draws + (draws == 1 ? " draw" : " draws") + " at " + inWords(shares);
    }

    /** Shares of the full training, such as "a ninth, a third and all". */
    public static String inWords(List<Integer> shares) {
        List<String> words = shares.stream().map(SettingsSearch::name).toList();
        int last = words.size() - 1;
        return (last > 0 ? String.join(", ", words.subList(0, last)) + " and " : "") + words.get(last)
                + " of the epochs";
    }

    private static String name(int share) {
        return switch (share) {
            case 1 -> "all";
            case 3 -> "a third";
            case 9 -> "a ninth";
            default -> "1/" + share;
        };
    }
}
