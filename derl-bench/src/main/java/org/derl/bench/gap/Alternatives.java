package org.derl.bench.gap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.metric.OtherConventions;
import org.derl.bench.statistics.Interval;
import org.derl.bench.statistics.PairedBootstrap;
import org.derl.bench.statistics.Resampling;
import org.derl.bench.text.Words;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;

/** What the stored trials of a model say, read in ways that publications may have read theirs. */
final class Alternatives {

    /** As for verdicts on published values. */
    private static final int DRAWS = 2_000;

    private final StoredModel model;
    private final List<NamedMetric> metrics;
    private final List<StoredModel> others;

    /** @param others the same model by other trials */
    Alternatives(StoredModel model, List<NamedMetric> metrics, List<StoredModel> others) {
        this.model = model;
        this.metrics = metrics;
        this.others = others;
    }

    /** As our tables have it. */
    Alternative ours() {
        return new Alternative("ours, mean of " + Words.count(model.seeds(), "seed"), means(model.test()));
    }

    /** The ends of the interval of our mean, by the keys of metrics. */
    Map<String, Interval> intervals() {
        Resampling resampling = model.data().test().resampling().times(DRAWS);
        return metrics.stream().collect(Collectors.toMap(NamedMetric::key, metric -> {
            Interval interval = PairedBootstrap.mean(model.test(), metric.metric(), resampling);
            double unit = unit(metric);
            return new Interval(unit * interval.estimate(), unit * interval.low(), unit * interval.high());
        }));
    }

    /** All that stored trials answer. */
    List<Alternative> all() {
        List<Alternative> all = new ArrayList<>(conventions());
        all.add(new Alternative("validation split", means(model.system().on(SplitName.VALIDATION))));
        if (model.seeds() > 1) {
            all.addAll(seeds());
        }
        lastEpoch().ifPresent(all::add);
        bestEpoch().ifPresent(all::add);
        others.forEach(other -> all.add(new Alternative(otherwise(other), means(other.test()))));
        return List.copyOf(all);
    }

    private List<Alternative> conventions() {
        return OtherConventions.of(model.data().task()).stream()
                .map(convention -> {
                    Map<String, Double> values = new LinkedHashMap<>();
                    convention
                            .inPlaceOf()
                            .forEach((key, metric) -> values.put(
                                    key,
                                    (metric.isShare() ? 100 : 1)
                                            * model.test().stream()
                                                    .mapToDouble(metric::of)
                                                    .average()
                                                    .orElse(Double.NaN)));
                    return new Alternative(convention.title(), values);
                })
                .toList();
    }

    private List<Alternative> seeds() {
        List<Predictions> seeds = model.test();
        NamedMetric error = metrics.get(0);
        List<Predictions> validation = model.system().on(SplitName.VALIDATION);
        int chosen = IntStream.range(0, validation.size())
                .boxed()
                .min(Comparator.comparingDouble(
                        i -> badness(error, error.metric().of(validation.get(i)))))
                .orElse(0);
        return List.of(
                new Alternative("best seed, each metric", each(metric -> best(metric, values(metric, seeds)))),
                new Alternative("worst seed, each metric", each(metric -> -worst(metric, values(metric, seeds)))),
                new Alternative("seed that validates best", means(List.of(seeds.get(chosen)))),
                new Alternative("mean prediction of seeds", means(List.of(meanPrediction(seeds)))));
    }

    private static double badness(NamedMetric metric, double value) {
        return metric.metric().higherIsBetter() ? -value : value;
    }

    private static double best(NamedMetric metric, DoubleStream values) {
        OptionalDouble best = metric.metric().higherIsBetter() ? values.max() : values.min();
        return best.orElse(Double.NaN);
    }

    /** The negative of it. */
    private static double worst(NamedMetric metric, DoubleStream values) {
        return best(metric, values.map(value -> -value));
    }

    private static Predictions meanPrediction(List<Predictions> seeds) {
        Predictions first = seeds.get(0);
        return new Predictions(
                first.ids(),
                first.labels(),
                IntStream.range(0, first.size())
                        .mapToObj(row -> seeds.stream()
                                .mapToDouble(seed -> seed.predictions().get(row))
                                .average()
                                .orElseThrow())
                        .toList());
    }

    /** The last epoch is the chosen one, or was diagnosed; nothing where of some trial nobody knows. */
    private Optional<Alternative> lastEpoch() {
        boolean known = model.courses().stream()
                .allMatch(course ->
                        course.chosen() == course.epochs() || !course.onTest().isEmpty());
        return known ? Optional.of(new Alternative("last epoch", each(this::last))) : Optional.empty();
    }

    private double last(NamedMetric metric) {
        return IntStream.range(0, model.seeds())
                .mapToDouble(seed -> {
                    StoredModel.Course course = model.courses().get(seed);
                    return course.chosen() == course.epochs()
                            ? metric.metric().of(model.test().get(seed))
                            : course.onTest().get(course.onTest().size() - 1).getOrDefault(metric.key(), Double.NaN);
                })
                .average()
                .orElse(Double.NaN);
    }

    private Optional<Alternative> bestEpoch() {
        boolean known =
                model.courses().stream().noneMatch(course -> course.onTest().isEmpty());
        return known
                ? Optional.of(new Alternative("best epoch on test, each", each(metric -> model.courses().stream()
                        .mapToDouble(course -> best(
                                metric,
                                course.onTest().stream()
                                        .mapToDouble(epoch -> epoch.getOrDefault(metric.key(), Double.NaN))))
                        .average()
                        .orElse(Double.NaN))))
                : Optional.empty();
    }

    /** What is otherwise with other trials of the model. */
    private String otherwise(StoredModel other) {
        List<String> differences = new ArrayList<>();
        if (!other.system().textEncoder().equals(model.system().textEncoder())) {
            differences.add(other.system().textEncoder());
        }
        if (!other.data().title().equals(model.data().title())) {
            differences.add(other.data().title());
        }
        if (other.data().recipe() != null
                && other.data().recipe() != model.data().recipe()) {
            differences.add("recipe " + other.data().recipe());
        }
        return differences.isEmpty() ? "trials of " + other.folder() : String.join(", ", differences);
    }

    private Map<String, Double> means(List<Predictions> seeds) {
        return each(metric -> values(metric, seeds).average().orElse(Double.NaN));
    }

    private static DoubleStream values(NamedMetric metric, List<Predictions> seeds) {
        return seeds.stream().mapToDouble(seed -> metric.metric().of(seed));
    }

    private Map<String, Double> each(ToDoubleFunction<NamedMetric> value) {
        Map<String, Double> values = new LinkedHashMap<>();
        metrics.forEach(metric -> values.put(metric.key(), unit(metric) * value.applyAsDouble(metric)));
        return Collections.unmodifiableMap(values);
    }

    private static double unit(NamedMetric metric) {
        return metric.metric().isShare() ? 100 : 1;
    }
}
