package org.derl.bench.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.derl.bench.drawing.Figure;
import org.derl.bench.drawing.LinearScale;
import org.derl.bench.drawing.Plot;
import org.derl.bench.drawing.Svg;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.table.Latex;
import org.derl.data.SplitName;

/** A metric by the values of the setting that an experiment varies: a line through means, a dot for each seed. */
final class SettingFigure {

    private static final double WIDTH = 480;
    private static final double HEIGHT = 260;
    private static final double LEFT = 56;
    private static final double RIGHT = WIDTH - 90;
    private static final double TOP = 14;
    private static final double BOTTOM = HEIGHT - 40;
    private static final int TICKS = 6;

    private final VariedSetting varied;
    private final NamedMetric metric;
    private final SplitName split;
    private final List<Long> seeds;
    private final int factor;
    private final LinearScale scale;
    private final List<String> says = new ArrayList<>();
    private final Svg svg = new Svg(WIDTH, HEIGHT);

    private SettingFigure(VariedSetting varied, NamedMetric metric, ReportedComparison comparison) {
        this.varied = varied;
        this.metric = metric;
        this.split = comparison.split();
        this.seeds = comparison.seeds();
        factor = metric.metric().isShare() ? 100 : 1;
        scale = LinearScale.of(
                varied.rows().values().stream()
                        .flatMap(rows -> rows.values().stream())
                        .flatMap(row -> row.trials().stream())
                        .mapToDouble(this::value)
                        .toArray(),
                BOTTOM,
                TOP);
    }

    /** Of the metric that differences are of, and of the first share; nothing where no setting is varied. */
    static List<Figure> of(ReportedComparison comparison) {
        Optional<VariedSetting> varied = VariedSetting.of(comparison);
        Stream<NamedMetric> metrics = Stream.concat(
                Stream.of(comparison.tables().leading()),
                comparison.tables().metrics().stream()
                        .filter(metric -> metric.metric().isShare()
                                && !metric.equals(comparison.tables().leading()))
                        .limit(1));
        return varied.map(setting -> metrics.map(metric -> new SettingFigure(setting, metric, comparison).figure())
                        .toList())
                .orElse(List.of());
    }

    private double value(ReportedTrial trial) {
        return factor * metric.metric().of(trial.predictions());
    }

    private Figure figure() {
        for (double tick : scale.ticks(TICKS)) {
            svg.line(LEFT, scale.place(tick), RIGHT, scale.place(tick), 1, "axis");
            svg.text(LEFT - 6, scale.place(tick) + 4, "end", scale.label(tick, TICKS));
        }
        varied.values().forEach(value -> svg.text(x(value), BOTTOM + 16, "middle", value));
        svg.text((LEFT + RIGHT) / 2, HEIGHT - 6, "middle", varied.setting());
        int place = 0;
        for (Map.Entry<String, Map<String, ReportedRow>> model : varied.rows().entrySet()) {
            add(model.getKey(), model.getValue(), place++);
        }
        String title = metric.displayName() + (factor == 1 ? "" : " in %") + " by " + varied.setting();
        return new Figure("setting-" + metric.key(), title, String.join("; ", says), svg, plot(title));
    }

    private Plot plot(String title) {
        List<String> columns = new ArrayList<>(List.of("place"));
        List<Plot.Series> series = new ArrayList<>();
        int number = 0;
        for (String model : varied.rows().keySet()) {
            String mean = "mean-" + ++number;
            columns.add(mean);
            series.add(Plot.Series.of("mark=*", "place", mean).named(model));
            for (long seed : seeds) {
                String column = Plot.seed(seed) + "-" + number;
                columns.add(column);
                series.add(Plot.Series.of("only marks, mark=o, mark size=1.2pt, forget plot", "place", column));
            }
        }
        columns.add("value");
        List<List<String>> numbers = new ArrayList<>();
        for (String value : varied.values()) {
            List<String> cells = new ArrayList<>(List.of(String.valueOf(numbers.size() + 1)));
            for (Map<String, ReportedRow> rows : varied.rows().values()) {
                ReportedRow row = rows.get(value);
                cells.add(Plot.number(row == null ? Double.NaN : factor * row.mean(metric, split)));
                cells.addAll(
                        row == null
                                ? Collections.nCopies(seeds.size(), Plot.number(Double.NaN))
                                : row.ofSeeds(seeds, this::value));
            }
            cells.add(Plot.name(value));
            numbers.add(cells);
        }
        return new Plot(
                columns,
                numbers,
                List.of(
                        "xlabel={" + Latex.escaped(varied.setting()) + "}",
                        "ylabel={" + Latex.escaped(title) + "}",
                        "xtick=data, xticklabels={"
                                + varied.values().stream()
                                        .map(value -> "{" + Latex.escaped(value) + "}")
                                        .collect(Collectors.joining(","))
                                + "}",
                        "legend pos=outer north east"),
                series);
    }

    private double x(String value) {
        int last = Math.max(1, varied.values().size() - 1);
        return LEFT + 20 + (RIGHT - LEFT - 40) * varied.values().indexOf(value) / last;
    }

    private void add(String model, Map<String, ReportedRow> rows, int place) {
        StringBuilder path = new StringBuilder();
        double end = 0;
        for (String value : varied.values()) {
            ReportedRow row = rows.get(value);
            double mean = row == null ? Double.NaN : factor * row.mean(metric, split);
            if (row == null || !Double.isFinite(mean)) {
                continue;
            }
            end = scale.place(mean);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(value), end));
            for (ReportedTrial trial : row.trials()) {
                svg.dot(x(value), scale.place(value(trial)), 3, "dot " + trial.style(), says(row, trial));
            }
            says.add(String.format(Locale.ROOT, "%s %.3f", row.title(), mean));
        }
        svg.path(path.toString(), 2, LearningCurves.curve(place), model);
        svg.text(RIGHT + 4, end + 4, "start", "ink", ForestPlot.shortened(model));
    }

    private String says(ReportedRow row, ReportedTrial trial) {
        return String.format(Locale.ROOT, "%s, seed %d: %.3f", row.title(), trial.seed(), value(trial));
    }
}
