package org.derl.bench.statistics;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/** The differences of systems to one that they are compared to, each drawn once for all who ask. */
public final class DrawnDifferences {

    private final List<Predictions> to;
    private final Resampling resampling;
    private final IdentityHashMap<List<Predictions>, Map<Metric, Drawn>> drawn = new IdentityHashMap<>();

    /** @param to the predictions of the system that others are compared to, one entry per seed */
    public DrawnDifferences(List<Predictions> to, Resampling resampling) {
        this.to = to;
        this.resampling = resampling;
    }

    /** How often, and at which confidence. */
    public Resampling resampling() {
        return resampling;
    }

    /**
     * How much larger the metric of a system is, as {@link PairedBootstrap} draws it.
     *
     * @param system its predictions, one entry per seed; the same list is drawn once
     */
    public Drawn of(List<Predictions> system, Metric metric) {
        return drawn.computeIfAbsent(system, unknown -> new HashMap<>())
                .computeIfAbsent(metric, unknown -> PairedBootstrap.draws(system, to, metric, resampling));
    }
}
