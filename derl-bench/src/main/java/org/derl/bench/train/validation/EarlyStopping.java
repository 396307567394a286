package org.derl.bench.train.validation;

/** Remembers the epoch with the smallest error, and how long ago it was. */
public final class EarlyStopping {

    private final int patience;
    private int latest;
    private int best;
    private double least = Double.POSITIVE_INFINITY;

    /** Ends after so many epochs without a smaller error. */
    public EarlyStopping(int patience) {
        this.patience = patience;
    }

    /** Whether an epoch of this error would be better than all before. */
    public boolean wouldImprove(double error) {
        return error < least;
    }

    /** Takes an epoch's error in; whether it is smaller than all before. */
    public boolean improves(int epoch, double error) {
        latest = epoch;
        if (wouldImprove(error)) {
            least = error;
            best = epoch;
        }
        return best == epoch;
    }

    /** The epoch with the smallest error so far; of equal ones the first. */
    public int best() {
        return best;
    }

    /** Whether so many epochs have gone by without a smaller error that training should end. */
    public boolean exhausted() {
        return latest - best >= patience;
    }
}
