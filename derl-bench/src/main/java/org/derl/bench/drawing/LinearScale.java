package org.derl.bench.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where numbers are on an axis.
 *
 * @param low the least number of the axis
 * @param high the greatest
 * @param from where the least is
 * @param to where the greatest is
 */
public record LinearScale(double low, double high, double from, double to) {

    private static final double ROOM = 0.06;

    /** Of some numbers, with a little room on both sides; of no number, from 0 to 1. */
    public static LinearScale of(double[] numbers, double from, double to) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double number : numbers) {
            if (Double.isFinite(number)) {
                low = Math.min(low, number);
                high = Math.max(high, number);
            }
        }
        if (low > high) {
            return new LinearScale(0, 1, from, to);
        }
        double room = high > low ? ROOM * (high - low) : Math.max(ROOM * Math.abs(high), 1e-3);
        return new LinearScale(low - room, high + room, from, to);
    }

    /** Where a number is; beyond the ends where it is. */
    public double place(double number) {
        return from + (number - low) / (high - low) * (to - from);
    }

    /** Where a number is; at an end where it lies beyond. */
    public double within(double number) {
        return place(Math.max(low, Math.min(high, number)));
    }

    /** Whether a number lies between the ends. */
    public boolean holds(double number) {
        return number >= low && number <= high;
    }

    /** Round numbers at equal steps. */
    public List<Double> ticks(int most) {
        double step = step(most);
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step); i * step <= high; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** One of these as it is written. */
    public String label(double tick, int most) {
        int decimals = (int) Math.max(0, -Math.floor(StrictMath.log10(step(most)) + 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", tick == 0 ? 0.0 : tick)
                .replace('-', '\u2212');
    }

    /** 1, 2 or 5 times a power of ten. */
    private double step(int most) {
        double least = (high - low) / most;
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(least)));
        for (int factor : new int[] {1, 2, 5}) {
            if (factor * power >= least * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
