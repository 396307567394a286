package org.derl.bench.search;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;
import org.derl.io.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * What was spent on the search that found a model's settings. A settings file says it below {@code searched}, beside
 * them; it sets nothing.
 *
 * @param model that was searched
 * @param dataSet on whose validation split
 * @param textEncoder that was before the model
 * @param recipe by which all draws were trained
 * @param draws how many settings were tried, the model's own among them
 * @param shares to which share of the full training, one by one: a third for 3, all of it for 1
 * @param seed of the draws and of each training
 * @param epochs that all draws together were trained
 * @param checksum of the settings that were found, by which a change of them is noticed
 */
public record SettingsSearch(
        String model,
        String dataSet,
        String textEncoder,
        String recipe,
        int draws,
        List<Integer> shares,
        long seed,
        int epochs,
        String checksum) {

    private static final String KEY = "searched";

    /** What is given beside settings, and no number follows from. */
    private static final Set<String> BESIDE = Set.of(KEY, "space", "title");

    private static final int SHORT = 12;

    /** Refuses to lack something. */
    public SettingsSearch {
        Objects.requireNonNull(model);
        Objects.requireNonNull(dataSet);
        Objects.requireNonNull(textEncoder);
        Objects.requireNonNull(recipe);
        Objects.requireNonNull(checksum);
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

    /**
     * A checksum of the settings that are given for a model over those of jars, as far as numbers follow from them: one
     * for {@code 0.1} and {@code 1e-1}.
     *
     * @param given what is given for it
     * @param bound its settings with all that is given
     */
    public static String checksum(Config given, Record bound) {
        Config counted = given;
        for (String path : BESIDE) {
            counted = counted.withoutPath(path);
        }
        Config counting = Settings.describeWithoutLocations(bound);
        for (Map.Entry<String, ConfigValue> setting : Settings.describe(bound).entrySet()) {
            counted = counting.hasPath(setting.getKey()) ? counted : counted.withoutPath(setting.getKey());
        }
        return new Fingerprint()
                .add(text(counted.root().unwrapped()))
                .hexadecimal()
                .substring(0, SHORT);
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, String> texts = new TreeMap<>();
            map.forEach((key, below) -> {
                if (!(below instanceof Map<?, ?> object && object.isEmpty())) {
                    texts.put(String.valueOf(key), text(below));
                }
            });
            return texts.toString();
        } else if (value instanceof List<?> list) {
            return list.stream().map(SettingsSearch::text).toList().toString();
        } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return BigDecimal.valueOf(number.doubleValue()).stripTrailingZeros().toPlainString();
        }
        return String.valueOf(value);
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
