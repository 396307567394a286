package org.derl.bench.statistics;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/**
 * The differences of systems to one that they are compared to. Those of systems with equally many seeds are of the same
 * draws, which are made once, as soon as the first is asked for.
 */
public final class DrawnDifferences {

    private final List<List<Predictions>> systems;
    private final List<Predictions> to;
    private final List<Metric> metrics;
    private final Resampling resampling;
    private final IdentityHashMap<List<Predictions>, Map<Metric, Drawn>> drawn = new IdentityHashMap<>();

    /**
     * Differences by some metrics, of which there are no others.
     *
     * @param systems the predictions of those that are compared, one entry per seed
     * @param to the predictions of the system that they are compared to
     */
    public DrawnDifferences(
            List<List<Predictions>> systems, List<Predictions> to, List<Metric> metrics, Resampling resampling) {
        this.systems = systems;
        this.to = to;
        this.metrics = metrics;
        this.resampling = resampling;
    }

    /** How often, and at which confidence. */
    public Resampling resampling() {
        return resampling;
    }

    /**
     * How much larger the metric of a system is, as {@link PairedBootstrap} draws it.
     *
     * @param system its predictions, the very list that was given before
     * @param metric one of those given before
     */
    public Drawn of(List<Predictions> system, Metric metric) {
        if (!drawn.containsKey(system)) {
            draw(system.size());
        }
        return Objects.requireNonNull(Objects.requireNonNull(drawn.get(system)).get(metric));
    }

    private void draw(int seeds) {
        List<List<Predictions>> alike =
                systems.stream().filter(system -> system.size() == seeds).toList();
        List<List<Drawn>> all = PairedBootstrap.draws(alike, to, metrics, resampling);
        for (int one = 0; one < alike.size(); one++) {
            Map<Metric, Drawn> byMetric = drawn.computeIfAbsent(alike.get(one), unknown -> new HashMap<>());
            for (int metric = 0; metric < metrics.size(); metric++) {
                byMetric.put(metrics.get(metric), all.get(one).get(metric));
            }
        }
    }
}
