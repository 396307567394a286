package org.derl.bench.datacheck.statistics;

import java.io.IOException;
import java.util.List;
import org.derl.data.FeatureShape;

/** The sequences of one modality of one split, read from the first sample to the last. */
public interface Features {

    /** What a step holds, and the longest sequence. */
    FeatureShape shape();

    /** How many steps of each sample are said not to be padding; empty where nothing is said. */
    List<Integer> declaredLengths();

    /** Whether samples are read with padding around them. */
    boolean padded();

    /** Whether padding is in front. */
    boolean paddedInFront();

    /**
     * Reads all samples once, in order.
     *
     * @throws IOException when they cannot be read
     */
    void read(Reader reader) throws IOException;

    /** Is given one sample after the other. */
    @FunctionalInterface
    interface Reader {

        /**
         * Takes a sample.
         *
         * @param values holds (steps, width) numbers from an offset on; to be left as it is
         */
        void sample(int row, float[] values, int offset, int steps);
    }

    /** How many numbers a step has: the size of a feature vector, or one token. */
    default int width() {
        return shape().content() == FeatureShape.Content.TOKENS ? 1 : shape().size();
    }
}
