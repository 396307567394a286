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
import org.derl.bench.table.Latex;

/** A metric on the validation split, epoch by epoch: a line for each seed of a row, its chosen epoch marked. */
final class LearningCurves {

    private static final double WIDTH = 330;
    private static final double HEIGHT = 200;
    private static final double LEFT = 46;
    private static final double RIGHT = WIDTH - 14;
    private static final double TOP = 12;
    private static final double BOTTOM = HEIGHT - 34;
    private static final double KEY = 44;
    private static final int TICKS = 5;

    /** A line has no more points; of longer trainings some epochs are left out of it. */
    private static final int MOST_POINTS = 120;

    private final ReportedRow row;
    private final List<Curve> curves;
    private final LinearScale epochs;
    private final LinearScale values;
    private final Svg svg = new Svg(WIDTH, HEIGHT);

    /** @param values by epoch, from 1 */
    private record Curve(ReportedTrial trial, List<Double> values) {

        int chosen() {
            return Math.max(1, Math.min(values.size(), trial.facts().bestEpoch()));
        }

        double atChosen() {
            return values.get(chosen() - 1);
        }
    }

    private LearningCurves(ReportedRow row, List<Curve> curves) {
        this.row = row;
        this.curves = curves;
        int longest =
                curves.stream().mapToInt(curve -> curve.values().size()).max().orElse(1);
        epochs = new LinearScale(1, Math.max(2, longest), LEFT + 6, RIGHT);
        values = LinearScale.of(
                curves.stream()
                        .flatMap(curve -> curve.values().stream())
                        .mapToDouble(value -> value)
                        .toArray(),
                BOTTOM,
                TOP);
    }

    /** The figure of each model whose trainings left a history. */
    static List<Figure> of(ReportedComparison comparison) {
        return metric(comparison).stream()
                .flatMap(metric -> comparison.models().stream().flatMap(row -> of(row, metric).stream()))
                .toList();
    }

    /** The metric that differences are of; where trainings did not measure it, the first that they did. */
    static Optional<String> metric(ReportedComparison comparison) {
        String leading = comparison.tables().leading().key();
        List<String> measured = comparison.models().stream()
                .flatMap(row -> row.trials().stream())
                .flatMap(trial -> trial.history().validation().keySet().stream())
                .distinct()
                .toList();
        return measured.contains(leading)
                ? Optional.of(leading)
                : measured.stream().findFirst();
    }

    private static Optional<Figure> of(ReportedRow row, String metric) {
        List<Curve> curves = new ArrayList<>();
        for (ReportedTrial trial : row.trials()) {
            List<Double> values = trial.history().validation().getOrDefault(metric, List.of());
            if (!values.isEmpty()) {
                curves.add(new Curve(trial, values));
            }
        }
        return curves.isEmpty() ? Optional.empty() : Optional.of(new LearningCurves(row, curves).figure(metric));
    }

    private Figure figure(String metric) {
        addAxes();
        curves.forEach(this::add);
        String description = "validation " + metric + " by epoch; "
                + curves.stream().map(LearningCurves::says).collect(Collectors.joining("; "));
        return new Figure("learning-" + row.fileName(), row.title(), description, svg, plot(metric));
    }

    private Plot plot(String metric) {
        List<String> columns = new ArrayList<>(List.of("epoch"));
        List<Plot.Series> series = new ArrayList<>();
        for (Curve curve : curves) {
            String seed = Plot.seed(curve.trial().seed());
            columns.add(seed);
            columns.add("chosen-" + seed);
            series.add(Plot.Series.of("black, mark=none", "epoch", seed));
            series.add(Plot.Series.of("only marks, mark=o", "epoch", "chosen-" + seed));
        }
        List<List<String>> numbers = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs.high(); epoch++) {
            List<String> cells = new ArrayList<>(List.of(String.valueOf(epoch)));
            for (Curve curve : curves) {
                double value = epoch <= curve.values().size() ? curve.values().get(epoch - 1) : Double.NaN;
                cells.add(Plot.number(value));
                cells.add(Plot.number(epoch == curve.chosen() ? value : Double.NaN));
            }
            numbers.add(cells);
        }
        return new Plot(
                columns, numbers, List.of("xlabel=epoch", "ylabel={validation " + Latex.escaped(metric) + "}"), series);
    }

    private void addAxes() {
        for (double tick : values.ticks(TICKS)) {
            svg.line(LEFT, values.place(tick), RIGHT, values.place(tick), 1, "axis");
            svg.text(LEFT - 6, values.place(tick) + 4, "end", values.label(tick, TICKS));
        }
        for (double tick : epochs.ticks(TICKS)) {
            if (tick == Math.rint(tick)) {
                svg.text(epochs.place(tick), BOTTOM + 15, "middle", String.format(Locale.ROOT, "%.0f", tick));
            }
        }
        svg.text((LEFT + RIGHT) / 2, HEIGHT - 4, "middle", "epoch");
    }

    private void add(Curve curve) {
        StringBuilder path = new StringBuilder();
        int length = curve.values().size();
        int every = (length + MOST_POINTS - 1) / MOST_POINTS;
        for (int i = 0; i < length; i++) {
            boolean drawn = i % every == 0 || i == length - 1 || i == curve.chosen() - 1;
            double value = curve.values().get(i);
            if (drawn && Double.isFinite(value)) {
                path.append(path.isEmpty() ? "M" : "L")
                        .append(String.format(Locale.ROOT, "%.1f %.1f", epochs.place(i + 1), values.place(value)));
            }
        }
        svg.open(curve.trial().style());
        svg.path(path.toString(), 1.5, curve(curve.trial().place()), says(curve));
        if (Double.isFinite(curve.atChosen())) {
            svg.dot(epochs.place(curve.chosen()), values.place(curve.atChosen()), 4, "chosen", says(curve));
        }
        svg.close();
    }

    /** What styles call the line at a place among others. */
    static String curve(int place) {
        return "curve dash" + place;
    }

    /** How the line of each seed looks; the script makes it a list of boxes that hide and show them. */
    static String key(List<Long> seeds) {
        StringBuilder html = new StringBuilder("<ul class=\"seeds\" aria-label=\"seeds\">");
        for (int place = 0; place < seeds.size(); place++) {
            Svg line = new Svg(KEY, KEY / 4);
            line.path("M2 6L42 6", 1.5, curve(place), "");
            html.append("<li data-seed=\"s")
                    .append(place)
                    .append("\"><span>seed ")
                    .append(seeds.get(place))
                    .append("</span>")
                    .append(line.drawing("line of seed " + seeds.get(place)))
                    .append("</li>");
        }
        return html.append("</ul>").toString();
    }

    private static String says(Curve curve) {
        return String.format(
                Locale.ROOT,
                "seed %d: %.4f at the chosen epoch %d of %d",
                curve.trial().seed(),
                curve.atChosen(),
                curve.chosen(),
                curve.values().size());
    }
}
