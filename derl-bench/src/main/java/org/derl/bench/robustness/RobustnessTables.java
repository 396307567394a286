package org.derl.bench.robustness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.table.MeanAndDeviation;
import org.derl.bench.table.Table;
import org.derl.config.Names;
import org.derl.data.corruption.CorruptionProtocol;

/** The tables of {@link Robustness}: a metric each, a row for each curve, a column for each rate. */
public final class RobustnessTables {

    private static final int DECIMALS = 3;
    private static final int DECIMALS_OF_SHARES = 1;

    private final Robustness robustness;
    private final List<Double> rates;

    /** Those of what was measured. */
    public RobustnessTables(Robustness robustness) {
        this.robustness = robustness;
        rates = robustness.how().protocol().rates();
    }

    /** With every rate, and deviations over seeds. */
    public List<Table> all() {
        return tables(IntStream.range(0, rates.size()).boxed().toList(), true);
    }

    /** For terminals: with every other rate, and means over seeds. */
    public List<Table> brief() {
        List<Integer> some = new ArrayList<>(
                IntStream.iterate(0, i -> i < rates.size(), i -> i + 2).boxed().toList());
        if (!some.contains(rates.size() - 1)) {
            some.add(rates.size() - 1);
        }
        return tables(some, false);
    }

    private List<Table> tables(List<Integer> places, boolean deviations) {
        List<Table> tables = new ArrayList<>();
        for (NamedMetric metric : robustness.metrics()) {
            boolean last = tables.size() == robustness.metrics().size() - 1;
            tables.add(new Table(
                    caption(metric),
                    columns(places),
                    robustness.curves().stream()
                            .map(curve -> row(curve, metric, places, deviations))
                            .toList(),
                    last ? robustness.notes() : List.of()));
        }
        return tables;
    }

    private String caption(NamedMetric metric) {
        return robustness.data() + ", " + robustness.how().split().name().toLowerCase(Locale.ROOT) + " split: "
                + title(metric) + " by the rate of what is lost ("
                + formName(robustness) + ", protocol " + protocolName(robustness) + ")";
    }

    /** With its unit, and which way is better. */
    static String title(NamedMetric metric) {
        return metric.displayName()
                + (metric.metric().isShare() ? " in %" : "")
                + (metric.metric().higherIsBetter() ? ", more is better" : ", less is better");
    }

    private List<Table.Column> columns(List<Integer> places) {
        List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.left("model, lost")));
        places.forEach(place -> columns.add(Table.Column.right(rate(rates.get(place)))));
        columns.add(Table.Column.right(summaryName(robustness.how().protocol())));
        return columns;
    }

    private List<String> row(RobustnessCurve curve, NamedMetric metric, List<Integer> places, boolean deviations) {
        List<String> cells = new ArrayList<>(List.of(curve.label()));
        places.forEach(place -> cells.add(cell(curve.at(metric, place), metric, deviations)));
        cells.set(1, cells.get(1) + curve.counted());
        cells.add(cell(curve.summary(metric, robustness.how().protocol()), metric, true));
        return cells;
    }

    private static String cell(MeanAndDeviation value, NamedMetric metric, boolean deviation) {
        int decimals = metric.metric().isShare() ? DECIMALS_OF_SHARES : DECIMALS;
        return (deviation ? value : new MeanAndDeviation(value.mean(), Double.NaN, 1)).format(decimals);
    }

    /** For files: a line for each number, over seeds. */
    public Table plain() {
        List<List<String>> rows = new ArrayList<>();
        for (RobustnessCurve curve : robustness.curves()) {
            for (NamedMetric metric : robustness.metrics()) {
                for (int i = 0; i < rates.size(); i++) {
                    rows.add(line(curve, metric, rate(rates.get(i)), curve.at(metric, i)));
                }
                String summary = summaryName(robustness.how().protocol());
                rows.add(line(
                        curve,
                        metric,
                        summary,
                        curve.summary(metric, robustness.how().protocol())));
            }
        }
        return new Table(
                "",
                List.of("model", "lost", "metric", "rate", "mean", "sd", "seeds").stream()
                        .map(Table.Column::left)
                        .toList(),
                rows);
    }

    private static List<String> line(RobustnessCurve curve, NamedMetric metric, String rate, MeanAndDeviation value) {
        return List.of(
                curve.model(),
                curve.lost().name(),
                metric.key(),
                rate,
                String.valueOf(value.mean()),
                Double.isNaN(value.deviation()) ? "" : String.valueOf(value.deviation()),
                String.valueOf(value.seeds()));
    }

    static String rate(double rate) {
        return String.format(Locale.ROOT, "%.1f", rate);
    }

    /** What stands for a curve. */
    static String summaryName(CorruptionProtocol protocol) {
        return protocol == CorruptionProtocol.DERL ? "area" : "mean";
    }

    static String formName(Robustness robustness) {
        return Names.kebab(robustness.how().form().name());
    }

    static String protocolName(Robustness robustness) {
        return Names.kebab(robustness.how().protocol().name());
    }
}
