package org.derl.datasets.layout.csv;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Finds out whether ids that do not meet are the same but for how they are written. */
final class IdForms {

    /** What people write otherwise, and what is left without it. */
    private static final Map<String, UnaryOperator<String>> DIFFERENCES = new LinkedHashMap<>();

    static {
        DIFFERENCES.put("an extension", id -> id.replaceFirst("\\.[A-Za-z][A-Za-z0-9]{0,4}$", ""));
        DIFFERENCES.put("leading zeros", id -> id.replaceAll("(?<![0-9])0+(?=[0-9])", ""));
        DIFFERENCES.put("blanks or quotes", id -> id.replaceAll("[\\s\\u00a0\\u200b\\ufeff'\"]", ""));
        DIFFERENCES.put("capitals", id -> id.toLowerCase(Locale.ROOT));
        DIFFERENCES.put("folders", id -> id.replaceFirst("^.*[/\\\\]", ""));
        DIFFERENCES.put("what joins their words", id -> id.replaceAll("[^\\p{L}\\p{N}]+", "_"));
    }

    private IdForms() {}

    /**
     * An error that says what ids a file lacks; where it has them in another form, in which.
     *
     * @param file that lacks them, as messages name it
     * @param missing the ids that it lacks
     * @param there those that it has
     * @param all how many samples there are
     * @param way out where they are really missing
     */
    static IOException error(String file, List<String> missing, Set<String> there, int all, String way) {
        for (Map.Entry<String, UnaryOperator<String>> difference : DIFFERENCES.entrySet()) {
            Map<String, String> byForm = new LinkedHashMap<>();
            there.forEach(id -> byForm.putIfAbsent(difference.getValue().apply(id), id));
            List<String> found = missing.stream()
                    .filter(id -> byForm.containsKey(difference.getValue().apply(id)))
                    .toList();
            if (2 * found.size() > missing.size()) {
                String one = found.get(0);
                String other = byForm.get(difference.getValue().apply(one));
                return new IOException(file + " writes ids otherwise: '" + other + "' there is '" + one
                        + "' among the labels, and so are " + found.size() + " of " + all + " samples; they differ by "
                        + difference.getKey() + ": write them alike");
            }
        }
        return new IOException(file + " has no row for " + missing.size() + " of " + all + " samples: "
                + String.join(", ", missing.subList(0, Math.min(3, missing.size())))
                + (missing.size() > 3 ? " ..." : "") + "; " + way);
    }
}
