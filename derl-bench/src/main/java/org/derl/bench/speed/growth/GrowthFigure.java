package org.derl.bench.speed.growth;

import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.derl.bench.drawing.Svg;

/** A panel for each axis, time above and memory below, on logarithmic scales; a line for each model and program. */
public final class GrowthFigure {

    private static final double WIDTH = 230;
    private static final double HEIGHT = 190;
    private static final double LEFT = 70;
    private static final double GAP = 26;
    private static final double TOP = 44;
    private static final double BOTTOM = 44;

    /** Between a panel's border and its first and last value. */
    private static final double INSET = 16;

    private static final int COLORS = 4;

    /** The peer's lines are broken. */
    private static final String STYLES =
            """
            text { font: 12px sans-serif; fill: #333 }
            .paper { fill: #fff }
            .grid { stroke: #ddd }
            .line0 { stroke: #1f5fa8 } .line1 { stroke: #c4561a } .line2 { stroke: #2a7d4f } .line3 { stroke: #7a4fa0 }
            .dot0 { fill: #1f5fa8 } .dot1 { fill: #c4561a } .dot2 { fill: #2a7d4f } .dot3 { fill: #7a4fa0 }
            .peer { stroke-dasharray: 5 4 }
            """;

    private final List<GrowthCurve> curves;
    private final List<String> models;
    private final String own;
    private final Map<GrowthAxis, List<Integer>> values = new TreeMap<>();
    private final double width;
    private final double height = TOP + 2 * HEIGHT + GAP + BOTTOM;
    private final Svg svg;

    private GrowthFigure(List<GrowthRow> rows) {
        curves = GrowthCurve.of(rows);
        models = curves.stream().map(GrowthCurve::model).distinct().toList();
        own = rows.get(0).ours().program();
        Map<GrowthAxis, SortedSet<Integer>> sorted = new TreeMap<>();
        rows.forEach(row -> sorted.computeIfAbsent(row.point().axis(), axis -> new TreeSet<>())
                .add(row.point().value()));
        sorted.forEach((axis, all) -> values.put(axis, List.copyOf(all)));
        width = LEFT + values.size() * (WIDTH + GAP);
        svg = new Svg(width, height);
    }

    /**
     * As a file.
     *
     * @param rows one or more
     */
    public static String of(List<GrowthRow> rows) {
        GrowthFigure figure = new GrowthFigure(rows);
        figure.svg.bar(0, 0, figure.width, figure.height, "paper", "");
        figure.addLegend();
        figure.addPanels(TOP, "ms a step", GrowthCost::milliseconds);
        figure.addPanels(TOP + HEIGHT + GAP, "MiB of steps", GrowthCost::steps);
        figure.addValues();
        return figure.svg.file("Time and memory of a training step as it grows", STYLES);
    }

    private void addLegend() {
        double x = LEFT;
        Map<String, GrowthCurve> named = new LinkedHashMap<>();
        curves.forEach(curve -> named.putIfAbsent(curve.model() + ", " + curve.program(), curve));
        for (Map.Entry<String, GrowthCurve> entry : named.entrySet()) {
            svg.line(x, 20, x + 30, 20, 2, line(entry.getValue()));
            svg.text(x + 36, 24, "start", entry.getKey());
            x += (width - LEFT) / named.size();
        }
    }

    private void addPanels(double top, String title, ToDoubleFunction<GrowthCost> number) {
        DoubleSummaryStatistics range = curves.stream()
                .flatMap(curve -> curve.costs().values().stream())
                .mapToDouble(number)
                .filter(value -> value > 0)
                .summaryStatistics();
        LogarithmicScale scale = new LogarithmicScale(range.getMin(), range.getMax());
        svg.text(LEFT, top - 5, "start", title);
        for (double tick : scale.ticks()) {
            double y = top + HEIGHT * (1 - scale.place(tick));
            svg.line(LEFT, y, width - GAP, y, 1, "grid");
            svg.text(LEFT - 8, y + 4, "end", String.format(Locale.ROOT, "%,.0f", tick));
        }
        for (GrowthCurve curve : curves) {
            add(curve, number, value -> top + HEIGHT * (1 - scale.place(value)));
        }
    }

    private void add(GrowthCurve curve, ToDoubleFunction<GrowthCost> number, DoubleUnaryOperator height) {
        double[] last = {};
        for (Map.Entry<Integer, GrowthCost> entry : curve.costs().entrySet()) {
            double value = number.applyAsDouble(entry.getValue());
            if (value > 0) {
                double[] next = {x(curve.axis(), entry.getKey()), height.applyAsDouble(value)};
                if (last.length > 0) {
                    svg.line(last[0], last[1], next[0], next[1], 2, line(curve));
                }
                svg.dot(next[0], next[1], 3, "dot" + color(curve), says(curve, entry.getKey(), value));
                last = next;
            }
        }
    }

    private static String says(GrowthCurve curve, int at, double value) {
        return String.format(
                Locale.ROOT, "%s, %s, %s %d: %,.0f", curve.model(), curve.program(), curve.axis(), at, value);
    }

    private void addValues() {
        values.forEach((axis, all) -> {
            all.forEach(value -> svg.text(x(axis, value), height - BOTTOM + 16, "middle", String.valueOf(value)));
            svg.text(
                    (x(axis, all.get(0)) + x(axis, all.get(all.size() - 1))) / 2,
                    height - 10,
                    "middle",
                    axis.toString());
        });
    }

    /** Values of an axis are equally far from each other: most of them double. */
    private double x(GrowthAxis axis, int value) {
        List<Integer> all = Objects.requireNonNull(values.get(axis));
        int panel = List.copyOf(values.keySet()).indexOf(axis);
        double step = (WIDTH - 2 * INSET) / Math.max(1, all.size() - 1);
        return LEFT + panel * (WIDTH + GAP) + INSET + all.indexOf(value) * step;
    }

    private String line(GrowthCurve curve) {
        return "line" + color(curve) + (curve.program().equals(own) ? "" : " peer");
    }

    private int color(GrowthCurve curve) {
        return models.indexOf(curve.model()) % COLORS;
    }
}
