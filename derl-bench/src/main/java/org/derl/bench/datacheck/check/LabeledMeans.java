package org.derl.bench.datacheck.check;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Mean features (samples, features) and a label a sample, as regression takes them. */
final class LabeledMeans {

    private final double[][] features;
    private final double[] labels;

    LabeledMeans(double[][] features, double[] labels) {
        this.features = features;
        this.labels = labels;
    }

    double[][] features() {
        return features;
    }

    double[] labels() {
        return labels;
    }

    int size() {
        return labels.length;
    }

    /** Some of the samples. */
    LabeledMeans where(IntPredicate rows) {
        int[] those = IntStream.range(0, size()).filter(rows).toArray();
        return new LabeledMeans(
                IntStream.of(those).mapToObj(row -> features[row]).toArray(double[][]::new),
                IntStream.of(those).mapToDouble(row -> labels[row]).toArray());
    }
}
