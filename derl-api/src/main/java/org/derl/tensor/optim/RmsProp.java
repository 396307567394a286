package org.derl.tensor.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.derl.config.Blueprint;
import org.derl.tensor.TorchScript;

/**
 * RMSprop with coupled weight decay, equal to {@code torch.optim.RMSprop}: alpha 0.99, epsilon 1e-8, no momentum.
 */
public final class RmsProp extends GroupOptimizer {

    /** Its name and settings, for programs that bind none. */
    public static final Blueprint<Input, Optimizer> BLUEPRINT =
            Blueprint.of(KIND, "rmsprop", new Config(), RmsProp::new);

    private static final double ALPHA = 0.99;
    private static final double EPSILON = 1e-8;

    /** No settings: the constants are those of PyTorch. */
    public record Config() {}

    /** The same, as jars offer it. */
    public RmsProp(Config config, Input input) {
        this(input.manager(), input.groups());
    }

    /** Starts with empty averages, which will belong to {@code manager}. */
    public RmsProp(NDManager manager, List<ParameterGroup> groups) {
        super(manager, groups, List.of(new Memory("square", true)));
    }

    @Override
    void move(
            List<NDArray> parameters,
            List<NDArray> gradients,
            List<List<NDArray>> memories,
            double learningRate,
            double weightDecay) {
        TorchScript.call("rmsprop", parameters, gradients, memories.get(0), learningRate, ALPHA, weightDecay, EPSILON)
                .close();
    }
}
