package org.derl.datasets.cmu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.derl.datasets.table.Fold;
import org.derl.io.Quantity;

/**
 * How many samples each split must have. Nothing else reveals a file that was cut off between two lines.
 *
 * @param train the training split
 * @param valid the validation split
 * @param test the test split
 */
public record FoldSizes(int train, int valid, int test) {

    /** Checks that there are samples. */
    public FoldSizes {
        if (train < 1 || valid < 1 || test < 1) {
            throw new IllegalArgumentException("train, valid and test must be positive");
        }
    }

    /** Checks what was read. */
    void check(Path file, List<Utterance> utterances) throws IOException {
        for (Fold fold : Fold.values()) {
            int expected = expected(fold);
            long found = utterances.stream().filter(u -> u.fold() == fold).count();
            if (found != expected) {
                throw new IOException(file + " has " + Quantity.of(found, "sample") + " of the fold " + fold
                        + " instead of "
                        + expected
                        + (found < expected ? "; it was cut off, or lines were removed: copy it again, or" : ";")
                        + " set folds." + fold + " = " + found + " if that is what you want");
            }
        }
    }

    private int expected(Fold fold) {
        return switch (fold) {
            case TRAIN -> train;
            case VALID -> valid;
            case TEST -> test;
        };
    }
}
