package org.derl.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/**
 * All the randomness of one trial: SplitMix64, whose whole state is one long that can be saved and restored. Initial
 * weights, the order of samples, dropout masks and Gaussian draws come from it. The draws depend on the seed alone:
 * they are the same whatever else runs in the process, and on every processor and GPU. Results that are computed from
 * them depend on the {@link Kernels} as well: with portable kernels one seed gives the same bits on every x86-64
 * processor with AVX2, with native ones on processors of one kind, and a GPU has its own bits. Not for use by several
 * threads.
 */
public final class Randomness {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private static final int LANES = 1 << 16;

    private final BufferPool buffers = new BufferPool();
    private long state;

    /** Starts from a seed. Neighboring seeds give unrelated streams. */
    public Randomness(long seed) {
        state = mix(seed + GOLDEN_GAMMA);
    }

    /** The whole state. */
    public long state() {
        return state;
    }

    /** Continues from a saved state. */
    public void restore(long saved) {
        state = saved;
    }

    /** The next 64 random bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in 0 .. bound-1. */
    public int nextInt(int bound) {
        return (int) Math.floor(nextDouble() * bound);
    }

    /** Standard normal, by the polar method (both of a pair are never kept, so the state stays one long). */
    public double nextGaussian() {
        while (true) {
            double x = 2 * nextDouble() - 1;
            double y = 2 * nextDouble() - 1;
            double square = x * x + y * y;
            if (square > 0 && square < 1) {
                return x * Math.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /** A random order of 0 .. n-1 (Fisher and Yates). */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** Independent standard normal draws. */
    public NDArray gaussian(NDManager manager, Shape shape) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) nextGaussian();
        }
        return Tensors.of(manager, values, shape);
    }

    /**
     * A dropout mask: 0 with probability {@code p}, else {@code 1 / (1 - p)}; {@code p} is rounded to a multiple of
     * 1/65536. The mask's memory is used again once the scope has closed.
     *
     * @param p in [0, 1)
     */
    public NDArray dropoutMask(Scope scope, Shape shape, double p) {
        if (!(p >= 0 && p < 1)) {
            throw new IllegalArgumentException("a dropout probability must be at least 0 and below 1, not " + p);
        }
        int size = Math.toIntExact(shape.size());
        ByteBuffer buffer = buffers.take(Math.multiplyExact(size, Float.BYTES));
        scope.whenClosed(() -> buffers.giveBack(buffer));
        fill(buffer.order(ByteOrder.nativeOrder()).asIntBuffer(), size, (int) Math.round(p * LANES));
        return scope.manager().create(buffer.limit(size * Float.BYTES), shape, DataType.FLOAT32);
    }

    // Four masks out of every draw; (lane - threshold) >> 31 is all ones where the element is dropped.
    private void fill(IntBuffer mask, int size, int threshold) {
        int kept = Float.floatToRawIntBits(1f / (1f - threshold / (float) LANES));
        long position = state;
        int i = 0;
        for (; i + 4 <= size; i += 4) {
            position += GOLDEN_GAMMA;
            long bits = mix(position);
            mask.put(i, ~(((int) (bits & 0xffff) - threshold) >> 31) & kept);
            mask.put(i + 1, ~(((int) ((bits >>> 16) & 0xffff) - threshold) >> 31) & kept);
            mask.put(i + 2, ~(((int) ((bits >>> 32) & 0xffff) - threshold) >> 31) & kept);
            mask.put(i + 3, ~(((int) (bits >>> 48) - threshold) >> 31) & kept);
        }
        if (i < size) {
            position += GOLDEN_GAMMA;
            for (long bits = mix(position); i < size; i++, bits >>>= 16) {
                mask.put(i, ~(((int) (bits & 0xffff) - threshold) >> 31) & kept);
            }
        }
        state = position;
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
