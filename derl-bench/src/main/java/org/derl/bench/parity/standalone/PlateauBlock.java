package org.derl.bench.parity.standalone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derl.bench.train.schedule.PlateauSchedule;
import org.derl.part.Pass;
import org.derl.part.ReferenceBlock;
import org.derl.tensor.Tensors;

/** The learning {@code rates} after each of some {@code errors}. */
final class PlateauBlock implements ReferenceBlock {

    private final Config config;

    /**
     * @param learningRate at the start
     * @param plateau when it is lowered
     */
    record Config(double learningRate, Plateau plateau) {

        /** By what, and after how many epochs without a smaller error. */
        record Plateau(double factor, int patience) {}
    }

    PlateauBlock(Config config, Map<String, Shape> inputs) {
        this.config = config;
    }

    @Override
    public Map<String, NDArray> compute(Pass pass, Map<String, NDArray> inputs) {
        float[] errors = ReferenceBlock.input(inputs, "errors").toFloatArray();
        PlateauSchedule schedule = new PlateauSchedule(
                new PlateauSchedule.Config(
                        config.plateau().factor(), config.plateau().patience(), false),
                errors.length);
        float[] rates = new float[errors.length];
        List<Double> before = new ArrayList<>();
        for (int i = 0; i < errors.length; i++) {
            before.add((double) errors[i]);
            rates[i] = (float) (config.learningRate() * schedule.factor(before));
        }
        return Map.of("rates", Tensors.of(pass.manager(), rates, new Shape(rates.length)));
    }
}
