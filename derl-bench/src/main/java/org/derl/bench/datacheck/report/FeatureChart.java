package org.derl.bench.datacheck.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import org.derl.bench.datacheck.statistics.ColumnSummary;
import org.derl.bench.drawing.Svg;
import org.derl.bench.text.Words;

/** All columns of a modality side by side: where their values are, and which share is zero or no finite number. */
final class FeatureChart {

    private static final double WIDTH = 1000;
    private static final double LEFT = 52;
    private static final double RANGES = 150;
    private static final double TOP = 8;
    private static final double SHARES = 34;
    private static final double GAP = 12;

    /** Texts of a scale need so much room each. */
    private static final double TICK = 14;

    /** Columns are no wider than this. */
    private static final double WIDEST = 48;

    private final List<ColumnSummary> columns;
    private final double step;
    private final double largest;
    private final Svg svg;

    private FeatureChart(List<ColumnSummary> columns) {
        this.columns = columns;
        step = Math.min(WIDEST, (WIDTH - LEFT) / columns.size());
        largest = Math.max(
                1e-6,
                columns.stream()
                        .filter(column -> column.finite() > 0)
                        .mapToDouble(column -> Math.max(Math.abs(column.lowest()), Math.abs(column.highest())))
                        .max()
                        .orElse(1));
        svg = new Svg(WIDTH, TOP + RANGES + 2 * (SHARES + GAP) + 20);
    }

    static String of(List<ColumnSummary> columns, String description) {
        FeatureChart chart = new FeatureChart(columns);
        chart.addScale();
        for (int i = 0; i < columns.size(); i++) {
            chart.addColumn(i);
        }
        return chart.svg.drawing(description);
    }

    private void addScale() {
        for (double value = Math.pow(10, Math.floor(Math.log10(largest))); y(0) - y(value) > TICK; value /= 10) {
            addTick(value);
            addTick(-value);
        }
        addTick(0);
        double zeros = TOP + RANGES + GAP;
        svg.text(LEFT - 8, zeros + SHARES / 2 + 4, "end", "zero");
        svg.text(LEFT - 8, zeros + SHARES + GAP + SHARES / 2 + 4, "end", "NaN, inf");
        double right = LEFT + step * columns.size();
        svg.bar(LEFT, zeros, right - LEFT, SHARES, "track", "");
        svg.bar(LEFT, zeros + SHARES + GAP, right - LEFT, SHARES, "track", "");
        int every = Math.max(1, (int) Math.pow(10, Math.ceil(Math.log10(columns.size() / 20.0))));
        for (int i = 0; i < columns.size(); i += every) {
            svg.text(LEFT + (i + 0.5) * step, zeros + 2 * SHARES + GAP + 14, "middle", String.valueOf(i));
        }
    }

    private void addTick(double value) {
        svg.line(LEFT, y(value), LEFT + step * columns.size(), y(value), 1, "axis");
        svg.text(LEFT - 8, y(value) + 4, "end", tick(value));
    }

    /** A power of ten or its opposite, or 0. */
    private static String tick(double value) {
        return value == 0 || Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5
                ? Words.number(value)
                : BigDecimal.valueOf(value)
                        .round(new MathContext(1))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private void addColumn(int i) {
        ColumnSummary column = columns.get(i);
        double x = LEFT + (i + 0.5) * step;
        if (column.finite() > 0) {
            svg.line(x, y(column.lowest()), x, y(column.highest()), step * 0.25, "range");
            double low = Math.max(column.lowest(), column.mean() - column.deviation());
            double high = Math.min(column.highest(), column.mean() + column.deviation());
            svg.line(x, y(low), x, y(high), step * 0.7, "spread");
            svg.bar(x - step * 0.45, y(column.mean()) - 1, step * 0.9, 2, "mean", says(i, column));
        }
        double zeros = TOP + RANGES + GAP;
        addShare(x, zeros, column.finite() == 0 ? 0 : column.zeroShare(), "zero", i);
        double all = column.finite() + column.nonFinite();
        addShare(x, zeros + SHARES + GAP, all == 0 ? 0 : column.nonFinite() / all, "bad", i);
    }

    /** A share that is not zero is seen, however small. */
    private void addShare(double x, double y, double share, String style, int column) {
        if (share > 0) {
            double height = Math.max(2, share * SHARES);
            svg.bar(
                    x - step * 0.45,
                    y + SHARES - height,
                    step * 0.9,
                    height,
                    style,
                    "column " + column + ": " + Words.percent(share));
        }
    }

    private static String says(int i, ColumnSummary column) {
        return String.format(
                Locale.ROOT,
                "column %d: mean %.4g, deviation %.4g, from %.4g to %.4g",
                i,
                column.mean(),
                column.deviation(),
                column.lowest(),
                column.highest());
    }

    /** Small and large values are both seen: the scale is linear around zero and logarithmic beyond. */
    private double y(double value) {
        double unit = largest / 100;
        double place = Math.log1p(Math.abs(value) / unit) / Math.log1p(100) * Math.signum(value);
        return TOP + RANGES / 2 * (1 - place);
    }
}
