package org.derl.bench.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.derl.bench.drawing.Figure;
import org.derl.bench.drawing.LinearScale;
import org.derl.bench.drawing.Plot;
import org.derl.bench.drawing.Svg;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.table.Latex;
import org.derl.data.SplitName;

/** A metric of all rows: a bar for the mean, from zero on, a dot for each seed. */
final class MetricBars {

    private static final double WIDTH = 480;
    private static final double LEFT = 180;
    private static final double RIGHT = WIDTH - 54;
    private static final double ROW = 22;
    private static final double TOP = 4;
    private static final int MOST = 4;

    private final List<ReportedRow> rows;
    private final List<Long> seeds;
    private final NamedMetric metric;
    private final SplitName split;
    private final int factor;
    private final LinearScale scale;
    private final Svg svg;

    private MetricBars(ReportedComparison comparison, NamedMetric metric) {
        split = comparison.split();
        this.metric = metric;
        factor = metric.metric().isShare() ? 100 : 1;
        rows = comparison.rows();
        seeds = comparison.seeds();
        LinearScale all = LinearScale.of(
                rows.stream()
                        .flatMap(row -> row.system().on(split).stream())
                        .mapToDouble(seed -> factor * metric.metric().of(seed))
                        .toArray(),
                0,
                1);
        scale = new LinearScale(Math.min(0, all.low()), Math.max(all.high(), 1e-9), LEFT, RIGHT);
        svg = new Svg(WIDTH, TOP + ROW * rows.size() + 4);
    }

    /** Of the first metrics. */
    static List<Figure> of(ReportedComparison comparison) {
        return comparison.tables().metrics().stream()
                .limit(MOST)
                .map(metric -> new MetricBars(comparison, metric).figure())
                .toList();
    }

    private Figure figure() {
        for (int i = 0; i < rows.size(); i++) {
            add(rows.get(i), TOP + ROW * i);
        }
        svg.line(scale.place(0), TOP, scale.place(0), TOP + ROW * rows.size(), 1, "zero-line");
        String title = metric.displayName()
                + (factor == 1 ? "" : " in %")
                + (metric.metric().higherIsBetter() ? ", more is better" : ", less is better");
        String description = rows.stream()
                .map(row -> row.title() + " " + number(factor * row.mean(metric, split)))
                .collect(Collectors.joining("; "));
        return new Figure("bars-" + metric.key(), title, description, svg, plot());
    }

    private double value(ReportedTrial trial) {
        return factor * metric.metric().of(trial.predictions());
    }

    private Plot plot() {
        List<String> columns = new ArrayList<>(List.of("place", "mean"));
        List<Plot.Series> series = new ArrayList<>();
        series.add(Plot.Series.of("xbar, bar width=0.3cm, fill=black!15", "mean", "place"));
        for (long seed : seeds) {
            columns.add(Plot.seed(seed));
            series.add(Plot.Series.of("only marks, mark=o, mark size=1.2pt", Plot.seed(seed), "place"));
        }
        columns.add("title");
        List<List<String>> numbers = new ArrayList<>();
        for (ReportedRow row : rows) {
            List<String> cells = new ArrayList<>(List.of(String.valueOf(row.number())));
            cells.add(Plot.number(factor * row.mean(metric, split)));
            cells.addAll(row.ofSeeds(seeds, this::value));
            cells.add(Plot.name(row.title()));
            numbers.add(cells);
        }
        List<String> axis = new ArrayList<>(
                Plot.titled(rows.stream().map(ReportedRow::title).toList()));
        axis.add("xmin=" + scale.low() + ", xmax=" + scale.high());
        axis.add("xlabel={" + Latex.escaped(metric.displayName() + (factor == 1 ? "" : " in %")) + "}");
        return new Plot(columns, numbers, axis, series);
    }

    private void add(ReportedRow row, double y) {
        double mean = factor * row.mean(metric, split);
        double end = scale.place(mean);
        double zero = scale.place(0);
        svg.text(LEFT - 10, y + ROW / 2 + 4, "end", "ink", ForestPlot.shortened(row.title()));
        if (Double.isFinite(mean)) {
            svg.bar(
                    Math.min(zero, end),
                    y + 4,
                    Math.abs(end - zero),
                    ROW - 8,
                    "bar",
                    row.title() + ": " + number(mean));
        }
        for (ReportedTrial trial : row.trials()) {
            double value = value(trial);
            if (Double.isFinite(value)) {
                svg.dot(scale.place(value), y + ROW / 2, 2.5, "dot " + trial.style(), says(trial, value));
            }
        }
        String text = row.system().on(split).isEmpty() ? "failed" : number(mean);
        svg.text(WIDTH - 4, y + ROW / 2 + 4, "end", "ink", text);
    }

    private String says(ReportedTrial trial, double value) {
        return "seed " + trial.seed() + ": " + number(value);
    }

    private String number(double value) {
        if (!Double.isFinite(value)) {
            return "undefined";
        }
        return String.format(Locale.ROOT, factor == 1 ? "%.3f" : "%.1f", value).replace('-', '\u2212');
    }
}
