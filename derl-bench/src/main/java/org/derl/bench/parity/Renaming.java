package org.derl.bench.parity;

import com.typesafe.config.Config;
import java.util.List;
import java.util.regex.Pattern;

/** Replacements that turn the reference's names into ours, one after the other. */
final class Renaming {

    private final List<Rule> rules;

    /**
     * @param axes the order in which our axes are the reference's; empty where it is the same
     */
    private record Rule(Pattern from, String to, List<Integer> axes) {}

    private Renaming(List<Rule> rules) {
        this.rules = rules;
    }

    /** The rules at a path, which need not be there. */
    static Renaming of(Config config, String path) {
        List<? extends Config> rules = config.hasPath(path) ? config.getConfigList(path) : List.of();
        return new Renaming(rules.stream().map(Renaming::rule).toList());
    }

    private static Rule rule(Config rule) {
        return new Rule(
                Pattern.compile(rule.getString("from")),
                rule.getString("to"),
                rule.hasPath("axes") ? rule.getIntList("axes") : List.of());
    }

    /** Our name. */
    String apply(String name) {
        String result = name;
        for (Rule rule : rules) {
            result = rule.from().matcher(result).replaceAll(rule.to());
        }
        return result;
    }

    /** The order in which our axes of what has a name are the reference's; empty where it is the same. */
    int[] axes(String name) {
        String result = name;
        for (Rule rule : rules) {
            var matcher = rule.from().matcher(result);
            if (!rule.axes().isEmpty() && matcher.find()) {
                return rule.axes().stream().mapToInt(Integer::intValue).toArray();
            }
            result = matcher.replaceAll(rule.to());
        }
        return new int[0];
    }
}
