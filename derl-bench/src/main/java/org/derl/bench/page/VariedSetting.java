package org.derl.bench.page;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.derl.bench.text.Words;

/**
 * The one setting in which rows differ, as an experiment that varies it makes them: each is like a model, but for it.
 *
 * @param setting its path
 * @param values that it takes, as they come
 * @param rows by the model that they are like, then by the value
 */
record VariedSetting(String setting, List<String> values, Map<String, Map<String, ReportedRow>> rows) {

    private static final String LIKE = "like";
    private static final String TITLE = "title";

    /** The setting; none where rows differ in none or in several, or are of one value. */
    static Optional<VariedSetting> of(ReportedComparison comparison) {
        Map<ReportedRow, Map<String, String>> settings = new LinkedHashMap<>();
        for (ReportedRow row : comparison.models()) {
            if (row.overrides().get(row.trials().get(0).request().model()) instanceof Map<?, ?> own
                    && own.get(LIKE) != null) {
                settings.put(row, flat(own));
            }
        }
        Set<String> paths = new LinkedHashSet<>();
        settings.values().forEach(own -> paths.addAll(own.keySet()));
        paths.removeIf(
                path -> path.equals(LIKE) || path.equals(TITLE) || new HashSet<>(values(settings, path)).size() < 2);
        return paths.size() == 1 ? of(paths.iterator().next(), settings) : Optional.empty();
    }

    private static Optional<VariedSetting> of(String setting, Map<ReportedRow, Map<String, String>> settings) {
        List<String> values = values(settings, setting);
        Map<String, Map<String, ReportedRow>> rows = new LinkedHashMap<>();
        for (Map.Entry<ReportedRow, Map<String, String>> row : settings.entrySet()) {
            String value = row.getValue().get(setting);
            String like = String.valueOf(row.getValue().get(LIKE));
            if (value == null
                    || rows.computeIfAbsent(like, model -> new LinkedHashMap<>())
                                    .put(value, row.getKey())
                            != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new VariedSetting(setting, List.copyOf(new LinkedHashSet<>(values)), rows));
    }

    private static List<String> values(Map<ReportedRow, Map<String, String>> settings, String path) {
        List<String> values = new ArrayList<>();
        settings.values().forEach(own -> values.add(own.getOrDefault(path, "")));
        return values;
    }

    private static Map<String, String> flat(Map<?, ?> settings) {
        Map<String, String> flat = new TreeMap<>();
        settings.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flat(inner).forEach((path, leaf) -> flat.put(key + "." + path, leaf));
            } else {
                flat.put(String.valueOf(key), text(value));
            }
        });
        return flat;
    }

    private static String text(Object value) {
        return value instanceof Number number ? Words.number(number.doubleValue()) : String.valueOf(value);
    }
}
