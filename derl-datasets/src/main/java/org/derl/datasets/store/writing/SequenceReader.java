package org.derl.datasets.store.writing;

import java.io.IOException;
import org.derl.data.file.FileSequences;
import org.jspecify.annotations.Nullable;

/** Reads the sequences of one modality one by one into the same memory, and finds out where their padding begins. */
final class SequenceReader {

    private final FileSequences file;
    private final float[] values;
    private long overlong;
    private long behind;

    SequenceReader(FileSequences file) {
        this.file = file;
        values = new float[Math.multiplyExact(file.time(), file.width())];
    }

    /**
     * Reads a sequence.
     *
     * @return how many steps are not padding: those at the end that is not padded; 0 where all are of zeros
     */
    int read(int row) throws IOException {
        file.values().floats((long) row * values.length, values, 0, values.length);
        int found = found();
        Integer declared = declared(row);
        if (declared == null || found == 0) {
            return found;
        }
        behind += found > declared ? 1 : 0;
        return declared;
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

    /** The sequence that was read last, padding included. */
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

    /** How many sequences had other numbers than zero after their declared length. */
    long behind() {
        return behind;
    }

    /** How many sequences were declared to be longer than the array. */
    long overlong() {
        return overlong;
    }
}
