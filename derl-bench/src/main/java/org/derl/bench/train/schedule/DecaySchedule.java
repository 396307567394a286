package org.derl.bench.train.schedule;

import org.derl.model.Schedule;

/**
 * Rates are multiplied by a factor after every so many epochs: {@code torch.optim.lr_scheduler.StepLR}, and with every
 * epoch {@code ExponentialLR}.
 */
public final class DecaySchedule implements Schedule {

    private final Config config;

    /**
     * Its settings.
     *
     * @param factor what rates are multiplied by, within (0, 1]
     * @param every how many epochs pass between two times
     */
    public record Config(double factor, int every) {

        /** Checks the numbers. */
        public Config {
            if (!(factor > 0 && factor <= 1) || every < 1) {
                throw new IllegalArgumentException("factor must be within (0, 1] and every positive");
            }
        }
    }

    /** However many epochs there are. */
    public DecaySchedule(Config config, int epochs) {
        this.config = config;
    }

    @Override
    public double factor(Point point) {
        int times = (point.epoch() - 1) / config.every();
        return StrictMath.pow(config.factor(), times);
    }
}
