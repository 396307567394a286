package org.derl.bench.train.schedule;

import java.util.function.DoubleUnaryOperator;
import org.derl.model.Schedule;

/**
 * Rates rise in a warm-up and then fall to zero: in a straight line or along half a cosine, as
 * {@code get_linear_schedule_with_warmup} and {@code get_cosine_schedule_with_warmup} of HuggingFace have it. A cosine
 * without a warm-up is {@code torch.optim.lr_scheduler.CosineAnnealingLR}.
 */
public final class WarmUpSchedule implements Schedule {

    private final Config config;
    private final int epochs;
    private final DoubleUnaryOperator falling;

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

    private WarmUpSchedule(Config config, int epochs, DoubleUnaryOperator falling) {
        this.config = config;
        this.epochs = epochs;
        this.falling = falling;
    }

    /** In a straight line. */
    public static WarmUpSchedule linear(Config config, int epochs) {
        return new WarmUpSchedule(config, epochs, share -> 1 - share);
    }

    /** Along half a cosine. */
    public static WarmUpSchedule cosine(Config config, int epochs) {
        return new WarmUpSchedule(config, epochs, share -> (1 + StrictMath.cos(Math.PI * share)) / 2);
    }

    @Override
    public double factor(Point point) {
        double done = config.by().done(point, epochs);
        return done < config.warmUp()
                ? done / config.warmUp()
                : falling.applyAsDouble((done - config.warmUp()) / (1 - config.warmUp()));
    }
}
