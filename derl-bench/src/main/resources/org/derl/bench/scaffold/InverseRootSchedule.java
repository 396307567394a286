package @package@;

import org.derl.model.Schedule;

/** Learning rates that fall with the root of the epoch, once a few epochs are over. */
final class InverseRootSchedule implements Schedule {

    private final int constant;

    /**
     * @param constant for how many epochs rates stay as they are
     */
    record Config(int constant) {

        /** Checks the number. */
        Config {
            if (constant < 1) {
                throw new IllegalArgumentException("constant must be positive, not " + constant);
            }
        }
    }

    InverseRootSchedule(Config config, Integer epochs) {
        constant = config.constant();
    }

    @Override
    public double factor(Point point) {
        return Math.sqrt((double) constant / Math.max(constant, point.epoch()));
    }
}
