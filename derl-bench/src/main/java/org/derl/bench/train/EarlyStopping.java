package org.derl.bench.train;

/** Remembers the epoch with the smallest error, and how long ago it was. */
final class EarlyStopping {

    private final int patience;
    private int latest;
    private int best;
    private double least = Double.POSITIVE_INFINITY;

    EarlyStopping(int patience) {
        this.patience = patience;
    }

    /** Whether an epoch of this error would be better than all before. */
    boolean wouldImprove(double error) {
        return error < least;
    }

    /** Takes an epoch's error in; whether it is smaller than all before. */
    boolean improves(int epoch, double error) {
        latest = epoch;
        if (wouldImprove(error)) {
            least = error;
            best = epoch;
        }
        return best == epoch;
    }

    /** The epoch with the smallest error so far; of equal ones the first. */
    int best() {
        return best;
    }

    /** Whether so many epochs have gone by without a smaller error that training should end. */
    boolean exhausted() {
        return latest - best >= patience;
    }
}
