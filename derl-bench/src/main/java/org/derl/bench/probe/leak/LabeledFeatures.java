package org.derl.bench.probe.leak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.derl.bench.statistics.Resampling;
import org.derl.data.LabeledSamples;
import org.derl.eval.Predictions;

/** The mean features of a split beside its labels, and what belongs together in it. */
public final class LabeledFeatures {

    private final double[][] features;
    private final LabeledSamples samples;

    /** @param features (samples, features) */
    public LabeledFeatures(double[][] features, LabeledSamples samples) {
        this.features = features;
        this.samples = samples;
    }

    double[][] features() {
        return features;
    }

    /** (samples, features) of some rows. */
    double[][] features(List<Integer> rows) {
        return rows.stream().map(row -> features[row]).toArray(double[][]::new);
    }

    double[] labels() {
        return samples.labels().stream().mapToDouble(label -> label).toArray();
    }

    double[] labels(List<Integer> rows) {
        return rows.stream().mapToDouble(row -> samples.labels().get(row)).toArray();
    }

    int size() {
        return features.length;
    }

    boolean areFinite() {
        return Arrays.stream(features).flatMapToDouble(DoubleStream::of).allMatch(Double::isFinite);
    }

    /** How many groups there are; a sample without one is a group of its own. */
    public int groups() {
        return (int) samples.groups().stream().distinct().count();
    }

    /** Whole groups are drawn. */
    Resampling resampling() {
        Map<String, String> byId = new HashMap<>();
        for (int row = 0; row < size(); row++) {
            byId.put(samples.ids().get(row), samples.groups().get(row));
        }
        return Resampling.ofGroups(id -> byId.getOrDefault(id, id));
    }

    /** The rows of each fold, none of which shares a group with another. */
    public List<List<Integer>> folds(int most) {
        Map<String, List<Integer>> byGroup = new TreeMap<>();
        for (int row = 0; row < size(); row++) {
            byGroup.computeIfAbsent(samples.groups().get(row), group -> new ArrayList<>())
                    .add(row);
        }
        List<List<Integer>> folds = new ArrayList<>();
        for (int fold = 0; fold < Math.min(most, byGroup.size()); fold++) {
            folds.add(new ArrayList<>());
        }
        int next = 0;
        for (List<Integer> group : byGroup.values()) {
            folds.get(next++ % folds.size()).addAll(group);
        }
        return folds;
    }

    Predictions predicted(double[] predictions) {
        return new Predictions(
                samples.ids(),
                samples.labels(),
                DoubleStream.of(predictions).boxed().toList());
    }
}
