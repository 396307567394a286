package org.derl.bench.parity;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A reference's settings, and which of them nothing has read yet: {@code reference} and what lies below it in
 * substitutions, {@code reference-at} for the same with lists as objects of numbered keys.
 */
final class ReferenceSettings implements ConfigResolver {

    private static final String WHOLE = "reference";
    private static final String NUMBERED = "reference-at";

    private final ConfigObject whole;
    private final ConfigValue numbered;
    private final Map<List<String>, ConfigValue> unread;

    private ReferenceSettings(ConfigObject whole, Map<List<String>, ConfigValue> unread) {
        this.whole = whole;
        numbered = numbered(whole);
        this.unread = unread;
    }

    /** Of which nothing is read yet. */
    static ReferenceSettings of(Config settings) {
        ConfigObject root = settings.root();
        Map<List<String>, ConfigValue> unread = new LinkedHashMap<>();
        collect(List.of(), root, unread);
        return new ReferenceSettings(root, unread);
    }

    private static void collect(List<String> keys, ConfigValue value, Map<List<String>, ConfigValue> leaves) {
        Map<String, ConfigValue> within = within(value);
        if (within == null) {
            leaves.put(keys, value);
        } else {
            within.forEach((key, element) -> collect(joined(keys, key), element, leaves));
        }
    }

    /** What a value holds by key or number, sorted; null where it is a single one. */
    private static @Nullable Map<String, ConfigValue> within(ConfigValue value) {
        if (value instanceof ConfigObject object) {
            return new TreeMap<>(object);
        } else if (value instanceof ConfigList list) {
            Map<String, ConfigValue> elements = new LinkedHashMap<>();
            for (int i = 0; i < list.size(); i++) {
                elements.put(String.valueOf(i), list.get(i));
            }
            return elements;
        }
        return null;
    }

    private static List<String> joined(List<String> keys, String key) {
        List<String> longer = new ArrayList<>(keys);
        longer.add(key);
        return longer;
    }

    /** The same value with lists as objects of numbered keys. */
    static ConfigValue numbered(ConfigValue value) {
        Map<String, ConfigValue> within = within(value);
        if (within == null) {
            return value;
        }
        ConfigObject result = ConfigFactory.empty().root();
        for (Map.Entry<String, ConfigValue> entry : within.entrySet()) {
            result = result.withValue(entry.getKey(), numbered(entry.getValue()));
        }
        return result;
    }

    @Override
    public @Nullable ConfigValue lookup(String path) {
        List<String> keys = ConfigUtil.splitPath(path);
        List<String> rest = keys.subList(1, keys.size());
        return switch (keys.get(0)) {
            case WHOLE -> read(whole, rest);
            case NUMBERED -> read(numbered, rest);
            default -> null;
        };
    }

    @Override
    public ConfigResolver withFallback(ConfigResolver fallback) {
        throw new UnsupportedOperationException("nothing else resolves what correspondences name");
    }

    private @Nullable ConfigValue read(ConfigValue root, List<String> keys) {
        read(keys);
        return at(root, keys);
    }

    private static @Nullable ConfigValue at(ConfigValue value, List<String> keys) {
        ConfigValue found = value;
        for (String key : keys) {
            found = found instanceof ConfigObject object ? object.get(key) : null;
        }
        return found;
    }

    /** Whether a setting is there and has a value, which then counts as read. */
    boolean is(String path, ConfigValue value) {
        List<String> keys = ConfigUtil.splitPath(path);
        ConfigValue found = at(numbered, keys);
        if (found == null || !plain(found).equals(plain(numbered(value)))) {
            return false;
        }
        read(keys);
        return true;
    }

    /** Numbers are the same however they are written. */
    private static Object plain(ConfigValue value) {
        Map<String, ConfigValue> within = within(value);
        if (within != null) {
            Map<String, Object> all = new TreeMap<>();
            within.forEach((key, element) -> all.put(key, plain(element)));
            return all;
        }
        Object single = value.unwrapped();
        return single instanceof Number number
                ? new BigDecimal(number.toString()).stripTrailingZeros()
                : String.valueOf(single);
    }

    /**
     * Counts all settings as read whose names a pattern finds.
     *
     * @param value that they must have; null where any will do
     */
    void read(Pattern names, @Nullable ConfigValue value) {
        unread.entrySet()
                .removeIf(
                        entry -> names.matcher(String.join(".", entry.getKey())).find()
                                && (value == null || plain(value).equals(plain(entry.getValue()))));
    }

    private void read(List<String> keys) {
        unread.keySet()
                .removeIf(leaf -> leaf.size() >= keys.size()
                        && leaf.subList(0, keys.size()).equals(keys));
    }

    /** What nothing has read, each as {@code name = value}. */
    List<String> unread() {
        return unread.entrySet().stream()
                .map(entry -> String.join(".", entry.getKey()) + " = "
                        + entry.getValue().unwrapped())
                .toList();
    }
}
