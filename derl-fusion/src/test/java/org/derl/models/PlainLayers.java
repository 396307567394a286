package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.derl.data.Sequence;
import org.derl.model.FusionModel;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;

/** Layers written out in plain arithmetic, with the weights of a model: for models that have no fixtures. */
final class PlainLayers {

    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private static final double TOLERANCE = 1e-5;
    private static final double LEAST = 0.05;

    private final Map<String, float[]> weights = new LinkedHashMap<>();

    /** With the weights as they are now. */
    PlainLayers(FusionModel<?> model) {
        model.parameters()
                .forEach(
                        (path, parameter) -> weights.put(path, parameter.array().toFloatArray()));
    }

    /** Moves all weights, for those that begin with zeros or ones would hide mistakes. */
    static void shake(FusionModel<?> model) {
        Randomness randomness = new Randomness(5);
        Compute.withoutGradients(() -> {
            model.trainable()
                    .values()
                    .forEach(array -> array.addi(randomness.gaussian(array.getManager(), array.getShape())));
            return null;
        });
    }

    /** The real steps of a sample. */
    static double[][] steps(Sequence sequence, int row) {
        float[] values = sequence.values().toFloatArray();
        int size = sequence.size();
        int first = row * sequence.time() * size;
        return IntStream.range(0, sequence.lengths()[row])
                .mapToObj(step -> IntStream.range(0, size)
                        .mapToDouble(i -> values[first + step * size + i])
                        .toArray())
                .toArray(double[][]::new);
    }

    static double[][] transposed(double[][] rows) {
        return IntStream.range(0, rows[0].length)
                .mapToObj(i -> Stream.of(rows).mapToDouble(row -> row[i]).toArray())
                .toArray(double[][]::new);
    }

    static double[] joined(double[]... parts) {
        return Stream.of(parts).flatMapToDouble(DoubleStream::of).toArray();
    }

    static double[] relu(double[] x) {
        return DoubleStream.of(x).map(value -> Math.max(value, 0)).toArray();
    }

    private double weight(String path, int place) {
        float[] values = weights.get(path);
        if (values == null) {
            throw new IllegalArgumentException(path + " is none of " + weights.keySet());
        }
        return values[place];
    }

    double[] linear(String path, double[] x) {
        return linear(path + ".weight", path + ".bias", weights.get(path + ".bias").length, x);
    }

    private double[] linear(String weight, String bias, int out, double[] x) {
        double[] y = new double[out];
        for (int i = 0; i < out; i++) {
            y[i] = weight(bias, i);
            for (int j = 0; j < x.length; j++) {
                y[i] += weight(weight, i * x.length + j) * x[j];
            }
        }
        return y;
    }

    /** The states after each step. */
    double[][] lstm(String path, double[][] steps) {
        int rows = weights.get(path + ".input-bias").length;
        int hidden = rows / 4;
        double[] state = new double[hidden];
        double[] cell = new double[hidden];
        double[][] states = new double[steps.length][];
        for (int step = 0; step < steps.length; step++) {
            double[] input = linear(path + ".input-weight", path + ".input-bias", rows, steps[step]);
            double[] before = linear(path + ".hidden-weight", path + ".hidden-bias", rows, state);
            state = new double[hidden];
            for (int i = 0; i < hidden; i++) {
                double in = sigmoid(input[i] + before[i]);
                double forget = sigmoid(input[hidden + i] + before[hidden + i]);
                double candidate = Math.tanh(input[2 * hidden + i] + before[2 * hidden + i]);
                double out = sigmoid(input[3 * hidden + i] + before[3 * hidden + i]);
                cell[i] = forget * cell[i] + in * candidate;
                state[i] = out * Math.tanh(cell[i]);
            }
            states[step] = state;
        }
        return states;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /**
     * Batch normalization.
     *
     * @param channels all that each channel holds
     * @param training whether by these numbers, else by what is remembered of them after a single pass that trained
     */
    double[][] norm(String path, double[][] channels, boolean training) {
        double[][] normalized = new double[channels.length][];
        for (int i = 0; i < channels.length; i++) {
            double[] values = channels[i];
            double mean = Arrays.stream(values).average().orElseThrow();
            double variance = Arrays.stream(values)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow();
            double unbiased = variance * values.length / (values.length - 1);
            double center = training ? mean : MOMENTUM * mean;
            double spread = training ? variance : 1 - MOMENTUM + MOMENTUM * unbiased;
            double scale = weight(path + ".weight", i) / Math.sqrt(spread + EPSILON);
            double shift = weight(path + ".bias", i);
            normalized[i] =
                    Arrays.stream(values).map(x -> (x - center) * scale + shift).toArray();
        }
        return normalized;
    }

    /** Asserts that a model computes the same, and something that not all samples have in common. */
    static void assertEqual(double[] written, NDArray computed) {
        float[] numbers = computed.toFloatArray();
        assertEquals(written.length, numbers.length);
        for (int i = 0; i < written.length; i++) {
            assertEquals(written[i], numbers[i], TOLERANCE, "number " + i);
        }
        DoubleSummaryStatistics range = DoubleStream.of(written).summaryStatistics();
        assertTrue(range.getMax() - range.getMin() > LEAST, "all numbers are near " + range.getMin());
    }
}
