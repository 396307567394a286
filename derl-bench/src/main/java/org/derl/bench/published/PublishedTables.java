package org.derl.bench.published;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.metric.MetricFamily;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.statistics.Interval;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.data.SplitName;

/** Published values of the models of a comparison beside what it measured, as tables. */
public final class PublishedTables {

    private static final String NOTHING = "-";
    private static final String UNSIGNED = "  ";

    private final ComparedData data;
    private final PublishedResults published;
    private final List<NamedMetric> metrics;
    private final List<PublishedRow> rows;

    private PublishedTables(
            ComparedData data, PublishedResults published, List<NamedMetric> metrics, List<PublishedRow> rows) {
        this.data = data;
        this.published = published;
        this.rows = rows;
        this.metrics = metrics.stream()
                .filter(metric -> rows.stream().anyMatch(row -> row.has(metric.key())))
                .toList();
    }

    /** Those of a comparison; none where it is about the validation split, or nothing was published on its data set. */
    public static Optional<PublishedTables> of(ComparedData data, List<ComparedSystem> systems, SplitName split) {
        return of(data, systems, split, PublishedResults.read());
    }

    static Optional<PublishedTables> of(
            ComparedData data, List<ComparedSystem> systems, SplitName split, PublishedResults published) {
        ComparedData.Copy copy = data.copy();
        Optional<MetricFamily> family = Arrays.stream(MetricFamily.values())
                .filter(any -> any.task().equals(data.task()))
                .findFirst();
        if (split != SplitName.TEST || copy == null || family.isEmpty()) {
            return Optional.empty();
        }
        List<NamedMetric> metrics = family.get().metrics();
        Obstacles obstacles = new Obstacles(data, copy, published.textEncoders());
        List<PublishedRow> rows = new PublishedRows(data, metrics, obstacles).of(systems, published, copy.family());
        return rows.isEmpty() ? Optional.empty() : Optional.of(new PublishedTables(data, published, metrics, rows));
    }

    /** For readers: of each model our mean, then what its sources report. */
    public Table table() {
        List<Column> columns = new ArrayList<>(List.of(Column.left("published values")));
        metrics.forEach(metric -> columns.add(Column.right(metric.displayName())));
        List<List<String>> lines = new ArrayList<>();
        String last = "";
        for (PublishedRow row : rows) {
            if (!row.ours().title().equals(last)) {
                lines.add(ours(row.ours()));
                last = row.ours().title();
            }
            lines.add(theirs(row));
        }
        return new Table(
                "Published values beside ours, " + data.title() + ", test split",
                columns,
                lines,
                new PublishedNotes(rows).all());
    }

    private List<String> ours(ComparedSystem system) {
        List<String> cells = new ArrayList<>(List.of(system.title() + ": ours"));
        metrics.forEach(metric -> cells.add(decimals(metric, mean(system, metric)) + unsigned()));
        return cells;
    }

    private List<String> theirs(PublishedRow row) {
        List<String> cells =
                new ArrayList<>(List.of(row.ours().title() + ": " + row.source().title()));
        for (NamedMetric metric : metrics) {
            cells.add(row.has(metric.key()) ? cell(row, metric) : NOTHING + unsigned());
        }
        return cells;
    }

    private String cell(PublishedRow row, NamedMetric metric) {
        String key = row.keyBelow(metric.key());
        String sign = key.equals(metric.key()) ? row.verdict(key).sign() : PublishedNotes.UNKNOWN_SIGN;
        return decimals(metric, row.value(key))
                + (row.result().isDoubtful(key) ? PublishedNotes.DOUBT_SIGN : "")
                + (sign.isEmpty() ? unsigned() : " " + sign);
    }

    /** So that numbers stay below one another where some have signs. */
    private String unsigned() {
        boolean signed = rows.stream()
                .anyMatch(row -> row.obstacles().isEmpty()
                        || row.result().values().keySet().stream()
                                .anyMatch(key -> key.endsWith(PublishedResult.UNKNOWN)));
        return signed ? UNSIGNED : "";
    }

    private static String decimals(NamedMetric metric, double value) {
        return Double.isNaN(value)
                ? "undefined"
                : String.format(Locale.ROOT, metric.metric().isShare() ? "%.1f" : "%.3f", value);
    }

    private static double mean(ComparedSystem system, NamedMetric metric) {
        return (metric.metric().isShare() ? 100 : 1)
                * system.on(SplitName.TEST).stream()
                        .mapToDouble(seed -> metric.metric().of(seed))
                        .average()
                        .orElse(Double.NaN);
    }

    /** For programs: a line for each value, in full precision. */
    public Table plain() {
        List<Column> columns = List.of(
                Column.left("model"),
                Column.left("source"),
                Column.left("text-encoder"),
                Column.right("seeds"),
                Column.left("metric"),
                Column.right("published"),
                Column.right("ours-mean"),
                Column.right("ours-low"),
                Column.right("ours-high"),
                Column.left("verdict"),
                Column.left("note"));
        return new Table(
                "",
                columns,
                rows.stream()
                        .flatMap(row -> row.verdicts().keySet().stream().map(key -> line(row, key)))
                        .toList());
    }

    private List<String> line(PublishedRow row, String key) {
        Interval interval = row.intervals().get(key);
        return List.of(
                row.ours().name(),
                row.source().source(),
                textEncoder(row.result()),
                row.source().seeds() == null ? "" : String.valueOf(row.source().seeds()),
                key,
                String.valueOf(row.value(key)),
                metrics.stream()
                        .filter(metric -> metric.key().equals(key))
                        .map(metric -> String.valueOf(mean(row.ours(), metric)))
                        .collect(Collectors.joining()),
                interval == null ? "" : String.valueOf(interval.low()),
                interval == null ? "" : String.valueOf(interval.high()),
                row.verdict(key).words(),
                String.join("; ", PublishedNotes.of(row, key)));
    }

    private String textEncoder(PublishedResult result) {
        String name = result.textEncoder();
        return name == null
                ? ""
                : Objects.requireNonNull(published.textEncoders().get(name)).title();
    }
}
