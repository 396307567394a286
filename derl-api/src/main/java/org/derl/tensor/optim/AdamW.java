package org.derl.tensor.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.derl.config.Blueprint;
import org.derl.tensor.TorchScript;

/**
 * Adam with weight decay of its own (Loshchilov and Hutter, 2019), equal to {@code torch.optim.AdamW}: betas 0.9 and 0.999,
 * epsilon 1e-8. Weights shrink by learning rate times weight decay, whatever their gradients.
 */
public final class AdamW extends GroupOptimizer {

    /** Its name and settings, for programs that bind none. */
    public static final Blueprint<Input, Optimizer> BLUEPRINT = Blueprint.of(KIND, "adamw", new Config(), AdamW::new);

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    /** No settings: the constants are those of PyTorch. */
    public record Config() {}

    /** The same, as jars offer it. */
    public AdamW(Config config, Input input) {
        this(input.manager(), input.groups());
    }

    /** Starts with empty moments, which will belong to {@code manager}. */
    public AdamW(NDManager manager, List<ParameterGroup> groups) {
        super(
                manager,
                groups,
                List.of(new Memory("mean", true), new Memory("square", true), new Memory("steps", false)));
    }

    @Override
    void move(
            List<NDArray> parameters,
            List<NDArray> gradients,
            List<List<NDArray>> memories,
            double learningRate,
            double weightDecay) {
        TorchScript.call(
                        "adamw",
                        parameters,
                        gradients,
                        memories.get(0),
                        memories.get(1),
                        memories.get(2),
                        learningRate,
                        BETA1,
                        BETA2,
                        weightDecay,
                        EPSILON)
                .close();
    }
}
