package org.derl.bench.trial;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which settings differ, each by its path with the former and the present value. */
final class SettingsChanges {

    private SettingsChanges() {}

    /**
     * Those below a name.
     *
     * @param counted what of the present ones makes a difference
     */
    static List<String> below(String name, Config former, Config present, Config counted) {
        Map<String, ConfigValue> then = values(name, former);
        Map<String, ConfigValue> now = values(name, present);
        Set<String> ignored = new TreeSet<>(now.keySet());
        ignored.removeAll(values(name, counted).keySet());
        Set<String> paths = new TreeSet<>(then.keySet());
        paths.addAll(now.keySet());
        paths.removeAll(ignored);
        List<String> changes = new ArrayList<>();
        for (String path : paths) {
            if (!Objects.equals(then.get(path), now.get(path))) {
                changes.add(path + " " + text(then.get(path)) + " -> " + text(now.get(path)));
            }
        }
        return changes;
    }

    private static String text(@Nullable ConfigValue value) {
        return value == null ? "(not set)" : value.render(ConfigRenderOptions.concise());
    }

    private static Map<String, ConfigValue> values(String name, Config settings) {
        Map<String, ConfigValue> values = new TreeMap<>();
        for (Map.Entry<String, ConfigValue> entry : settings.entrySet()) {
            if (ConfigUtil.splitPath(entry.getKey()).get(0).equals(name)) {
                values.put(entry.getKey(), entry.getValue());
            }
        }
        return values;
    }
}
