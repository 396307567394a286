package org.derl.bench.train.schedule;

import org.derl.model.Schedule;

/**
 * Rates rise in a warm-up and then fall to zero in a straight line, as {@code get_linear_schedule_with_warmup} of
 * HuggingFace has it.
 */
public final class LinearSchedule implements Schedule {

    private final Config config;
    private final int epochs;

    /**
     * Its settings.
     *
     * @param warmUp the share of the training in which rates rise from zero, in a straight line, within [0, 1)
     * @param by how often rates change
     */
    public record Config(double warmUp, Pace by) {

        /** Checks the number. */
        public Config {
            if (!(warmUp >= 0 && warmUp < 1)) {
                throw new IllegalArgumentException("warm-up must be within [0, 1), not " + warmUp);
            }
        }
    }

    /** The schedule of so many epochs. */
    public LinearSchedule(Config config, int epochs) {
        this.config = config;
        this.epochs = epochs;
    }

    @Override
    public double factor(Point point) {
        double done = config.by().done(point, epochs);
        return done < config.warmUp()
                ? done / config.warmUp()
                : falling((done - config.warmUp()) / (1 - config.warmUp()));
    }

    private static double falling(double share) {
        return 1 - share;
    }
}
