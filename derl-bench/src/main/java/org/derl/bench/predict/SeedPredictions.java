package org.derl.bench.predict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.derl.bench.table.MeanAndDeviation;
import org.derl.data.Task;

/**
 * What trials of a model predict of the user's samples.
 *
 * @param title of the model
 * @param task what is predicted
 * @param seeds the predictions of each seed, in the order of the samples
 * @param contributions by modality, by how much each seed's prediction differs from that without the modality; empty
 *     where nobody asks
 */
record SeedPredictions(
        String title,
        Task.Regression task,
        SortedMap<Long, List<Double>> seeds,
        Map<String, SortedMap<Long, List<Double>>> contributions) {

    /** Keeps maps as they are. */
    SeedPredictions {
        seeds = Collections.unmodifiableSortedMap(new TreeMap<>(seeds));
        contributions = Collections.unmodifiableMap(new LinkedHashMap<>(contributions));
    }

    /** The mean prediction of a sample over seeds, with its sample deviation. */
    MeanAndDeviation of(int sample) {
        return over(seeds.values(), sample);
    }

    /** The mean contribution of a modality to a sample's prediction over seeds, with its sample deviation. */
    MeanAndDeviation of(String modality, int sample) {
        return over(contributions.getOrDefault(modality, new TreeMap<>()).values(), sample);
    }

    private static MeanAndDeviation over(Collection<List<Double>> seeds, int sample) {
        List<Double> values = new ArrayList<>();
        seeds.forEach(seed -> values.add(seed.get(sample)));
        return MeanAndDeviation.of(values);
    }
}
