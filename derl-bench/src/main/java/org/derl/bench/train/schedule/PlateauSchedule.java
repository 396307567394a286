package org.derl.bench.train.schedule;

import java.util.List;
import org.derl.model.Schedule;

/** Lowers rates where errors, of whatever sign, have stopped falling, as PyTorch's {@code ReduceLROnPlateau} does. */
public final class PlateauSchedule implements Schedule {

    // An error counts as smaller where it is by more than this share of the least one.
    private static final double THRESHOLD = 1e-4;

    private final Config config;

    /**
     * When rates are lowered.
     *
     * @param factor what rates are multiplied by
     * @param patience how many epochs in a row may pass without a smaller error before that
     * @param returnToBest whether training then goes on from the best weights so far
     */
    public record Config(double factor, int patience, boolean returnToBest) {

        /** Checks the numbers. */
        public Config {
            if (!(factor > 0 && factor < 1) || patience < 0) {
                throw new IllegalArgumentException("factor must be within (0, 1) and patience not negative");
            }
        }
    }

    /** However many epochs there are. */
    public PlateauSchedule(Config config, int epochs) {
        this.config = config;
    }

    @Override
    public double factor(Point point) {
        return factor(point.errors());
    }

    @Override
    public boolean returnsToBest() {
        return config.returnToBest();
    }

    /** The factor after epochs with these errors. */
    public double factor(List<Double> errors) {
        double factor = 1;
        double least = Double.POSITIVE_INFINITY;
        int worse = 0;
        for (double error : errors) {
            if (error < (least >= 0 ? least * (1 - THRESHOLD) : least * (1 + THRESHOLD))) {
                least = error;
                worse = 0;
            } else if (++worse > config.patience()) {
                worse = 0;
                factor *= config.factor();
            }
        }
        return factor;
    }
}
