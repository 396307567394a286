package org.derl.bench.robustness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.table.MeanAndDeviation;
import org.derl.data.corruption.CorruptionProtocol;
import org.derl.eval.Predictions;

/**
 * How well a model predicts as more and more is lost.
 *
 * @param model its name
 * @param title of its row
 * @param counted over how many seeds it is, where some gave no result; else empty
 * @param lost what is
 * @param values each metric, in % where it is a share, at each of the protocol's rates, by its key and the seed
 * @param predictions at each rate, by seed; none where it was read from a file
 */
public record RobustnessCurve(
        String model,
        String title,
        String counted,
        LostPart lost,
        Map<String, SortedMap<Long, List<Double>>> values,
        SortedMap<Long, List<Predictions>> predictions) {

    /** Keeps numbers and predictions as they are. */
    public RobustnessCurve {
        values = Map.copyOf(values);
        predictions = Collections.unmodifiableSortedMap(new TreeMap<>(predictions));
    }

    /** Measures what was predicted. */
    static RobustnessCurve of(
            String model,
            String title,
            String counted,
            LostPart lost,
            SortedMap<Long, List<Predictions>> predictions,
            List<NamedMetric> metrics) {
        Map<String, SortedMap<Long, List<Double>>> values = new HashMap<>();
        for (NamedMetric metric : metrics) {
            SortedMap<Long, List<Double>> own = new TreeMap<>();
            predictions.forEach((seed, rates) -> own.put(
                    seed, rates.stream().map(rate -> value(metric, rate)).toList()));
            values.put(metric.key(), own);
        }
        return new RobustnessCurve(model, title, counted, lost, values, predictions);
    }

    /** The same with the metrics of another one, too. */
    RobustnessCurve with(RobustnessCurve other) {
        Map<String, SortedMap<Long, List<Double>>> both = new HashMap<>(values);
        both.putAll(other.values);
        return new RobustnessCurve(model, title, counted, lost, both, predictions);
    }

    /** The name of the model's row, and what is lost. */
    String label() {
        return title + ", " + lost.name();
    }

    private static double value(NamedMetric metric, Predictions rate) {
        return (metric.metric().isShare() ? 100 : 1) * metric.metric().of(rate);
    }

    /** A metric at each rate, by seed. */
    SortedMap<Long, List<Double>> bySeed(NamedMetric metric) {
        return Objects.requireNonNull(values.get(metric.key()), metric.key());
    }

    /** Over seeds, at a rate. */
    MeanAndDeviation at(NamedMetric metric, int rate) {
        return MeanAndDeviation.of(
                bySeed(metric).values().stream().map(seed -> seed.get(rate)).toList());
    }

    /** Over seeds: what stands for the whole curve. */
    MeanAndDeviation summary(NamedMetric metric, CorruptionProtocol protocol) {
        return MeanAndDeviation.of(bySeed(metric).values().stream()
                .map(seed -> protocol == CorruptionProtocol.DERL ? area(protocol.rates(), seed) : mean(seed))
                .toList());
    }

    /** The area under a curve by trapezoids, divided by the span of its rates. */
    static double area(List<Double> rates, List<Double> values) {
        List<Double> areas = new ArrayList<>();
        for (int i = 1; i < rates.size(); i++) {
            areas.add((rates.get(i) - rates.get(i - 1)) * (values.get(i) + values.get(i - 1)) / 2);
        }
        double span = rates.get(rates.size() - 1) - rates.get(0);
        return areas.stream().mapToDouble(area -> area).sum() / span;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(value -> value).average().orElse(Double.NaN);
    }
}
