package org.derl.datasets.audio;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Changes the rate of samples by a windowed sinc: band-limited interpolation (Smith 1984) with a Kaiser window. What
 * lies above half of the lower rate is taken away. Its delay is none; before the first and after the last sample there
 * is silence.
 */
final class Resampler implements SampleSink {

    /** Zero crossings of the sinc at either side. */
    private static final int CROSSINGS = 64;

    /** Points of the window's table between two crossings, between which it is interpolated. */
    private static final int POINTS = 512;

    /** Of the Kaiser window: side lobes are below -100 dB. */
    private static final double BETA = 10;

    /** Which share of the band passes. */
    private static final double PASSED = 0.95;

    /** How many weights are kept at most, for rates that are no simple multiples of one another have many. */
    private static final int MOST_WEIGHTS = 1 << 20;

    private static final double[] KERNEL = kernel();

    private final int from;
    private final int to;
    private final SampleSink sink;
    private final double scale;
    private final int reach;

    /** The weights of the samples about an output, by where it lies between two of them; empty where too many. */
    private final double[][] weights;

    private final int phase;

    /** The last samples that came in; the first of them is the one of number {@code first}. */
    private double[] kept = new double[0];

    private int count;
    private long first;
    private long next;

    /**
     * One for a recording.
     *
     * @param from samples a second that come in
     * @param to that go out
     */
    Resampler(int from, int to, SampleSink sink) {
        this.from = from;
        this.to = to;
        this.sink = sink;
        scale = PASSED * Math.min(1, (double) to / from);
        reach = (int) Math.ceil(CROSSINGS / scale) + 1;
        phase = BigInteger.valueOf(from).gcd(BigInteger.valueOf(to)).intValue();
        int phases = to / phase;
        weights = new double[2L * reach * phases <= MOST_WEIGHTS ? phases : 0][];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = made(i * phase);
        }
    }

    @Override
    public void accept(double[] samples, int more) {
        if (from == to) {
            sink.accept(samples, more);
            return;
        }
        if (count + more > kept.length) {
            kept = Arrays.copyOf(kept, 2 * (count + more));
        }
        System.arraycopy(samples, 0, kept, count, more);
        count += more;
        emit(first + count - reach);
    }

    /** Passes on what waits for samples that will not come. */
    void end() {
        if (from != to) {
            emit(first + count);
        }
    }

    /** Passes on what lies before a sample that came in. */
    private void emit(long end) {
        // Output n lies at the input n * from / to: whole numbers tell where, so that no error adds up.
        double[] out = new double[(int) Math.max(0, (end * to) / from - next + 2)];
        int made = 0;
        while (next * from < end * to) {
            out[made++] = value(next);
            next++;
        }
        sink.accept(out, made);
        long unused = Math.max(first, Math.min(next * from / to - reach, first + count));
        int gone = (int) (unused - first);
        System.arraycopy(kept, gone, kept, 0, count - gone);
        count -= gone;
        first = unused;
    }

    private double value(long output) {
        long start = output * from / to - reach + 1;
        double[] about = weights((int) (output * from % to));
        double sum = 0;
        for (long input = Math.max(start, first); input < Math.min(start + 2L * reach, first + count); input++) {
            sum += kept[(int) (input - first)] * about[(int) (input - start)];
        }
        return sum;
    }

    private double[] weights(int remainder) {
        return weights.length > 0 ? weights[remainder / phase] : made(remainder);
    }

    /** @param remainder how far an output lies behind a sample, in parts of {@code 1 / to} of the distance to the next */
    private double[] made(int remainder) {
        double[] made = new double[2 * reach];
        for (int i = 0; i < made.length; i++) {
            made[i] = scale * kernel(Math.abs(i - reach + 1 - (double) remainder / to) * scale);
        }
        return made;
    }

    private static double kernel(double crossings) {
        double place = crossings * POINTS;
        int point = (int) place;
        if (point + 1 >= KERNEL.length) {
            return 0;
        }
        return KERNEL[point] + (place - point) * (KERNEL[point + 1] - KERNEL[point]);
    }

    private static double[] kernel() {
        double[] kernel = new double[CROSSINGS * POINTS + 1];
        kernel[0] = 1;
        for (int i = 1; i < kernel.length; i++) {
            double x = Math.PI * i / POINTS;
            double edge = (double) i / (kernel.length - 1);
            kernel[i] = StrictMath.sin(x) / x * bessel(BETA * StrictMath.sqrt(1 - edge * edge)) / bessel(BETA);
        }
        return kernel;
    }

    /** The modified Bessel function of order 0, by its series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
