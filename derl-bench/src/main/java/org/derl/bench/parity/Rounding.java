package org.derl.bench.parity;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far what a reference computed in 32 bits lies from the same in 64 bits, as a fixture tells by the kind of what was
 * computed. Nobody can be asked to lie nearer.
 *
 * @param byKind by what names begin with, up to a dot
 * @param rest of all other names
 */
record Rounding(Map<String, Double> byKind, double rest) {

    private static final List<String> TOLD = List.of("float32_vs_float64_maxdiff", "max_abs_diff_float32_vs_float64");
    private static final String TRAINING = "trajectory_part." + TOLD.get(0);
    private static final String EVALUATION = "eval.";
    private static final String REST = "other";

    /** Of a case. */
    static Rounding of(Config fixture) {
        Map<String, Double> all = told(fixture);
        return new Rounding(all, all.getOrDefault(REST, 0.0));
    }

    /** Of the case's own training; what is told of the case is not of it. */
    static Rounding ofTraining(Config fixture) {
        return new Rounding(numbers(fixture, TRAINING), 0);
    }

    private static Map<String, Double> told(Config fixture) {
        return TOLD.stream()
                .map(path -> numbers(fixture, path))
                .filter(numbers -> !numbers.isEmpty())
                .findFirst()
                .orElse(Map.of());
    }

    private static Map<String, Double> numbers(Config fixture, String path) {
        if (!fixture.hasPath(path)) {
            return Map.of();
        }
        ConfigValue told = fixture.getValue(path);
        if (told.valueType() == ConfigValueType.NUMBER) {
            return Map.of(REST, fixture.getDouble(path));
        }
        Config all = told.valueType() == ConfigValueType.OBJECT ? fixture.getConfig(path) : ConfigFactory.empty();
        Map<String, Double> numbers = new HashMap<>();
        all.root().forEach((key, value) -> {
            if (value.unwrapped() instanceof Number number) {
                numbers.merge(key.replaceFirst("(_except_noisy|\\.)$", ""), number.doubleValue(), Math::min);
            }
        });
        return numbers;
    }

    /** Of the array of a name. */
    double of(String name) {
        for (String kind = name; !kind.isEmpty(); kind = kind.substring(0, Math.max(0, kind.lastIndexOf('.')))) {
            Double told = byKind.get(kind);
            if (told != null) {
                return told;
            }
        }
        return name.startsWith(EVALUATION) ? of(name.substring(EVALUATION.length())) : rest;
    }
}
