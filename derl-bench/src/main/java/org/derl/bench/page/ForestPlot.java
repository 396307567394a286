package org.derl.bench.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.derl.bench.drawing.Figure;
import org.derl.bench.drawing.LinearScale;
import org.derl.bench.drawing.Plot;
import org.derl.bench.drawing.Svg;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.statistics.Interval;
import org.derl.bench.table.Latex;

/** How far rows are from the one that they are compared with: a line for each interval, a dot for each seed. */
final class ForestPlot {

    private static final double WIDTH = 860;
    private static final double LEFT = 190;
    private static final double RIGHT = 650;
    private static final double TOP = 30;
    private static final double ROW = 28;
    private static final double BOTTOM = 34;
    private static final int TICKS = 7;
    private static final int LONGEST = 28;

    private final ReportedComparison comparison;
    private final NamedMetric metric;
    private final double level;
    private final LinearScale scale;
    private final Svg svg;

    private ForestPlot(ReportedComparison comparison, ReportedRow comparedTo) {
        this.comparison = comparison;
        metric = comparison.tables().leading();
        level = comparedTo.mean(metric, comparison.split());
        scale = LinearScale.of(numbers(), LEFT, RIGHT);
        svg = new Svg(WIDTH, TOP + ROW * comparison.rows().size() + BOTTOM);
    }

    /** The figure; none where there is nothing to compare with. */
    static Optional<Figure> of(ReportedComparison comparison) {
        return comparison
                .comparedTo()
                .filter(row -> comparison.rows().size() > 1)
                .map(row -> new ForestPlot(comparison, row).figure(row));
    }

    private Figure figure(ReportedRow comparedTo) {
        String title =
                metric.displayName() + " less that of " + comparedTo.title() + ": 95 % interval, a dot for each seed";
        addAxis();
        for (int i = 0; i < comparison.rows().size(); i++) {
            add(comparison.rows().get(i), TOP + ROW * (i + 0.5), comparedTo);
        }
        return new Figure("differences", title, description(), svg, plot());
    }

    private Plot plot() {
        List<String> columns = new ArrayList<>(List.of("place", "estimate", "low", "high"));
        comparison.seeds().forEach(seed -> columns.add(Plot.seed(seed)));
        columns.add("title");
        List<List<String>> numbers = new ArrayList<>();
        for (ReportedRow row : comparison.rows()) {
            Interval interval = comparison
                    .tables()
                    .differenceOf(row.system())
                    .orElse(new Interval(Double.NaN, Double.NaN, Double.NaN));
            List<String> cells = new ArrayList<>(List.of(String.valueOf(row.number())));
            cells.add(Plot.number(interval.estimate()));
            cells.add(Plot.number(interval.low()));
            cells.add(Plot.number(interval.high()));
            cells.addAll(row.ofSeeds(comparison.seeds(), this::difference));
            cells.add(Plot.name(row.title()));
            numbers.add(cells);
        }
        List<String> axis = new ArrayList<>(
                Plot.titled(comparison.rows().stream().map(ReportedRow::title).toList()));
        axis.add("xmin=" + scale.low() + ", xmax=" + scale.high());
        axis.add("scaled x ticks=false, xticklabel style={/pgf/number format/fixed}");
        axis.add("xlabel={difference of " + Latex.escaped(metric.displayName()) + "}");
        List<Plot.Series> series = new ArrayList<>();
        series.add(Plot.Series.line(
                "\\draw [dashed] ({axis cs:0,0} |- {rel axis cs:0,0}) -- ({axis cs:0,0} |- {rel axis cs:0,1});"));
        series.add(new Plot.Series(
                "only marks, mark=|, mark size=4pt, error bars/.cd, x dir=both, x explicit",
                "x=estimate, y=place, x error plus expr=\\thisrow{high}-\\thisrow{estimate},"
                        + " x error minus expr=\\thisrow{estimate}-\\thisrow{low}",
                ""));
        comparison
                .seeds()
                .forEach(seed ->
                        series.add(Plot.Series.of("only marks, mark=o, mark size=1.2pt", Plot.seed(seed), "place")));
        return new Plot(columns, numbers, axis, series);
    }

    /** Models decide how wide the axis is; a control that is far away has an arrow. */
    private double[] numbers() {
        List<Double> numbers = new ArrayList<>(List.of(0.0));
        List<ReportedRow> models = comparison.models();
        for (ReportedRow row : models.isEmpty() ? comparison.rows() : models) {
            row.trials().forEach(trial -> numbers.add(difference(trial)));
            comparison.tables().differenceOf(row.system()).ifPresent(interval -> {
                numbers.add(interval.low());
                numbers.add(interval.high());
            });
        }
        return numbers.stream().mapToDouble(number -> number).toArray();
    }

    private double difference(ReportedTrial trial) {
        return metric.metric().of(trial.predictions()) - level;
    }

    private void addAxis() {
        double bottom = TOP + ROW * comparison.rows().size();
        for (double tick : scale.ticks(TICKS)) {
            svg.line(scale.place(tick), TOP, scale.place(tick), bottom, 1, tick == 0 ? "zero-line" : "axis");
            svg.text(scale.place(tick), bottom + 16, "middle", scale.label(tick, TICKS));
        }
        boolean higher = metric.metric().higherIsBetter();
        svg.text(scale.place(0) - 8, TOP - 12, "end", higher ? "\u2190 worse" : "\u2190 better");
        svg.text(scale.place(0) + 8, TOP - 12, "start", higher ? "better \u2192" : "worse \u2192");
    }

    private void add(ReportedRow row, double y, ReportedRow comparedTo) {
        svg.text(LEFT - 14, y + 4, "end", "ink", shortened(row.title()));
        Optional<Interval> difference = comparison.tables().differenceOf(row.system());
        difference.ifPresent(interval -> add(interval, y));
        for (ReportedTrial trial : row.trials()) {
            double value = difference(trial);
            if (scale.holds(value)) {
                svg.dot(
                        scale.place(value),
                        y,
                        3,
                        trial.style() + " dot",
                        row.title() + ", seed " + trial.seed() + ": " + signed(value));
            }
        }
        svg.text(
                WIDTH - 4,
                y + 4,
                "end",
                "ink",
                difference.map(ForestPlot::text).orElse(row.equals(comparedTo) ? "compared with" : "failed"));
    }

    private void add(Interval interval, double y) {
        String style = interval.excludesZero() ? "interval sure" : "interval";
        double low = scale.within(interval.low());
        double high = scale.within(interval.high());
        if (high - low >= 1) {
            svg.line(low, y, high, y, interval.excludesZero() ? 3 : 1.5, style);
        }
        double place = scale.within(interval.estimate());
        if (scale.holds(interval.estimate())) {
            svg.line(place, y - 7, place, y + 7, 2.5, style);
        } else {
            svg.text(place, y + 4, "middle", "ink", interval.estimate() > 0 ? "\u25b6" : "\u25c0");
        }
    }

    private static String text(Interval interval) {
        return signed(interval.estimate()) + " [" + signed(interval.low()) + ", " + signed(interval.high()) + "]";
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.3f", value).replace('-', '\u2212');
    }

    static String shortened(String title) {
        return title.codePointCount(0, title.length()) <= LONGEST
                ? title
                : title.substring(0, title.offsetByCodePoints(0, LONGEST - 1)) + "\u2026";
    }

    private String description() {
        return comparison.rows().stream()
                .flatMap(
                        row -> comparison
                                .tables()
                                .differenceOf(row.system())
                                .map(interval -> row.title() + " " + text(interval))
                                .stream())
                .collect(Collectors.joining("; "));
    }
}
