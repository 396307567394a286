package org.derl.bench.parity;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Compares arrays with those a fixture expects. One rule of tolerance for all: outputs, features and losses 1e-5 +
 * 1e-5 |r|; a gradient 1e-4 of its array's largest element plus 1e-7; parameters after three steps 1e-5; each of them four
 * times what the reference's own rounding makes out, if that is more ({@link Rounding}). Where a gradient is zero but for
 * rounding, its sum of cancelling terms may differ by 1e-6 times the largest gradient of all,
 * or 1e-6 if that is more, and Adam blows that up to whole steps, which either side takes where it will: such a
 * parameter may differ by twice three steps.
 */
final class Comparer {

    private static final double CLOSE = 1e-5;
    private static final double GRADIENT = 1e-4;
    private static final double SMALLEST_GRADIENT = 1e-7;
    private static final double NOISE = 1e-6;
    private static final double CANCELLED = 1e-6;
    private static final double ROUNDINGS = 4;

    private final Fixture fixture;
    private final Rounding rounding;
    private final Tolerance tolerance;
    private final Map<String, Comparison> comparisons = new LinkedHashMap<>();
    private final Set<String> left;

    /** What an output, feature or loss r may differ by: {@code absolute + relative |r|}. */
    record Tolerance(double absolute, double relative) {
        static final Tolerance USUAL = new Tolerance(CLOSE, CLOSE);
    }

    Comparer(Fixture fixture, Rounding rounding, Tolerance tolerance) {
        this.fixture = fixture;
        this.rounding = rounding;
        this.tolerance = tolerance;
        left = new LinkedHashSet<>(fixture.expectedNames());
    }

    /** All comparisons; what the fixture expects and nothing was compared with is a failure. */
    List<Comparison> comparisons() {
        List<Comparison> all = new ArrayList<>(comparisons.values());
        if (!left.isEmpty()) {
            String first = left.iterator().next();
            all.add(new Comparison(
                    "unknown",
                    left.size(),
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    first + " (nothing here computes it)"));
        }
        return all;
    }

    /** The expected arrays whose names begin with a prefix. */
    List<String> names(String prefix) {
        return fixture.expectedNames().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    boolean expects(String name) {
        return fixture.expectedNames().contains(name);
    }

    /** Says that an expected array has no counterpart. */
    void leaveOut(String name) {
        left.remove(name);
    }

    /** An output, feature or loss. */
    void close(String quantity, String name, @Nullable NDArray actual) throws IOException {
        compare(quantity, name, actual == null ? null : values(actual));
    }

    void compare(String quantity, String name, float @Nullable [] actual) throws IOException {
        close(quantity, name, fixture.expectedValues(name), actual, new float[0]);
    }

    /**
     * Something that is expected to be close to other numbers.
     *
     * @param mask of each row, 0 where it means nothing; empty where all rows count
     */
    void close(String quantity, String name, float[] expected, float @Nullable [] actual, float[] mask) {
        int width = mask.length == 0 ? 1 : expected.length / mask.length;
        double rounded = rounded(name);
        compare(
                quantity,
                name,
                expected,
                actual,
                i -> mask.length > 0 && mask[i / width] == 0
                        ? Double.POSITIVE_INFINITY
                        : Math.max(rounded, tolerance.absolute() + tolerance.relative() * Math.abs(expected[i])));
    }

    private double rounded(String name) {
        return ROUNDINGS * rounding.of(name);
    }

    /** A gradient before clipping and decay. */
    void gradient(String name, float @Nullable [] actual, boolean zeroGradient) throws IOException {
        float[] expected = fixture.expectedValues(name);
        double most = zeroGradient
                ? CANCELLED * Math.max(1, largestGradient())
                : GRADIENT * largest(expected) + SMALLEST_GRADIENT;
        compare("gradients", name, expected, actual, i -> Math.max(most, rounded(name)));
    }

    private double largestGradient() throws IOException {
        double largest = 0;
        for (String name : names("grad.")) {
            largest = Math.max(largest, largest(fixture.expectedValues(name)));
        }
        return largest;
    }

    /**
     * A parameter after three steps.
     *
     * @param gradient its first gradient, or null where it has none
     * @param threeSteps how far three steps may go; where rounding decides, each side may have gone as far, either way
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
        double close = Math.max(CLOSE, rounded(name));
        compare("three steps", name, expected, actual, i -> {
            boolean noisyHere = zeroGradient
                    || noisy.contains(i)
                    || (gradient != null && i < gradient.length && Math.abs(gradient[i]) < noise);
            return noisyHere ? close + 2 * threeSteps : close;
        });
    }

    /** Something that must not be there. */
    void absent(String quantity, String name, boolean absent) {
        add(new Comparison(quantity, 1, 0, absent ? 0 : Double.POSITIVE_INFINITY, name + " (must be absent)"));
    }

    private void compare(
            String quantity, String name, float[] expected, float @Nullable [] actual, IntToDoubleFunction most) {
        left.remove(name);
        if (actual == null || actual.length != expected.length) {
            String what =
                    actual == null ? " (missing)" : " (" + actual.length + " numbers, not " + expected.length + ")";
            add(new Comparison(quantity, 1, Double.NaN, Double.POSITIVE_INFINITY, name + what));
            return;
        }
        double error = 0;
        double share = 0;
        for (int i = 0; i < expected.length; i++) {
            double tolerated = most.applyAsDouble(i);
            if (tolerated == Double.POSITIVE_INFINITY) {
                continue;
            }
            double difference = Math.abs((double) actual[i] - expected[i]);
            if (Double.isNaN(difference)) {
                difference = Double.POSITIVE_INFINITY;
            }
            error = Math.max(error, difference);
            share = Math.max(share, difference / tolerated);
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
