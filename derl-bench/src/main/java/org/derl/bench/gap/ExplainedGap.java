package org.derl.bench.gap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.published.PublishedResult;
import org.derl.bench.published.ResultSource;
import org.derl.bench.statistics.Interval;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;

/** One published row of a model, and what moves ours towards it. */
final class ExplainedGap {

    private static final String DOUBT = "*";

    /** What moves ours by less of the way explains nothing. */
    private static final double LEAST = 0.1;

    private static final int MOST = 3;

    private final String title;
    private final ResultSource source;
    private final PublishedResult result;
    private final List<GapColumn> columns;
    private final Alternative ours;
    private final Map<String, Interval> intervals;
    private final List<Alternative> alternatives;
    private final List<String> obstacles;

    /**
     * An explanation.
     *
     * @param title of the model
     * @param intervals of our means, by the keys of metrics
     * @param obstacles why the values cannot be compared, a clause each
     */
    ExplainedGap(
            String title,
            ResultSource source,
            PublishedResult result,
            List<NamedMetric> metrics,
            Alternative ours,
            Map<String, Interval> intervals,
            List<Alternative> alternatives,
            List<String> obstacles) {
        this.title = title;
        this.source = source;
        this.result = result;
        this.columns = GapColumn.of(metrics, result);
        this.ours = ours;
        this.intervals = intervals;
        this.alternatives = alternatives;
        this.obstacles = obstacles;
    }

    /** For readers. */
    Table table() {
        List<Column> heads = new ArrayList<>(List.of(Column.left("what would be otherwise")));
        columns.forEach(column -> heads.add(Column.right(column.heading())));
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("published", column -> column.published(result, DOUBT)));
        rows.add(row(ours.title(), column -> column.cell(ours.values())));
        rows.add(row("ours, 95 % from", column -> column.cell(ends(Interval::low))));
        rows.add(row("ours, 95 % to", column -> column.cell(ends(Interval::high))));
        for (Alternative alternative : alternatives) {
            List<String> row = row(alternative.title(), column -> column.cell(alternative.values()));
            if (row.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
                rows.add(row);
            }
        }
        return new Table(title + ": " + source.title() + " (" + source.source() + ")", heads, rows, notes());
    }

    private interface Cells {
        String of(GapColumn column);
    }

    private List<String> row(String name, Cells cells) {
        List<String> row = new ArrayList<>(List.of(name));
        columns.forEach(column -> row.add(cells.of(column)));
        return row;
    }

    private interface End {
        double of(Interval interval);
    }

    private Map<String, Double> ends(End end) {
        return intervals.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> end.of(entry.getValue())));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (columns.stream().anyMatch(GapColumn::isPair)) {
            notes.add("Of two values the first is negative against all others, the second negative against positive.");
        }
        columns.forEach(column -> notes.add(sentence(column)));
        if (!obstacles.isEmpty()) {
            notes.add("Not the same was measured: " + String.join("; ", obstacles) + ".");
        }
        if (result.doubt() != null) {
            notes.add(DOUBT + ": " + result.doubt() + ".");
        }
        return notes;
    }

    private String sentence(GapColumn column) {
        NamedMetric metric = column.metric(result);
        double own = ours.value(metric.key());
        double gap = column.value(result) - own;
        String published = column.heading() + " " + column.decimals(column.value(result))
                + (column.isUnknown(result) ? ", of which nobody says against what" : "");
        if (Double.isNaN(gap)) {
            return published + ": ours is undefined.";
        } else if (Math.abs(gap) < column.rounding()) {
            return published + ": ours is the same.";
        }
        boolean better = gap < 0 == metric.metric().higherIsBetter();
        Interval interval = Objects.requireNonNull(intervals.get(metric.key()));
        boolean inside = interval.low() <= column.value(result) && column.value(result) <= interval.high();
        return published + ": ours is " + (better ? "better" : "worse") + " by "
                + column.decimals(Math.abs(gap)) + ", and it is " + (inside ? "inside" : "outside of")
                + " our 95 % interval. " + towards(column, own, gap);
    }

    /** What comes nearest to the published value. */
    private String towards(GapColumn column, double own, double gap) {
        List<Moved> moved = moved(column).stream()
                .filter(each -> (each.value() - own) / gap >= LEAST)
                .sorted(Comparator.comparingDouble(each -> Math.abs(each.value() - own - gap)))
                .limit(MOST)
                .toList();
        return moved.isEmpty()
                ? "Nothing of what is stored moves ours a tenth of the way there."
                : "Towards it: "
                        + moved.stream()
                                .map(each -> each.title() + " " + column.decimals(each.value()) + " ("
                                        + way(column, each.value() - own, gap) + ")")
                                .collect(Collectors.joining("; "))
                        + ".";
    }

    private record Moved(String title, double value) {}

    /** Where nobody knows the convention, the other one of the pair may be it. */
    private List<Moved> moved(GapColumn column) {
        List<Moved> moved = new ArrayList<>();
        String key = column.metric(result).key();
        String other = column.metrics().get(0).key();
        if (column.isUnknown(result)) {
            moved.add(new Moved("against all others", ours.value(other)));
        }
        for (Alternative alternative : alternatives) {
            boolean ofOther = column.isUnknown(result) && Double.isNaN(alternative.value(key));
            moved.add(new Moved(alternative.title(), alternative.value(ofOther ? other : key)));
        }
        return moved;
    }

    private static String way(GapColumn column, double moved, double gap) {
        return Math.abs(moved - gap) < column.rounding()
                ? "all of the way"
                : moved / gap > 1 ? "beyond it" : String.format(Locale.ROOT, "%.0f %% of the way", 100 * moved / gap);
    }

    /** For programs: a line for each number, in full precision. */
    List<List<String>> lines() {
        List<List<String>> lines = new ArrayList<>();
        result.values().forEach((key, value) -> lines.add(line("published", key, value)));
        List<Alternative> all = new ArrayList<>(List.of(ours));
        all.add(new Alternative("ours, 95 % from", ends(Interval::low)));
        all.add(new Alternative("ours, 95 % to", ends(Interval::high)));
        all.addAll(alternatives);
        for (Alternative alternative : all) {
            columns.stream().flatMap(column -> column.metrics().stream()).forEach(metric -> {
                double value = alternative.value(metric.key());
                if (!Double.isNaN(value)) {
                    lines.add(line(alternative.title(), metric.key(), value));
                }
            });
        }
        return lines;
    }

    private List<String> line(String alternative, String key, double value) {
        return List.of(source.source(), alternative, key, String.valueOf(value));
    }
}
