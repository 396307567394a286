package org.derl.bench.parity;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replacements that turn the reference's names into ours, one after the other. */
final class Renaming {

    private final List<Rule> rules;

    /**
     * @param more what else a rule says of what it fits
     */
    private record Rule(Pattern from, String to, Config more) {}

    private Renaming(List<Rule> rules) {
        this.rules = rules;
    }

    /** The rules at a path, which need not be there. */
    static Renaming of(Config config, String path) {
        List<? extends Config> rules = config.hasPath(path) ? config.getConfigList(path) : List.of();
        return new Renaming(rules.stream()
                .map(rule -> new Rule(Pattern.compile(rule.getString("from")), rule.getString("to"), rule))
                .toList());
    }

    /** Our name. */
    String apply(String name) {
        String result = name;
        for (Rule rule : rules) {
            result = rule.from().matcher(result).replaceAll(rule.to());
        }
        return result;
    }

    /** The first rule on the way to our name that says something more, by its key. */
    Optional<Config> saying(String key, String name) {
        String result = name;
        for (Rule rule : rules) {
            Matcher matcher = rule.from().matcher(result);
            if (rule.more().hasPath(key) && matcher.find()) {
                return Optional.of(rule.more());
            }
            result = matcher.replaceAll(rule.to());
        }
        return Optional.empty();
    }
}
