package org.derl.bench.probe;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.Locale;
import org.derl.bench.statistics.Interval;
import org.derl.bench.table.Table;

/**
 * A question, its answer in words, and the numbers that it follows from.
 *
 * @param key its name in files
 * @param question in words
 * @param verdicts the answer, a paragraph each
 * @param table of the numbers, with notes
 * @param numbers in full precision
 */
public record ProbeSection(String key, String question, List<String> verdicts, Table table, JsonElement numbers) {

    /** Keeps the paragraphs. */
    public ProbeSection {
        verdicts = List.copyOf(verdicts);
    }

    /** Such as 0.123. */
    static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }

    /** Such as +0.123 [+0.100, +0.146]; the number alone where there were too few groups to draw an interval from. */
    static String interval(Interval interval) {
        if (Double.isNaN(interval.low())) {
            return String.format(Locale.ROOT, "%+.3f", interval.estimate());
        }
        return String.format(Locale.ROOT, "%+.3f [%+.3f, %+.3f]", interval.estimate(), interval.low(), interval.high());
    }

    /** Such as "text, audio and vision". */
    static String list(List<String> names) {
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }
}
