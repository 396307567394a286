package org.derl.bench.train;

/**
 * When learning rates are lowered: where an error has stopped falling.
 *
 * @param factor what rates are multiplied by
 * @param patience how many epochs in a row may pass without a smaller error before that
 */
public record Plateau(double factor, int patience) {

    /** Checks the numbers. */
    public Plateau {
        if (!(factor > 0 && factor < 1) || patience < 0) {
            throw new IllegalArgumentException("factor must be within (0, 1) and patience not negative");
        }
    }
}
