package org.derl.bench.robustness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.derl.bench.drawing.Figure;
import org.derl.bench.drawing.LinearScale;
import org.derl.bench.drawing.Plot;
import org.derl.bench.drawing.Svg;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.table.Latex;
import org.derl.bench.table.MeanAndDeviation;

/**
 * A metric by the rate of what is lost: a panel for each part of the inputs, a line for each model, which is the mean over
 * seeds, and around it a band of one standard deviation.
 */
final class RobustnessFigure {

    private static final double LEFT = 46;
    private static final double TOP = 50;
    private static final double PANEL = 190;
    private static final double GAP = 34;
    private static final double BOTTOM = TOP + 170;
    private static final double KEY = 18;
    private static final double KEY_LINE = 30;
    private static final int TICKS = 5;

    /** How pgfplots tells as many lines apart. */
    private static final List<String> PATTERNS =
            List.of("solid", "dashed", "dotted", "dash dot", "densely dashed", "loosely dashed");

    private static final List<String> MARKS = List.of("o", "square", "triangle", "diamond", "x", "+");

    private static final int HUES = PATTERNS.size();

    private final Robustness robustness;
    private final NamedMetric metric;
    private final List<Double> rates;
    private final List<String> parts;
    private final List<String> models;
    private final LinearScale values;
    private final Svg svg;

    private RobustnessFigure(Robustness robustness, NamedMetric metric) {
        this.robustness = robustness;
        this.metric = metric;
        rates = robustness.how().protocol().rates();
        parts = robustness.curves().stream()
                .map(curve -> curve.lost().name())
                .distinct()
                .toList();
        models = robustness.curves().stream()
                .map(RobustnessCurve::title)
                .distinct()
                .toList();
        values = LinearScale.of(
                robustness.curves().stream()
                        .flatMap(this::ends)
                        .mapToDouble(value -> value)
                        .toArray(),
                BOTTOM,
                TOP);
        svg = new Svg(left(parts.size()) - GAP + 14, BOTTOM + 44 + KEY * models.size());
    }

    /** That of a metric. */
    static Figure of(Robustness robustness, NamedMetric metric, String name) {
        return new RobustnessFigure(robustness, metric).figure(name);
    }

    private static double left(int panel) {
        return LEFT + panel * (PANEL + GAP);
    }

    private Stream<Double> ends(RobustnessCurve curve) {
        List<Double> ends = new ArrayList<>();
        for (int i = 0; i < rates.size(); i++) {
            MeanAndDeviation value = curve.at(metric, i);
            ends.addAll(List.of(value.mean() - deviation(value), value.mean() + deviation(value)));
        }
        return ends.stream();
    }

    /** None of one seed. */
    private static double deviation(MeanAndDeviation value) {
        return Double.isNaN(value.deviation()) ? 0 : value.deviation();
    }

    private Figure figure(String name) {
        svg.text(LEFT, 16, "start", "ink", RobustnessTables.title(metric));
        for (int panel = 0; panel < parts.size(); panel++) {
            LinearScale across = new LinearScale(0, rates.get(rates.size() - 1), left(panel), left(panel) + PANEL);
            addAxes(panel, across);
            for (RobustnessCurve curve : robustness.curves()) {
                if (curve.lost().name().equals(parts.get(panel))) {
                    add(curve, across);
                }
            }
        }
        svg.text(LEFT + (left(parts.size()) - GAP - LEFT) / 2, BOTTOM + 32, "middle", "rate of what is lost");
        addKey();
        String title = RobustnessTables.title(metric) + ", by the rate of what is lost";
        String description = robustness.curves().stream()
                .map(curve ->
                        curve.label() + ": from " + number(curve.at(metric, 0).mean()) + " to "
                                + number(curve.at(metric, rates.size() - 1).mean()))
                .collect(Collectors.joining("; "));
        return new Figure(name, title, description, svg, plot());
    }

    /** The numbers of all curves; a paper draws those of the first panel. */
    private Plot plot() {
        List<String> columns = new ArrayList<>(List.of("rate"));
        List<Plot.Series> series = new ArrayList<>();
        for (RobustnessCurve curve : robustness.curves()) {
            String column = Plot.name(curve.model() + "-" + curve.lost().name());
            columns.addAll(List.of(column, column + "-sd"));
            if (curve.lost().name().equals(parts.get(0))) {
                String style = PATTERNS.get(dash(curve.title())) + ", black, mark=" + MARKS.get(round(curve.title()))
                        + ", mark options=solid";
                series.add(Plot.Series.of(style, "rate", column).named(curve.title()));
            }
        }
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < rates.size(); i++) {
            List<String> cells = new ArrayList<>(List.of(RobustnessTables.rate(rates.get(i))));
            for (RobustnessCurve curve : robustness.curves()) {
                MeanAndDeviation value = curve.at(metric, i);
                cells.addAll(List.of(Plot.number(value.mean()), Plot.number(value.deviation())));
            }
            rows.add(cells);
        }
        String up = "ylabel={" + Latex.escaped(RobustnessTables.title(metric)) + "}";
        return new Plot(columns, rows, List.of("xlabel=rate of what is lost", up), series);
    }

    private void addAxes(int panel, LinearScale across) {
        String part = parts.get(panel);
        svg.text(left(panel) + PANEL / 2, TOP - 10, "middle", "ink", part.equals("all") ? "all modalities" : part);
        for (double tick : values.ticks(TICKS)) {
            double y = values.place(tick);
            svg.line(left(panel), y, left(panel) + PANEL, y, 1, "axis");
            if (panel == 0) {
                svg.text(LEFT - 6, y + 4, "end", values.label(tick, TICKS));
            }
        }
        for (double tick : across.ticks(TICKS)) {
            svg.text(across.place(tick), BOTTOM + 15, "middle", across.label(tick, TICKS));
        }
    }

    private int hue(String model) {
        return models.indexOf(model) % HUES;
    }

    private int round(String model) {
        return models.indexOf(model) / HUES % HUES;
    }

    /** In each round another with each color, so that no two models share both. */
    private int dash(String model) {
        return (hue(model) + round(model)) % HUES;
    }

    private String line(String model) {
        int dash = dash(model);
        return "m" + hue(model) + (dash == 0 ? "" : " dash" + dash) + " curve";
    }

    private void add(RobustnessCurve curve, LinearScale across) {
        List<String> line = new ArrayList<>();
        List<String> above = new ArrayList<>();
        List<String> below = new ArrayList<>();
        for (int i = 0; i < rates.size(); i++) {
            MeanAndDeviation value = curve.at(metric, i);
            if (Double.isFinite(value.mean())) {
                double x = across.place(rates.get(i));
                line.add(point(x, value.mean()));
                above.add(point(x, value.mean() + deviation(value)));
                below.add(0, point(x, value.mean() - deviation(value)));
            }
        }
        if (!line.isEmpty()) {
            if (curve.bySeed(metric).size() > 1) {
                svg.path(
                        "M" + String.join("L", above) + "L" + String.join("L", below) + "Z",
                        0,
                        "band f" + hue(curve.title()),
                        "");
            }
            svg.path("M" + String.join("L", line), 1.5, line(curve.title()), curve.label());
        }
        addDots(curve, across);
    }

    private void addDots(RobustnessCurve curve, LinearScale across) {
        for (int i = 0; i < rates.size(); i++) {
            MeanAndDeviation value = curve.at(metric, i);
            if (Double.isFinite(value.mean())) {
                String says =
                        curve.label() + " at " + RobustnessTables.rate(rates.get(i)) + ": " + number(value.mean());
                svg.dot(
                        across.place(rates.get(i)),
                        values.place(value.mean()),
                        2,
                        "m" + hue(curve.title()) + " dot",
                        says);
            }
        }
    }

    private String point(double x, double value) {
        return String.format(Locale.ROOT, "%.1f %.1f", x, values.place(value));
    }

    private void addKey() {
        for (int i = 0; i < models.size(); i++) {
            double y = BOTTOM + 52 + KEY * i;
            svg.path(
                    String.format(Locale.ROOT, "M%.1f %.1fl%.1f 0", LEFT, y - 4, KEY_LINE),
                    1.5,
                    line(models.get(i)),
                    "");
            svg.text(LEFT + KEY_LINE + 8, y, "start", "ink", models.get(i));
        }
    }

    private String number(double value) {
        return String.format(Locale.ROOT, metric.metric().isShare() ? "%.1f" : "%.3f", value);
    }
}
