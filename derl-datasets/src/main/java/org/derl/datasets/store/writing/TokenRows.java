package org.derl.datasets.store.writing;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.derl.data.file.FileSplit;
import org.derl.data.file.NumberArray;

/** The token numbers of transcripts, as a file's (samples, 3, time) numbers, mask and segment numbers. */
final class TokenRows {

    /** Token numbers go through floats, which hold whole numbers up to here. */
    private static final int MOST = 1 << 24;

    private final FileSplit split;
    private final NumberArray array;
    private final int time;
    private final double[] row;

    TokenRows(FileSplit split, NumberArray array) {
        this.split = split;
        this.array = array;
        time = Math.toIntExact(array.shape().get(2));
        row = new double[3 * time];
    }

    /** Why a text encoder that reads tokens alone cannot make use of them, if so. */
    Optional<String> problem() throws IOException {
        for (int sample = 0; sample < split.size(); sample++) {
            array.doubles((long) sample * row.length, row, 0, row.length);
            int length = length();
            boolean masked = Arrays.stream(row, time, time + length).allMatch(mask -> mask == 1)
                    && Arrays.stream(row, time + length, 2 * time).allMatch(mask -> mask == 0);
            boolean numbered = Arrays.stream(row, 0, length)
                    .allMatch(token -> token >= 0 && token < MOST && token == Math.rint(token));
            boolean segmented = Arrays.stream(row, 2 * time, 3 * time).allMatch(segment -> segment == 0);
            if (length == 0 || !masked || !numbered || !segmented) {
                return Optional.of("those of sample " + split.ids().get(sample)
                        + " are not whole numbers with a mask of ones, then zeros, and segments of zeros");
            }
        }
        return Optional.empty();
    }

    private int length() {
        int length = 0;
        while (length < time && row[time + length] != 0) {
            length++;
        }
        return length;
    }

    /** The tokens of a sample, without padding. */
    long[] tokens(int sample) throws IOException {
        array.doubles((long) sample * row.length, row, 0, row.length);
        return Arrays.stream(row, 0, length()).mapToLong(token -> (long) token).toArray();
    }
}
