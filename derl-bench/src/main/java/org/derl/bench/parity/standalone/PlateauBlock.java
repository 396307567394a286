package org.derl.bench.parity.standalone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.derl.bench.train.Plateau;
import org.derl.bench.train.PlateauSchedule;
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
    record Config(double learningRate, Plateau plateau) {}

    PlateauBlock(Config config, Map<String, Shape> inputs) {
        this.config = config;
    }

    @Override
    public Map<String, NDArray> compute(Pass pass, Map<String, NDArray> inputs) {
        PlateauSchedule schedule = new PlateauSchedule(config.plateau());
        float[] errors = ReferenceBlock.input(inputs, "errors").toFloatArray();
        float[] rates = new float[errors.length];
        double rate = config.learningRate();
        for (int i = 0; i < errors.length; i++) {
            rate *= schedule.factorAfter(errors[i]);
            rates[i] = (float) rate;
        }
        return Map.of("rates", Tensors.of(pass.manager(), rates, new Shape(rates.length)));
    }
}
