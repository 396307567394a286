package org.derl.bench.gap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.published.PublishedResult;

/**
 * A column of an explained gap: a metric, or two that papers print as one pair, against non-negative and against
 * positive.
 *
 * @param heading such as Acc-2
 * @param metrics one or two
 */
record GapColumn(String heading, List<NamedMetric> metrics) {

    private static final String NON_NEGATIVE = "-non-negative";
    private static final String POSITIVE = "-positive";

    /** The columns in which a publication has a value, in the order of our tables. */
    static List<GapColumn> of(List<NamedMetric> metrics, PublishedResult result) {
        List<GapColumn> columns = new ArrayList<>();
        for (NamedMetric metric : metrics) {
            Optional<NamedMetric> positive = positive(metrics, metric);
            GapColumn column = positive.isPresent()
                    ? new GapColumn(metric.displayName().replaceAll(" .*", ""), List.of(metric, positive.get()))
                    : new GapColumn(metric.displayName(), List.of(metric));
            boolean second = metric.key().endsWith(POSITIVE);
            if (!second
                    && (column.published(result).isPresent() || result.values().containsKey(column.unknown()))) {
                columns.add(column);
            }
        }
        return columns;
    }

    private static Optional<NamedMetric> positive(List<NamedMetric> metrics, NamedMetric metric) {
        return metric.key().endsWith(NON_NEGATIVE)
                ? metrics.stream()
                        .filter(other -> other.key().equals(metric.key().replace(NON_NEGATIVE, POSITIVE)))
                        .findFirst()
                : Optional.empty();
    }

    boolean isPair() {
        return metrics.size() > 1;
    }

    /** The last of its metrics that a publication has a value of. */
    Optional<NamedMetric> published(PublishedResult result) {
        return metrics.stream()
                .filter(metric -> result.values().containsKey(metric.key()))
                .reduce((one, other) -> other);
    }

    /** The key of a value of which nobody knows to which of the two it belongs. */
    private String unknown() {
        return metrics.get(0).key().replace(NON_NEGATIVE, "") + PublishedResult.UNKNOWN;
    }

    /** Whether the published value is of a convention that nobody knows. */
    boolean isUnknown(PublishedResult result) {
        return published(result).isEmpty();
    }

    /** The published value that gaps are to, and the metric that ours is: against positive where nobody knows. */
    double value(PublishedResult result) {
        return Objects.requireNonNull(
                result.values().get(published(result).map(NamedMetric::key).orElse(unknown())));
    }

    /** The metric that the published value is held to: against positive where nobody knows. */
    NamedMetric metric(PublishedResult result) {
        return published(result).orElse(metrics.get(metrics.size() - 1));
    }

    String published(PublishedResult result, String doubt) {
        String cell = isUnknown(result) ? decimals(value(result)) + "?" : cell(result.values());
        boolean doubtful = result.values().keySet().stream()
                .anyMatch(key -> result.isDoubtful(key)
                        && (key.equals(unknown())
                                || metrics.stream()
                                        .anyMatch(metric -> metric.key().equals(key))));
        return doubtful ? cell + doubt : cell;
    }

    /** Values of a pair stand on both sides of a stroke; nothing where there is none. */
    String cell(Map<String, Double> values) {
        List<String> cells = metrics.stream()
                .map(metric -> decimals(values.getOrDefault(metric.key(), Double.NaN)))
                .toList();
        return cells.stream().allMatch(""::equals)
                ? ""
                : String.join(
                        "/",
                        cells.stream().map(cell -> cell.isEmpty() ? "-" : cell).toList());
    }

    /** As tables print values of it; nothing where there is none. */
    String decimals(double value) {
        return Double.isNaN(value)
                ? ""
                : String.format(Locale.ROOT, metrics.get(0).metric().isShare() ? "%.1f" : "%.3f", value);
    }

    /** A difference below it is none that tables print. */
    double rounding() {
        return metrics.get(0).metric().isShare() ? 0.05 : 0.0005;
    }
}
