package org.derl.bench.search;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What one setting is drawn from. */
public sealed interface SearchRange {

    /** How many digits a drawn number has: more would only look exact. */
    MathContext DIGITS = new MathContext(3);

    /**
     * The value at a place of the range.
     *
     * @param place from 0 to below 1, from which all values are drawn alike
     */
    ConfigValue at(double place);

    /** Values such that a setting that takes them takes all, as far as can be told without building a model. */
    List<ConfigValue> extremes();

    /** As a reader sees it. */
    String inWords();

    /** Numbers by their logarithm: as many from 0.001 to 0.01 as from 0.01 to 0.1. */
    record Log(double low, double high) implements SearchRange {

        /** Refuses bounds that have no logarithm, or no room between them. */
        public Log {
            if (!(low > 0)) {
                throw new IllegalArgumentException("log needs positive bounds, and " + low + " is none");
            }
            checkOrder(low, high);
        }

        @Override
        public ConfigValue at(double place) {
            double drawn = low * StrictMath.exp(place * StrictMath.log(high / low));
            return number(Math.min(high, Math.max(low, rounded(drawn))));
        }

        @Override
        public List<ConfigValue> extremes() {
            return List.of(number(low), number(high));
        }

        @Override
        public String inWords() {
            return text(low) + " to " + text(high) + ", by logarithm";
        }
    }

    /** Numbers between two bounds. */
    record Uniform(double low, double high) implements SearchRange {

        /** Refuses bounds without room between them. */
        public Uniform {
            checkOrder(low, high);
        }

        @Override
        public ConfigValue at(double place) {
            return number(Math.min(high, Math.max(low, rounded(low + place * (high - low)))));
        }

        @Override
        public List<ConfigValue> extremes() {
            return List.of(number(low), number(high));
        }

        @Override
        public String inWords() {
            return text(low) + " to " + text(high);
        }
    }

    /** Whole numbers, both bounds among them. */
    record Whole(int low, int high) implements SearchRange {

        /** Refuses bounds without room between them. */
        public Whole {
            checkOrder(low, high);
        }

        @Override
        public ConfigValue at(double place) {
            return number(low + (int) Math.floor(place * ((double) high - low + 1)));
        }

        @Override
        public List<ConfigValue> extremes() {
            return List.of(number(low), number(high));
        }

        @Override
        public String inWords() {
            return low + " to " + high + ", whole";
        }
    }

    /** One of some values. */
    record Choice(List<ConfigValue> values) implements SearchRange {

        /** Refuses to choose from fewer than two. */
        public Choice {
            values = List.copyOf(values);
            if (values.size() < 2) {
                throw new IllegalArgumentException("choice needs at least two values");
            }
        }

        @Override
        public ConfigValue at(double place) {
            return values.get((int) Math.floor(place * values.size()));
        }

        @Override
        public List<ConfigValue> extremes() {
            return values;
        }

        @Override
        public String inWords() {
            return values.stream()
                    .map(value -> value.render(ConfigRenderOptions.concise()))
                    .collect(Collectors.joining(" or "));
        }
    }

    private static void checkOrder(double low, double high) {
        if (!(low < high) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException(
                    "needs the lower bound first, then a higher one, not " + text(low) + " and " + text(high));
        }
    }

    private static double rounded(double value) {
        return BigDecimal.valueOf(value).round(DIGITS).doubleValue();
    }

    private static ConfigValue number(Number value) {
        return ConfigValueFactory.fromAnyRef(value);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, "%s", new BigDecimal(String.valueOf(value)).stripTrailingZeros());
    }
}
