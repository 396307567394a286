package org.derl.bench.comparison;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.derl.bench.metric.MetricFamily;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.metric.SimsMetrics;
import org.derl.bench.metric.TableMetrics;
import org.derl.bench.statistics.DrawnDifferences;
import org.derl.bench.statistics.Interval;
import org.derl.bench.statistics.PracticalEquality;
import org.derl.bench.sweep.Seeds;
import org.derl.bench.table.MeanAndDeviation;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.data.SplitName;
import org.jspecify.annotations.Nullable;

/**
 * A comparison as tables: errors, with the difference of each system to one of them by a paired bootstrap over
 * seeds and samples; accuracies; and everything in one table of plain numbers for programs.
 */
public final class ComparisonTables {

    private static final String NOTHING = "-";

    private final ComparedData data;
    private final List<ComparedSystem> systems;
    private final Optional<ComparedSystem> compareTo;
    private final SplitName split;
    private final List<NamedMetric> metrics;
    private final List<NamedMetric> numbers;
    private final List<NamedMetric> shares;
    private final List<String> notes;
    private final @Nullable DrawnDifferences differences;

    /** Tables of a comparison by the metrics of the data set's family. */
    public ComparisonTables(
            ComparedData data, List<ComparedSystem> systems, String compareTo, SplitName split, List<String> remarks) {
        this(data, systems, compareTo, split, remarks, null);
    }

    /**
     * Tables of a comparison.
     *
     * @param compareTo the name of the system that the others are compared with
     * @param split of the data set that is reported
     * @param remarks what else is to be said below the tables
     * @param named the metrics; null for those of the data set's family
     */
    public ComparisonTables(
            ComparedData data,
            List<ComparedSystem> systems,
            String compareTo,
            SplitName split,
            List<String> remarks,
            @Nullable TableMetrics named) {
        this.data = data;
        this.systems = systems;
        this.split = split;
        this.compareTo = systems.stream()
                .filter(system ->
                        system.name().equals(compareTo) && !system.on(split).isEmpty())
                .findFirst();
        metrics = named == null
                ? MetricFamily.metricsOf(data.task())
                : named.on(MeasuredSamples.of(data, systems, split));
        List<NamedMetric> unlikeShares =
                metrics.stream().filter(metric -> !metric.metric().isShare()).toList();
        numbers = unlikeShares.isEmpty() ? metrics.subList(0, 1) : unlikeShares;
        shares = metrics.stream().filter(metric -> !numbers.contains(metric)).toList();
        differences = this.compareTo
                .map(system -> new DrawnDifferences(
                        systems.stream()
                                .filter(other -> !other.equals(system))
                                .map(other -> other.on(split))
                                .filter(seeds -> !seeds.isEmpty())
                                .toList(),
                        system.on(split),
                        judged().stream().map(NamedMetric::metric).toList(),
                        data.on(split).resampling()))
                .orElse(null);
        notes = new ArrayList<>(new ComparisonNotes(data, systems, split).all(this.compareTo));
        notes.addAll(remarks);
    }

    /**
     * All tables that there is something in: {@link #errors}, {@link #accuracies} where any are among the metrics, and what
     * differences are worth where there are some.
     */
    public List<Table> all() {
        List<Table> all = new ArrayList<>(List.of(errors()));
        if (!shares.isEmpty()) {
            all.add(accuracies());
        }
        PracticalEquality equality = data.equality();
        if (equality != null && differences != null && systems.stream().anyMatch(this::isCompared)) {
            List<ComparedSystem> predicted = systems.stream()
                    .filter(system -> !system.on(split).isEmpty())
                    .toList();
            all.add(new DifferenceTable(predicted, judged(), differences, equality, split)
                    .table(compareTo.orElseThrow()));
        }
        return all;
    }

    /** The metrics by which differences are drawn: the leading one, and where differences are judged, a share. */
    private List<NamedMetric> judged() {
        return shares.isEmpty() || data.equality() == null
                ? numbers.subList(0, 1)
                : List.of(numbers.get(0), shares.get(0));
    }

    private boolean isCompared(ComparedSystem system) {
        return compareTo.isPresent()
                && !system.name().equals(compareTo.get().name())
                && !system.on(split).isEmpty();
    }

    /** Error, correlation and whatever else is no share, or else the first metric; and what they cost. */
    public Table errors() {
        List<Column> columns = new ArrayList<>(List.of(Column.left("model"), Column.left("text encoder")));
        numbers.forEach(metric -> columns.add(Column.right(metric.displayName())));
        compareTo.ifPresent(
                model -> columns.add(Column.right(numbers.get(0).displayName() + " − " + model.title() + "'s, 95 %")));
        columns.add(Column.right("parameters"));
        columns.add(Column.right("seconds"));
        List<List<String>> rows = new ArrayList<>(systems.stream()
                .map(system -> {
                    List<String> row = new ArrayList<>(List.of(titled(system), system.textEncoder()));
                    numbers.forEach(metric -> row.add(value(system, metric, 1, 3)));
                    row.set(2, row.get(2) + system.counted(split));
                    compareTo.ifPresent(model -> row.add(difference(system)));
                    row.add(parameters(system));
                    row.add(Double.isNaN(system.seconds()) ? NOTHING : number("%.1f", system.seconds()));
                    return List.copyOf(row);
                })
                .toList());
        int errors = Math.max(numbers.indexOf(SentimentMetrics.MAE), numbers.indexOf(SimsMetrics.MAE));
        if (data.on(split).leastError() > 0 && errors >= 0) {
            rows.add(leastPossible(columns.size(), errors + 2));
        }
        return new Table(caption(), columns, rows, notes);
    }

    private List<String> leastPossible(int columns, int column) {
        List<String> row = new ArrayList<>(Collections.nCopies(columns, NOTHING));
        row.set(0, "least possible");
        row.set(column, number("%.3f", data.on(split).leastError()));
        return row;
    }

    /** Accuracies and F1, in percent. */
    public Table accuracies() {
        List<Column> columns = new ArrayList<>(List.of(Column.left("model")));
        shares.forEach(metric -> columns.add(Column.right(metric.displayName())));
        List<List<String>> rows = systems.stream()
                .map(system -> {
                    List<String> row = new ArrayList<>(List.of(titled(system)));
                    shares.forEach(metric -> row.add(value(system, metric, 100, 1)));
                    row.set(1, row.get(1) + system.counted(split));
                    return List.copyOf(row);
                })
                .toList();
        return new Table("Accuracies and F1 in %", columns, rows);
    }

    /** Everything in one table, in full precision. */
    public Table plain() {
        List<Column> columns =
                new ArrayList<>(List.of(Column.left("model"), Column.left("text-encoder"), Column.right("seeds")));
        varied().forEach(setting -> columns.add(Column.left(setting)));
        for (NamedMetric metric : metrics) {
            columns.add(Column.right(metric.key() + "-mean"));
            columns.add(Column.right(metric.key() + "-deviation"));
        }
        columns.add(Column.right("parameters"));
        columns.add(Column.right("seconds"));
        List<List<String>> rows = systems.stream().map(this::plainRow).toList();
        return new Table("", columns, rows);
    }

    private List<String> plainRow(ComparedSystem system) {
        List<String> row = new ArrayList<>(List.of(
                system.name(),
                system.textEncoder(),
                String.valueOf(system.on(split).size())));
        varied().forEach(setting -> row.add(varied(system).getOrDefault(setting, "")));
        for (NamedMetric metric : metrics) {
            Optional<MeanAndDeviation> value = measured(system, metric, 1);
            row.add(value.map(found -> String.valueOf(found.mean())).orElse(""));
            row.add(value.map(found -> String.valueOf(found.deviation())).orElse(""));
        }
        row.add(
                system.parameters().isPresent()
                        ? String.valueOf(system.parameters().getAsLong())
                        : "");
        row.add(String.valueOf(system.seconds()));
        return row;
    }

    /** The paths of the settings in which rows were made to differ. */
    private Set<String> varied() {
        Set<String> settings = new LinkedHashSet<>();
        systems.forEach(system -> settings.addAll(varied(system).keySet()));
        return settings;
    }

    private Map<String, String> varied(ComparedSystem system) {
        Map<String, Map<String, String>> all = data.varied();
        return all == null ? Map.of() : all.getOrDefault(system.name(), Map.of());
    }

    private Optional<MeanAndDeviation> measured(ComparedSystem system, NamedMetric metric, int factor) {
        List<Double> values = system.on(split).stream()
                .map(predictions -> factor * metric.metric().of(predictions))
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(MeanAndDeviation.of(values));
    }

    private String titled(ComparedSystem system) {
        return system.title() + (system.collapsed(split) > 0 ? " (collapsed)" : "");
    }

    private String value(ComparedSystem system, NamedMetric metric, int factor, int decimals) {
        return measured(system, metric, factor)
                .map(value -> value.format(decimals))
                .orElse("failed");
    }

    private String difference(ComparedSystem system) {
        return differenceOf(system)
                .map(interval -> number("%+.3f", interval.estimate()) + " [" + number("%+.3f", interval.low()) + ", "
                        + number("%+.3f", interval.high()) + "]")
                .orElse(NOTHING);
    }

    /** The system that the others are compared with, if it has predictions. */
    public Optional<ComparedSystem> comparedTo() {
        return compareTo;
    }

    /** The metrics, in the order of the tables. */
    public List<NamedMetric> metrics() {
        return metrics;
    }

    /** The metric of the differences. */
    public NamedMetric leading() {
        return numbers.get(0);
    }

    /** How much larger the leading metric of a system is than that of the one it is compared with; none of that one. */
    public Optional<Interval> differenceOf(ComparedSystem system) {
        return differences == null || !isCompared(system)
                ? Optional.empty()
                : Optional.of(differences
                        .of(system.on(split), leading().metric())
                        .interval(differences.resampling().confidence()));
    }

    private static String parameters(ComparedSystem system) {
        return system.parameters().isPresent()
                ? number("%,d", system.parameters().getAsLong())
                : NOTHING;
    }

    private String caption() {
        int seeds =
                systems.stream().mapToInt(system -> system.asked(split)).max().orElse(0);
        return data.title() + ", " + split.name().toLowerCase(Locale.ROOT) + " split ("
                + data.training() + " training, " + data.validation().ids().size() + " validation, "
                + data.test().ids().size() + " test samples), mean ± sample deviation over " + seeds
                + (seeds == 1 ? " seed" : " seeds")
                + Seeds.named(systems.stream()
                        .flatMap(system -> system.seeds().stream())
                        .toList())
                + (data.recipe() == null ? "" : ", recipe " + data.recipe());
    }

    private static String number(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }
}
