package org.derl.datasets.store;

import java.io.IOException;
import org.derl.data.file.FileSequences;
import org.jspecify.annotations.Nullable;

/** Reads the sequences of one modality one by one into the same memory, and finds out where their padding begins. */
final class SequenceReader {

    private final FileSequences file;
    private final boolean whole;
    private final float[] values;
    private long overlong;

    /**
     * A reader.
     *
     * @param whole whether padding is read too
     */
    SequenceReader(FileSequences file, boolean whole) {
        this.file = file;
        this.whole = whole || file.lengths().isEmpty();
        values = new float[Math.multiplyExact(file.time(), file.width())];
    }

    /**
     * Reads a sequence.
     *
     * @return how many steps are not padding: those at the end that is not padded
     */
    int read(int row) throws IOException {
        Integer declared = declared(row);
        int steps = whole || declared == null ? file.time() : declared;
        int first = isFront() ? file.time() - steps : 0;
        long start = (long) row * values.length + (long) first * file.width();
        file.values().floats(start, values, first * file.width(), steps * file.width());
        return declared == null ? found() : declared;
    }

    private @Nullable Integer declared(int row) throws IOException {
        if (file.lengths().isEmpty()) {
            return null;
        }
        int length = file.lengths().get(row);
        if (length < 0) {
            throw new IOException("row " + row + " is declared to be " + length + " steps long");
        }
        overlong += length > file.time() ? 1 : 0;
        return Math.min(length, file.time());
    }

    /** How many steps are left without those of zeros alone at the padded end. */
    private int found() {
        if (isFront()) {
            int first = 0;
            while (first < values.length && values[first] == 0) {
                first++;
            }
            return file.time() - first / file.width();
        }
        int end = values.length;
        while (end > 0 && values[end - 1] == 0) {
            end--;
        }
        return (end + file.width() - 1) / file.width();
    }

    boolean isFront() {
        return file.padding() == FileSequences.Padding.FRONT;
    }

    /** The sequence that was read last: all its steps where padding is read too, else those that are not padding. */
    float[] values() {
        return values;
    }

    /** The number of steps, padding included. */
    int time() {
        return file.time();
    }

    int width() {
        return file.width();
    }

    /** How many sequences were declared to be longer than the array. */
    long overlong() {
        return overlong;
    }
}
