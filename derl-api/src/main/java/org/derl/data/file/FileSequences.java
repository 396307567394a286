package org.derl.data.file;

import java.util.List;

/**
 * The sequences of one modality, padded to one length.
 *
 * @param values (samples, time, size)
 * @param lengths how many steps of each sample are not padding, where the file tells; else empty
 * @param padding at which end a sequence is padded
 */
public record FileSequences(NumberArray values, List<Integer> lengths, Padding padding) {

    /** Where padding lies. */
    public enum Padding {
        BACK,
        FRONT
    }

    /** The length that sequences are padded to. */
    public int time() {
        return Math.toIntExact(values.shape().get(1));
    }

    /** The size of a feature vector. */
    public int width() {
        return Math.toIntExact(values.shape().get(2));
    }
}
