package org.derl.bench.control;

import java.util.ArrayList;
import java.util.List;
import org.derl.data.Batch;
import org.derl.data.FeatureShape;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.tensor.Compute;

/** The mean over its steps of each modality, side by side; of token numbers, the share of each token. */
public final class MeanFeatures {

    private static final int MOST_TOKENS = 2000;
    private static final int ROWS = 64;

    private final Schema schema;

    private MeanFeatures(Schema schema) {
        this.schema = schema;
    }

    /** Whether the features of a data set are few enough for a regression in closed form. */
    public static boolean areFew(Schema schema) {
        return schema.inputs().modalities().stream()
                .map(schema.inputs()::get)
                .noneMatch(shape -> shape.content() == Content.TOKENS && shape.size() > MOST_TOKENS);
    }

    /** (samples, features) of a split. */
    public static double[][] of(Schema schema, Split split) {
        MeanFeatures features = new MeanFeatures(schema);
        List<double[]> means = new ArrayList<>();
        for (List<Integer> rows : split.batches(ROWS)) {
            means.addAll(Compute.reading(manager -> features.of(split.batch(manager, rows))));
        }
        return means.toArray(double[][]::new);
    }

    /** Whose feature a column is. */
    public static Modality modality(Schema schema, int column) {
        int end = 0;
        for (Modality modality : schema.inputs().modalities()) {
            end += schema.inputs().get(modality).size();
            if (column < end) {
                return modality;
            }
        }
        throw new IllegalArgumentException("there is no column " + column);
    }

    private List<double[]> of(Batch batch) {
        int width = schema.inputs().modalities().stream()
                .mapToInt(modality -> schema.inputs().get(modality).size())
                .sum();
        List<double[]> means = new ArrayList<>();
        for (int row = 0; row < batch.size(); row++) {
            means.add(new double[width]);
        }
        int offset = 0;
        for (Modality modality : schema.inputs().modalities()) {
            FeatureShape shape = schema.inputs().get(modality);
            add(means, offset, shape, batch.inputs().get(modality));
            offset += shape.size();
        }
        return means;
    }

    private static void add(List<double[]> means, int offset, FeatureShape shape, Sequence sequence) {
        int[] lengths = sequence.lengths();
        boolean tokens = shape.content() == Content.TOKENS;
        long[] numbers = tokens ? sequence.values().toLongArray() : new long[0];
        float[] values = tokens ? new float[0] : sequence.values().toFloatArray();
        for (int row = 0; row < lengths.length; row++) {
            double[] mean = means.get(row);
            for (int step = 0; step < lengths[row]; step++) {
                int place = row * sequence.time() + step;
                if (tokens) {
                    mean[offset + (int) numbers[place]] += 1.0 / lengths[row];
                    continue;
                }
                for (int column = 0; column < shape.size(); column++) {
                    mean[offset + column] += (double) values[place * shape.size() + column] / lengths[row];
                }
            }
        }
    }
}
