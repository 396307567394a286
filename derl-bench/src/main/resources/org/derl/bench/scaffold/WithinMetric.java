package @package@;

import java.util.stream.IntStream;
import org.derl.data.LabeledSamples;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/** The share of predictions that are near their label. */
final class WithinMetric implements Metric {

    private final double tolerance;

    /**
     * @param tolerance the largest distance that is near
     */
    record Config(double tolerance) {}

    WithinMetric(Config config, LabeledSamples samples) {
        tolerance = config.tolerance();
    }

    @Override
    public double of(Predictions all) {
        return IntStream.range(0, all.size())
                .mapToDouble(i -> Math.abs(all.predictions().get(i) - all.labels().get(i)) <= tolerance ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public boolean isShare() {
        return true;
    }
}
