package org.derl.bench.parity.standalone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.bench.metric.MetricFamily;
import org.derl.bench.metric.NamedMetric;
import org.derl.eval.Predictions;
import org.derl.part.Pass;
import org.derl.part.ReferenceBlock;
import org.derl.tensor.Tensors;

/**
 * All metrics of {@code predictions} beside {@code labels}, by key, rounded to four decimals as the reference rounds.
 */
final class MetricsBlock implements ReferenceBlock {

    private static final double DECIMALS = 1e4;

    private final Config config;

    /**
     * @param family whose metrics
     */
    record Config(MetricFamily family) {}

    MetricsBlock(Config config, Map<String, Shape> inputs) {
        this.config = config;
    }

    @Override
    public Map<String, NDArray> compute(Pass pass, Map<String, NDArray> inputs) {
        List<Double> labels = numbers(inputs, "labels");
        List<String> ids =
                IntStream.range(0, labels.size()).mapToObj(String::valueOf).toList();
        Predictions predictions = new Predictions(ids, labels, numbers(inputs, "predictions"));
        Map<String, NDArray> computed = new LinkedHashMap<>();
        for (NamedMetric metric : config.family().metrics()) {
            double rounded = Math.rint(metric.metric().of(predictions) * DECIMALS) / DECIMALS;
            computed.put(metric.key(), Tensors.of(pass.manager(), new float[] {(float) rounded}, new Shape(1)));
        }
        return computed;
    }

    private static List<Double> numbers(Map<String, NDArray> inputs, String name) {
        List<Double> numbers = new ArrayList<>();
        for (float value : ReferenceBlock.input(inputs, name).toFloatArray()) {
            numbers.add((double) value);
        }
        return numbers;
    }
}
