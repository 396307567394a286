package org.derl.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RandomnessTest {

    private static final Shape ODD = new Shape(7, 11, 13);

    private NDManager manager;

    @BeforeEach
    void open() {
        Compute.prepareThread();
        manager = Compute.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void equalSeedsGiveEqualBits() {
        assertArrayEquals(draws(new Randomness(42)), draws(new Randomness(42)));
        assertFalse(Arrays.equals(draws(new Randomness(42)), draws(new Randomness(43))));
    }

    @Test
    void restoredStateGoesOnBitByBit() {
        Randomness straight = new Randomness(1);
        draws(straight);
        Randomness resumed = new Randomness(99);
        resumed.restore(straight.state());

        assertArrayEquals(draws(straight), draws(resumed));
    }

    /** Something of everything that can be drawn. */
    private byte[] draws(Randomness randomness) {
        try (Scope scope = Scope.below(manager)) {
            StringBuilder all = new StringBuilder();
            all.append(randomness.nextLong()).append(randomness.nextDouble());
            all.append(randomness.nextInt(1000)).append(randomness.nextGaussian());
            all.append(Arrays.toString(randomness.permutation(10)));
            all.append(Arrays.toString(randomness.dropoutMask(scope, ODD, 0.3).toFloatArray()));
            all.append(Arrays.toString(
                    randomness.gaussian(scope.manager(), new Shape(5)).toFloatArray()));
            return all.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    @Test
    void dropoutKeepsItsShareAndTheMean() {
        for (double p : new double[] {0.1, 0.5, 0.9}) {
            float[] mask = mask(new Randomness(3), new Shape(100_003), p);
            long kept =
                    IntStream.range(0, mask.length).filter(i -> mask[i] != 0).count();
            double share = kept / (double) mask.length;
            // Four standard deviations.
            assertEquals(1 - p, share, 4 * Math.sqrt(p * (1 - p) / mask.length), "share kept for " + p);
            for (float value : mask) {
                assertTrue(value == 0 || Math.abs(value * (1 - p) - 1) < 1e-4, "value " + value + " for " + p);
            }
        }
    }

    @Test
    void dropoutProbabilityIsRoundedToA65536th() {
        double step = 1.0 / 65536;

        assertArrayEquals(mask(new Randomness(3), ODD, 1000 * step), mask(new Randomness(3), ODD, (1000 + 0.4) * step));
        assertEquals(1 / (1 - 1000f / 65536), largest(mask(new Randomness(3), ODD, (1000 - 0.4) * step)));
        assertArrayEquals(new float[] {1, 1, 1, 1, 1}, mask(new Randomness(3), new Shape(5), 0.4 * step));
    }

    @Test
    void everyPlaceOfAMaskIsDrawnByItself() {
        // Places whose number modulo 4 differs come from different bits of one draw.
        int[][] kept = new int[4][4];
        Randomness randomness = new Randomness(8);
        for (int i = 0; i < 10_000; i++) {
            float[] mask = mask(randomness, new Shape(4), 0.5);
            for (int a = 0; a < 4; a++) {
                for (int b = 0; b < 4; b++) {
                    kept[a][b] += mask[a] != 0 && mask[b] != 0 ? 1 : 0;
                }
            }
        }
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < 4; b++) {
                assertEquals(a == b ? 5_000 : 2_500, kept[a][b], 250, "places " + a + " and " + b);
            }
        }
    }

    @Test
    void impossibleProbabilitiesAreRefused() {
        for (double p : new double[] {-0.1, 1, 2, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> mask(new Randomness(1), new Shape(1), p));
        }
    }

    @Test
    void maskMemoryIsUsedAgainOnlyAfterTheScope() {
        Randomness randomness = new Randomness(5);
        try (Scope scope = Scope.below(manager)) {
            NDArray first = randomness.dropoutMask(scope, ODD, 0.5);
            float[] values = first.toFloatArray();
            for (int i = 0; i < 20; i++) {
                randomness.dropoutMask(scope, ODD, 0.5);
                try (Scope inner = Scope.below(scope.manager())) {
                    randomness.dropoutMask(inner, ODD, 0.5);
                }
            }
            assertArrayEquals(values, first.toFloatArray());
        }
    }

    @Test
    void buffersAreUsedAgainForNearSizes() {
        BufferPool pool = new BufferPool();
        var buffer = pool.take(1_000_000);
        buffer.limit(10);
        pool.giveBack(buffer);

        var again = pool.take(990_000);
        assertSame(buffer, again);
        assertTrue(again.remaining() >= 990_000);
        assertNotSame(again, pool.take(990_000), "a second buffer while the first is out");
        pool.giveBack(again);
        assertNotSame(again, pool.take(10), "a large buffer for a small need");
    }

    /** As a BERT does that is trained on batches whose longest texts differ. */
    @Test
    void buffersNeverTakeMoreThanOnceWasInUse() {
        BufferPool pool = new BufferPool();
        long mostUsed = 0;
        for (int size : new int[] {1_000, 3_000, 9_000, 1_000, 27_000, 3_000}) {
            List<ByteBuffer> taken = new ArrayList<>();
            long used = 0;
            for (int i = 0; i < 5; i++) {
                ByteBuffer buffer = pool.take(size);
                taken.add(buffer);
                used += buffer.capacity();
                mostUsed = Math.max(mostUsed, used);
                assertTrue(pool.held() <= mostUsed, pool.held() + " bytes held, but at most " + mostUsed + " in use");
            }
            taken.forEach(pool::giveBack);
        }
    }

    @Test
    void gaussianDrawsHaveTheNormalMoments() {
        int n = 200_000;
        float[] draws = new Randomness(17).gaussian(manager, new Shape(n)).toFloatArray();

        assertEquals(0, moment(draws, 1), 4 / Math.sqrt(n));
        assertEquals(1, moment(draws, 2), 4 * Math.sqrt(2.0 / n));
        assertEquals(0, moment(draws, 3), 4 * Math.sqrt(15.0 / n));
        assertEquals(3, moment(draws, 4), 4 * Math.sqrt(96.0 / n));
    }

    private static double moment(float[] values, int order) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Math.pow(values[i], order))
                .average()
                .orElseThrow();
    }

    @Test
    void permutationHoldsEveryNumberOnceAndStartsAnywhere() {
        Randomness randomness = new Randomness(2);
        int[] sorted = randomness.permutation(1000);
        Arrays.sort(sorted);
        assertArrayEquals(IntStream.range(0, 1000).toArray(), sorted);
        assertEquals(0, randomness.permutation(0).length);

        int[][] places = new int[5][5];
        for (int i = 0; i < 10_000; i++) {
            int[] order = randomness.permutation(5);
            IntStream.range(0, 5).forEach(place -> places[place][order[place]]++);
        }
        for (int[] row : places) {
            for (int count : row) {
                assertEquals(2_000, count, 200);
            }
        }
    }

    @Test
    void neighboringSeedsAreUnrelated() {
        for (long seed : new long[] {0, 1, 1000, -1}) {
            Randomness one = new Randomness(seed);
            Randomness next = new Randomness(seed + 1);
            int n = 10_000;
            double correlation = 0;
            int bits = 0;
            for (int i = 0; i < n; i++) {
                correlation += (one.nextDouble() - 0.5) * (next.nextDouble() - 0.5) * 12 / n;
                bits += Long.bitCount(one.nextLong() ^ next.nextLong());
            }
            assertEquals(0, correlation, 0.05, "correlation from seed " + seed);
            assertEquals(32, bits / (double) n, 0.2, "differing bits from seed " + seed);
        }
    }

    private float[] mask(Randomness randomness, Shape shape, double p) {
        try (Scope scope = Scope.below(manager)) {
            return randomness.dropoutMask(scope, shape, p).toFloatArray();
        }
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}
