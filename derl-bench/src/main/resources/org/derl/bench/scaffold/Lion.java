package @package@;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Tensors;
import org.derl.tensor.optim.Optimizer;
import org.derl.tensor.optim.ParameterGroup;

/**
 * Lion (Chen et al., NeurIPS 2023): moves each weight by the sign of a mean of its gradients, so that every step is as
 * long as the learning rate. It takes rates three to ten times lower than Adam's.
 */
final class Lion implements Optimizer {

    private final Config config;
    private final Input input;
    private final Map<String, NDArray> means = new LinkedHashMap<>();
    private double factor = 1;

    /**
     * @param direction the share of the mean in a step's direction, the rest is the gradient
     * @param memory the share of the former mean in the new one
     */
    record Config(double direction, double memory) {}

    Lion(Config config, Input input) {
        this.config = config;
        this.input = input;
    }

    @Override
    public void step(Gradients gradients) {
        for (ParameterGroup group : input.groups()) {
            group.parameters().forEach((path, weights) -> {
                NDArray gradient = gradients.byPath().get(path);
                if (gradient != null) {
                    Compute.withoutGradients(() -> move(path, weights, gradient, group));
                }
            });
        }
    }

    private NDArray move(String path, NDArray weights, NDArray gradient, ParameterGroup group) {
        NDArray mean = means.computeIfAbsent(path, p -> input.manager().zeros(weights.getShape()));
        NDArray sign = mixed(mean, gradient, config.direction()).sign();
        NDArray change = sign.add(Tensors.scale(weights, group.weightDecay()));
        keep(path, mixed(mean, gradient, config.memory()));
        return weights.subi(Tensors.scale(change, factor * group.learningRate()));
    }

    private static NDArray mixed(NDArray mean, NDArray gradient, double share) {
        return Tensors.scale(mean, share).add(Tensors.scale(gradient, 1 - share));
    }

    /** What outlives a step belongs to the manager of the input, and what it replaces is freed. */
    private void keep(String path, NDArray mean) {
        mean.attach(input.manager());
        NDArray former = means.put(path, mean);
        if (former != null) {
            former.close();
        }
    }

    @Override
    public void setRateFactor(double newFactor) {
        factor = newFactor;
    }

    @Override
    public Map<String, NDArray> state() {
        return means;
    }

    @Override
    public void restore(Map<String, NDArray> state) {
        state.forEach((path, mean) -> keep(path, mean.duplicate()));
    }
}
