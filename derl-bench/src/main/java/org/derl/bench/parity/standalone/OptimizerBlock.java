package org.derl.bench.parity.standalone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.model.Optimization;
import org.derl.part.Pass;
import org.derl.part.ReferenceBlock;
import org.derl.tensor.Gradients;
import org.derl.tensor.Tensors;
import org.derl.tensor.optim.Optimizer;

/**
 * An optimizer's steps by given gradients: {@code parameter} (rows, size) and {@code gradients} (steps, rows, size) to
 * {@code p.1}, {@code p.2} ... after each step.
 */
final class OptimizerBlock implements ReferenceBlock {

    private final Config config;

    /**
     * @param optimization how parameters move
     * @param second whether a second parameter {@code q}, which starts as the first one's first row, moves along by the
     *     second row of the gradients, so that a norm is that of both
     */
    record Config(Optimization optimization, boolean second) {}

    OptimizerBlock(Config config, Map<String, Shape> inputs) {
        this.config = config;
    }

    @Override
    public Map<String, NDArray> compute(Pass pass, Map<String, NDArray> inputs) {
        NDArray first = ReferenceBlock.input(inputs, "parameter");
        NDArray steps = ReferenceBlock.input(inputs, "gradients");
        Map<String, NDArray> parameters = new LinkedHashMap<>();
        parameters.put("p", first.duplicate());
        if (config.second()) {
            parameters.put("q", Tensors.at(first, 0, 0).duplicate());
        }
        Optimizer optimizer = config.optimization().optimizer(parameters, pass.manager());
        Map<String, NDArray> computed = new LinkedHashMap<>();
        for (int step = 0; step < steps.getShape().get(0); step++) {
            Map<String, NDArray> gradients = new LinkedHashMap<>();
            NDArray gradient = Tensors.at(steps, 0, step);
            gradients.put("p", gradient);
            if (config.second()) {
                gradients.put("q", Tensors.at(gradient, 0, 1));
            }
            optimizer.step(config.optimization().clipping().apply(Gradients.of(gradients)));
            String after = "." + (step + 1);
            parameters.forEach((name, parameter) -> computed.put(name + after, parameter.duplicate()));
        }
        return computed;
    }
}
