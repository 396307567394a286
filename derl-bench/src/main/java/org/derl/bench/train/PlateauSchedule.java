package org.derl.bench.train;

/** Tells by the errors of a training when rates are to be lowered, of whatever sign, as PyTorch's {@code ReduceLROnPlateau} does. */
public final class PlateauSchedule {

    // An error counts as smaller where it is by more than this share of the least one.
    private static final double THRESHOLD = 1e-4;

    private final Plateau plateau;
    private double least = Double.POSITIVE_INFINITY;
    private int worse;

    /** With no error seen yet. */
    public PlateauSchedule(Plateau plateau) {
        this.plateau = plateau;
    }

    /** Takes an epoch's error in; returns what rates are to be multiplied by, mostly 1. */
    public double factorAfter(double error) {
        if (error < (least >= 0 ? least * (1 - THRESHOLD) : least * (1 + THRESHOLD))) {
            least = error;
            worse = 0;
            return 1;
        }
        worse++;
        if (worse <= plateau.patience()) {
            return 1;
        }
        worse = 0;
        return plateau.factor();
    }
}
