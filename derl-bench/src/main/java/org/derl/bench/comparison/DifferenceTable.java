package org.derl.bench.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.statistics.AllPairs;
import org.derl.bench.statistics.Drawn;
import org.derl.bench.statistics.Drawn.Shares;
import org.derl.bench.statistics.DrawnDifferences;
import org.derl.bench.statistics.Holm;
import org.derl.bench.statistics.PracticalEquality;
import org.derl.bench.statistics.SeedsNeeded;
import org.derl.bench.table.LetterDisplay;
import org.derl.bench.table.MeanAndDeviation;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;

/** What differences are worth: how often draws have them, whether chance gives them as well, and what would show more. */
final class DifferenceTable {

    private static final String NOTHING = "-";

    /** From so many seeds on a probability below 0.05 is told as it is. */
    private static final int TELLING = 5;

    private static final double POINT = 0.01;

    private final List<ComparedSystem> systems;
    private final List<NamedMetric> metrics;
    private final DrawnDifferences differences;
    private final PracticalEquality equality;
    private final SplitName split;

    /**
     * A table.
     *
     * @param systems all of which predicted something
     * @param metrics by which systems differ; the first share among them is that of which seeds show a point
     */
    DifferenceTable(
            List<ComparedSystem> systems,
            List<NamedMetric> metrics,
            DrawnDifferences differences,
            PracticalEquality equality,
            SplitName split) {
        this.systems = systems;
        this.metrics = metrics;
        this.differences = differences;
        this.equality = equality;
        this.split = split;
    }

    /** A row for each system, compared to one of them. */
    Table table(ComparedSystem to) {
        List<Column> columns = new ArrayList<>(List.of(Column.left("model")));
        List<List<String>> rows = new ArrayList<>();
        systems.forEach(system -> rows.add(new ArrayList<>(List.of(system.title()))));
        List<ComparedSystem> grouped = systems.stream().filter(this::isGrouped).toList();
        for (NamedMetric metric : metrics) {
            columns.add(Column.right(metric.displayName() + ": better / equal / worse"));
            columns.add(Column.right("p, Holm"));
            addJudged(rows, metric, to);
            if (grouped.size() > 1) {
                columns.add(Column.left("group"));
                addGroups(rows, metric, grouped);
            }
        }
        share().ifPresent(metric -> {
            columns.add(Column.right("seeds for a point"));
            for (int row = 0; row < systems.size(); row++) {
                rows.get(row).add(seeds(systems.get(row), metric));
            }
        });
        return new Table("Differences to " + to.title() + ", in % of draws", columns, rows, notes(grouped));
    }

    private void addJudged(List<List<String>> rows, NamedMetric metric, ComparedSystem to) {
        Map<ComparedSystem, Drawn> drawn = new LinkedHashMap<>();
        systems.stream()
                .filter(system -> !system.equals(to))
                .forEach(system -> drawn.put(system, differences.of(system.on(split), metric.metric())));
        Iterator<Double> adjusted = Holm.adjusted(
                        drawn.values().stream().map(Drawn::probability).toList())
                .iterator();
        for (int row = 0; row < systems.size(); row++) {
            Drawn difference = drawn.get(systems.get(row));
            rows.get(row).add(difference == null ? NOTHING : shares(difference, metric));
            rows.get(row)
                    .add(
                            difference == null
                                    ? NOTHING
                                    : probability(adjusted.next(), to.on(split).size()));
        }
    }

    /** Few seeds tell no small probability, which each of many pairs needs. */
    private boolean isGrouped(ComparedSystem system) {
        return !system.isTrained() || system.on(split).size() >= TELLING;
    }

    /** The best have the first letters. */
    private void addGroups(List<List<String>> rows, NamedMetric metric, List<ComparedSystem> grouped) {
        double sign = metric.metric().higherIsBetter() ? -1 : 1;
        List<ComparedSystem> bestFirst = grouped.stream()
                .filter(system -> Double.isFinite(mean(system, metric)))
                .sorted(Comparator.comparingDouble(system -> sign * mean(system, metric)))
                .toList();
        List<String> letters = LetterDisplay.of(AllPairs.differ(
                bestFirst.stream().map(system -> system.on(split)).toList(),
                metric.metric(),
                differences.resampling()));
        for (int row = 0; row < systems.size(); row++) {
            int place = bestFirst.indexOf(systems.get(row));
            rows.get(row).add(place < 0 ? NOTHING : letters.get(place));
        }
    }

    private double mean(ComparedSystem system, NamedMetric metric) {
        return system.on(split).stream()
                .mapToDouble(seed -> metric.metric().of(seed))
                .average()
                .orElse(Double.NaN);
    }

    private String shares(Drawn drawn, NamedMetric metric) {
        Shares shares = drawn.shares(limit(metric), metric.metric().higherIsBetter());
        return Double.isNaN(shares.better())
                ? "undefined"
                : percent(shares.better()) + " / " + percent(shares.equal()) + " / " + percent(shares.worse());
    }

    private double limit(NamedMetric metric) {
        return metric.metric().isShare() ? equality.share() : equality.number();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f", 100 * share);
    }

    /** Of few seeds draws tell what lies outside of the 95 % interval, and no more. */
    private static String probability(double adjusted, int seeds) {
        if (seeds == 1) {
            return NOTHING;
        } else if (seeds < TELLING && adjusted < 0.05) {
            return "< 0.05";
        }
        return Double.isNaN(adjusted)
                ? "undefined"
                : adjusted < 5e-4 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", adjusted);
    }

    private Optional<NamedMetric> share() {
        return metrics.stream().filter(metric -> metric.metric().isShare()).findFirst();
    }

    private String seeds(ComparedSystem system, NamedMetric metric) {
        List<Predictions> seeds = system.on(split);
        double deviation = MeanAndDeviation.of(
                        seeds.stream().map(seed -> metric.metric().of(seed)).toList())
                .deviation();
        return Double.isNaN(deviation) ? NOTHING : String.valueOf(SeedsNeeded.toSee(POINT, deviation));
    }

    private List<String> notes(List<ComparedSystem> grouped) {
        List<String> notes = new ArrayList<>();
        notes.add("Equal: by less than "
                + String.join(" and ", metrics.stream().map(this::limited).toList())
                + ". In % of "
                + String.format(Locale.ROOT, "%,d", differences.resampling().count())
                + " draws of seeds and samples; p: two-sided, of the same draws, by Holm over the column.");
        notes.add(
                grouped.size() > 1
                        ? "Group: rows that share a letter cannot be told apart, at 5 % by Holm over all pairs; a is the"
                                + " best. Models of fewer than " + TELLING + " seeds have none."
                        : "Groups of models that cannot be told apart need " + TELLING + " seeds of each.");
        share().ifPresent(
                        metric -> notes.add("Seeds for a point: so many of each of two models show a difference of one"
                                + " point of " + metric.displayName()
                                + " in four of five cases, where seeds of both deviate as those of the row do."));
        return notes;
    }

    private String limited(NamedMetric metric) {
        double points = 100 * equality.share();
        return metric.metric().isShare()
                ? trimmed(points) + (points == 1 ? " point of " : " points of ") + metric.displayName()
                : trimmed(equality.number()) + " of " + metric.displayName();
    }

    private static String trimmed(double value) {
        return String.valueOf((float) value).replaceFirst("\\.0$", "");
    }
}
