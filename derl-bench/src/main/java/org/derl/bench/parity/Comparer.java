package org.derl.bench.parity;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Compares arrays with those a fixture expects. One rule of tolerance for all: outputs, features and losses 1e-5 +
 * 1e-5 |r|; a gradient 1e-4 of its array's largest element plus 1e-7; parameters after three steps 1e-5, but three
 * steps' length where the gradient is rounding noise, which Adam blows up to whole steps.
 */
final class Comparer {

    private static final double CLOSE = 1e-5;
    private static final double GRADIENT = 1e-4;
    private static final double SMALLEST_GRADIENT = 1e-7;
    private static final double NOISE = 1e-6;

    private final Fixture fixture;
    private final Map<String, Comparison> comparisons = new LinkedHashMap<>();

    Comparer(Fixture fixture) {
        this.fixture = fixture;
    }

    List<Comparison> comparisons() {
        return List.copyOf(comparisons.values());
    }

    /** The expected arrays whose names begin with a prefix. */
    List<String> names(String prefix) {
        return fixture.expected().names().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    boolean expects(String name) {
        return fixture.expected().names().contains(name);
    }

    /** An output, feature or loss. */
    void close(String quantity, String name, @Nullable NDArray actual) throws IOException {
        compare(quantity, name, actual == null ? null : values(actual));
    }

    void compare(String quantity, String name, float @Nullable [] actual) throws IOException {
        float[] expected = fixture.expectedValues(name);
        compare(quantity, name, expected, actual, i -> CLOSE + CLOSE * Math.abs(expected[i]));
    }

    /** A gradient before clipping and decay. */
    void gradient(String quantity, String name, float @Nullable [] actual) throws IOException {
        float[] expected = fixture.expectedValues(name);
        double tolerance = GRADIENT * largest(expected) + SMALLEST_GRADIENT;
        compare(quantity, name, expected, actual, i -> tolerance);
    }

    /**
     * A parameter after three steps.
     *
     * @param gradient its first gradient, or null where it has none
     * @param threeSteps how far three steps may go
     * @param noisy elements that rounding decides
     */
    void stepped(
            String name,
            float @Nullable [] actual,
            float @Nullable [] gradient,
            boolean zeroGradient,
            double threeSteps,
            Set<Integer> noisy)
            throws IOException {
        float[] expected = fixture.expectedValues(name);
        double noise = gradient == null ? 0 : NOISE * largest(gradient);
        compare("three steps", name, expected, actual, i -> {
            boolean rounding = zeroGradient
                    || noisy.contains(i)
                    || (gradient != null && i < gradient.length && Math.abs(gradient[i]) < noise);
            return rounding ? CLOSE + threeSteps : CLOSE;
        });
    }

    /** Something that must not be there. */
    void absent(String quantity, String name, boolean absent) {
        add(new Comparison(quantity, 1, 0, absent ? 0 : Double.POSITIVE_INFINITY, name + " (must be absent)"));
    }

    private void compare(
            String quantity, String name, float[] expected, float @Nullable [] actual, IntToDoubleFunction tolerance) {
        if (actual == null || actual.length != expected.length) {
            String what =
                    actual == null ? " (missing)" : " (" + actual.length + " numbers, not " + expected.length + ")";
            add(new Comparison(quantity, 1, Double.NaN, Double.POSITIVE_INFINITY, name + what));
            return;
        }
        double error = 0;
        double share = 0;
        for (int i = 0; i < expected.length; i++) {
            double difference = Math.abs((double) actual[i] - expected[i]);
            if (Double.isNaN(difference)) {
                difference = Double.POSITIVE_INFINITY;
            }
            error = Math.max(error, difference);
            share = Math.max(share, difference / tolerance.applyAsDouble(i));
        }
        add(new Comparison(quantity, 1, error, share, name));
    }

    private void add(Comparison comparison) {
        comparisons.merge(comparison.quantity(), comparison, Comparison::and);
    }

    private static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    static float[] values(NDArray array) {
        return array.toFloatArray();
    }
}
