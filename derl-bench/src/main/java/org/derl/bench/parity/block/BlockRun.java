package org.derl.bench.parity.block;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.bench.parity.fixture.Correspondence;
import org.derl.bench.parity.fixture.Fixture;
import org.derl.config.Settings;

/**
 * A block with certain settings, and which of the expected arrays it yields. Where a fixture holds what a block
 * computed with several settings, their values are parts of the arrays' names; each rule of {@code runs} finds some:
 *
 * <ul>
 *   <li>{@code of}: what names of the run hold, with groups;
 *   <li>{@code to}: what stands in its place in names that know no runs;
 *   <li>{@code then}: more {@code settings}, {@code inputs} and the like, in which {@code $1} is the first group.
 * </ul>
 *
 * Runs come in the order of their rules, then of their groups; names that fit no rule belong to the last run.
 *
 * @param config the file's settings, with those of the run over them
 * @param names the expected arrays: the name that knows no runs by the fixture's name
 */
record BlockRun(Config config, Map<String, String> names) {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private record Rule(Pattern of, String to, Config then) {}

    /** Which rule a run comes of, and what its groups matched. */
    private record Key(int rule, List<String> groups) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = Integer.compare(rule, other.rule);
            for (int i = 0; order == 0 && i < groups.size(); i++) {
                order = byValue(groups.get(i), other.groups.get(i));
            }
            return order;
        }

        private static int byValue(String one, String other) {
            Comparator<String> order =
                    NUMBER.matcher(one).matches() && NUMBER.matcher(other).matches()
                            ? Comparator.comparingDouble(Double::parseDouble)
                            : Comparator.naturalOrder();
            return order.compare(one, other);
        }
    }

    /** All runs of a fixture: at least one. */
    static List<BlockRun> of(Fixture fixture, Correspondence correspondence) {
        List<Rule> rules = correspondence.entries("runs").stream()
                .map(rule ->
                        new Rule(Pattern.compile(rule.getString("of")), rule.getString("to"), rule.getConfig("then")))
                .toList();
        Map<Key, Map<String, String>> runs = new TreeMap<>();
        Map<String, String> rest = new LinkedHashMap<>();
        for (String name : fixture.expectedNames()) {
            if (!assign(name, rules, runs)) {
                rest.put(name, name);
            }
        }
        Config content = correspondence.content();
        List<BlockRun> found = new ArrayList<>();
        runs.forEach((key, names) -> found.add(new BlockRun(
                Settings.layer(List.of(content, filled(rules.get(key.rule()).then(), key.groups()))), names)));
        if (found.isEmpty()) {
            return List.of(new BlockRun(content, rest));
        }
        found.get(found.size() - 1).names().putAll(rest);
        return found;
    }

    /** Which part runs; see {@link ComparedBlock}. */
    Config settings() {
        return config.getConfig("settings");
    }

    /** What it is given; see {@link BlockInputs}. */
    List<? extends Config> inputs() {
        return config.hasPath("inputs") ? config.getConfigList("inputs") : List.of();
    }

    /** The names that begin with a prefix once they know no runs, by the fixture's names. */
    Map<String, String> names(String prefix) {
        Map<String, String> found = new LinkedHashMap<>(names);
        found.values().removeIf(name -> !name.startsWith(prefix));
        return found;
    }

    private static boolean assign(String name, List<Rule> rules, Map<Key, Map<String, String>> runs) {
        for (int i = 0; i < rules.size(); i++) {
            Matcher matcher = rules.get(i).of().matcher(name);
            if (matcher.find()) {
                List<String> groups = new ArrayList<>();
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    groups.add(matcher.group(group));
                }
                runs.computeIfAbsent(new Key(i, groups), key -> new LinkedHashMap<>())
                        .put(name, matcher.replaceFirst(rules.get(i).to()));
                return true;
            }
        }
        return false;
    }

    private static Config filled(Config then, List<String> groups) {
        return ((ConfigObject) filled(then.root(), groups)).toConfig();
    }

    private static ConfigValue filled(ConfigValue value, List<String> groups) {
        if (value instanceof ConfigObject object) {
            ConfigObject result = ConfigFactory.empty().root();
            for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
                result = result.withValue(entry.getKey(), filled(entry.getValue(), groups));
            }
            return result.withOrigin(object.origin());
        } else if (value instanceof ConfigList list) {
            return ConfigValueFactory.fromIterable(
                    list.stream().map(element -> filled(element, groups)).toList());
        } else if (value.valueType() != ConfigValueType.STRING) {
            return value;
        }
        String text = (String) value.unwrapped();
        for (int i = groups.size(); i >= 1; i--) {
            text = text.replace("$" + i, groups.get(i - 1));
        }
        boolean number = !text.equals(value.unwrapped()) && NUMBER.matcher(text).matches();
        return ConfigValueFactory.fromAnyRef(number ? (Object) Double.valueOf(text) : text)
                .withOrigin(value.origin());
    }
}
