package org.derl.bench.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derl.bench.drawing.Figure;
import org.derl.bench.drawing.LinearScale;
import org.derl.bench.drawing.Plot;
import org.derl.bench.drawing.Svg;
import org.derl.data.Task;
import org.derl.eval.Predictions;

/** Predicted against true: a square for each cell of a grid that holds samples, darker where there are more. */
final class PredictionDensity {

    private static final int CELLS = 35;
    private static final int CELL = 6;
    private static final double LEFT = 40;
    private static final double TOP = 8;
    private static final double SIDE = CELLS * CELL;
    private static final int LEVELS = 4;
    private static final int TICKS = 7;

    /** Predictions may lie beyond the range of labels by this share of it; what lies further is at the border. */
    private static final double BEYOND = 0.15;

    private final LinearScale across;
    private final LinearScale up;
    private final int[][] counts = new int[CELLS][CELLS];
    private int beyond;
    private int all;

    private PredictionDensity(Task.Regression range) {
        double room = BEYOND * (range.highest() - range.lowest());
        across = new LinearScale(range.lowest() - room, range.highest() + room, LEFT, LEFT + SIDE);
        up = new LinearScale(across.low(), across.high(), TOP + SIDE, TOP);
    }

    /** The figure of each model, of all its seeds. */
    static List<Figure> of(ReportedComparison comparison) {
        return comparison.models().stream()
                .map(row -> {
                    PredictionDensity density = new PredictionDensity(comparison.task());
                    row.system().on(comparison.split()).forEach(density::count);
                    return density.figure(row);
                })
                .toList();
    }

    private void count(Predictions seed) {
        for (int sample = 0; sample < seed.size(); sample++) {
            double prediction = seed.predictions().get(sample);
            counts[cell(seed.labels().get(sample))][cell(prediction)]++;
            beyond += across.holds(prediction) ? 0 : 1;
            all++;
        }
    }

    private int cell(double value) {
        double share = (value - across.low()) / (across.high() - across.low());
        return (int) Math.max(0, Math.min(CELLS - 1, Math.floor(share * CELLS)));
    }

    private Figure figure(ReportedRow row) {
        Svg svg = new Svg(LEFT + SIDE + 10, TOP + SIDE + 34);
        for (double tick : across.ticks(TICKS)) {
            svg.line(across.place(tick), TOP, across.place(tick), TOP + SIDE, 1, "axis");
            svg.line(LEFT, up.place(tick), LEFT + SIDE, up.place(tick), 1, "axis");
            svg.text(across.place(tick), TOP + SIDE + 14, "middle", across.label(tick, TICKS));
            svg.text(LEFT - 6, up.place(tick) + 4, "end", across.label(tick, TICKS));
        }
        for (int level = 1; level <= LEVELS; level++) {
            svg.path(squares(level), CELL, "cell level" + level, "");
        }
        svg.line(LEFT, TOP + SIDE, LEFT + SIDE, TOP, 1, "diagonal");
        svg.text(LEFT + SIDE / 2, TOP + SIDE + 30, "middle", "true");
        svg.text(LEFT + 4, TOP + 12, "start", "predicted");
        String description = "predicted against true, " + all + " predictions of "
                + row.trials().size() + " seeds"
                + (beyond == 0 ? "" : "; " + beyond + " of them lie beyond the border, and are drawn at it");
        return new Figure("predicted-" + row.fileName(), row.title(), description, svg, plot());
    }

    /** Of each cell that holds samples, its middle. */
    private Plot plot() {
        double side = (across.high() - across.low()) / CELLS;
        List<List<String>> numbers = new ArrayList<>();
        for (int x = 0; x < CELLS; x++) {
            for (int y = 0; y < CELLS; y++) {
                if (counts[x][y] > 0) {
                    numbers.add(List.of(
                            Plot.number(across.low() + (x + 0.5) * side),
                            Plot.number(across.low() + (y + 0.5) * side),
                            String.valueOf(counts[x][y])));
                }
            }
        }
        String ends = "min=" + across.low() + ", %smax=" + across.high();
        return new Plot(
                List.of("true", "predicted", "samples"),
                numbers,
                List.of(
                        "xlabel=true, ylabel=predicted, axis equal image, colorbar",
                        "colormap={density}{color=(white) color=(black)}",
                        "x" + String.format(Locale.ROOT, ends, "x") + ", y" + String.format(Locale.ROOT, ends, "y")),
                List.of(
                        new Plot.Series(
                                "scatter, scatter src=explicit, only marks, mark=square*, mark size=1.5pt,"
                                        + " scatter/use mapped color={draw=mapped color, fill=mapped color}",
                                "x=true, y=predicted, meta=samples",
                                ""),
                        Plot.Series.line("\\draw [dashed] ({rel axis cs:0,0}) -- ({rel axis cs:1,1});")));
    }

    /** Those of a level, as lines of the width of a square, upwards. */
    private String squares(int level) {
        int most = most();
        StringBuilder path = new StringBuilder();
        for (int x = 0; x < CELLS; x++) {
            for (int y = 0; y < CELLS; y++) {
                int first = y;
                while (y < CELLS && level(counts[x][y], most) == level) {
                    y++;
                }
                if (y > first) {
                    path.append(String.format(
                            Locale.ROOT,
                            "M%.0f %.0fv%d",
                            LEFT + (x + 0.5) * CELL,
                            TOP + SIDE - first * CELL,
                            (first - y) * CELL));
                }
            }
        }
        return path.toString();
    }

    /** Each level begins at half of what the next one begins at; no sample is on none. */
    private static int level(int count, int most) {
        int level = count == 0 ? 0 : LEVELS;
        for (double least = most / 2.0; count < least && level > 1; least /= 2) {
            level--;
        }
        return level;
    }

    private int most() {
        int most = 1;
        for (int[] column : counts) {
            for (int count : column) {
                most = Math.max(most, count);
            }
        }
        return most;
    }
}
