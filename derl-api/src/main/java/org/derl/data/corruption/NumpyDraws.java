package org.derl.data.corruption;

import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;

/**
 * The draws of LNLN's released code: {@code numpy.random.uniform} of (samples, longest sequence) from one seed, seeded
 * again for each modality. So two modalities of one length lose the same steps.
 */
final class NumpyDraws implements MaskDraws {

    private static final int STATE = 624;
    private static final int OFFSET = 397;

    private final ByModality<FeatureShape> shapes;
    private final double[] stream;

    /** @param samples how many the split has */
    NumpyDraws(int seed, ByModality<FeatureShape> shapes, int samples) {
        this.shapes = shapes;
        int longest = shapes.values().stream()
                .mapToInt(FeatureShape::maximumLength)
                .max()
                .orElse(0);
        stream = stream(seed, Math.multiplyExact(longest, samples));
    }

    @Override
    public double[] uniform(int row, String id, Modality modality, int count) {
        int start = row * shapes.get(modality).maximumLength();
        double[] numbers = new double[count];
        System.arraycopy(stream, start, numbers, 0, count);
        return numbers;
    }

    /** The first numbers of {@code numpy.random.seed(seed); numpy.random.uniform(...)}, which is a Mersenne Twister. */
    static double[] stream(int seed, int count) {
        int[] state = new int[STATE];
        state[0] = seed;
        for (int i = 1; i < STATE; i++) {
            state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
        double[] numbers = new double[count];
        int next = STATE;
        for (int i = 0; i < count; i++) {
            if (next == STATE) {
                twist(state);
                next = 0;
            }
            long high = tempered(state[next]) >>> 5;
            long low = tempered(state[next + 1]) >>> 6;
            next += 2; // of an even number
            numbers[i] = (high * 67108864.0 + low) / 9007199254740992.0;
        }
        return numbers;
    }

    private static void twist(int[] state) {
        for (int i = 0; i < STATE; i++) {
            int mixed = (state[i] & 0x80000000) | (state[(i + 1) % STATE] & 0x7fffffff);
            state[i] = state[(i + OFFSET) % STATE] ^ (mixed >>> 1) ^ ((mixed & 1) == 0 ? 0 : 0x9908b0df);
        }
    }

    private static long tempered(int value) {
        int mixed = value ^ (value >>> 11);
        mixed ^= (mixed << 7) & 0x9d2c5680;
        mixed ^= (mixed << 15) & 0xefc60000;
        return (mixed ^ (mixed >>> 18)) & 0xffffffffL;
    }
}
