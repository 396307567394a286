package org.derl.tensor.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Objects;
import org.derl.config.Blueprint;
import org.derl.tensor.TorchScript;
import org.jspecify.annotations.Nullable;

/**
 * Adam (Kingma and Ba, 2015) with coupled weight decay, equal to {@code torch.optim.Adam}: betas 0.9 and 0.999, and
 * epsilon 1e-8 unless told.
 */
public sealed class Adam extends GroupOptimizer permits AdamW {

    /** Its name and settings, for programs that bind none. */
    public static final Blueprint<Input, Optimizer> BLUEPRINT = Blueprint.of(KIND, "adam", new Config(null), Adam::new);

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final String kernel;
    private final double epsilon;

    /**
     * Other constants are those of PyTorch.
     *
     * @param epsilon added to the root of the squares; 1e-8 by default
     */
    public record Config(@Nullable Double epsilon) {

        /** Checks the number. */
        public Config {
            if (epsilon != null && !(epsilon > 0)) {
                throw new IllegalArgumentException("epsilon must be positive, not " + epsilon);
            }
        }
    }

    /** The same, as jars offer it. */
    public Adam(Config config, Input input) {
        this("adam", config, input);
    }

    /** The same by a kernel that does something else with the weight decay. */
    Adam(String kernel, Config config, Input input) {
        this(kernel, Objects.requireNonNullElse(config.epsilon(), EPSILON), input.manager(), input.groups());
    }

    /** Starts with empty moments, which will belong to {@code manager}. */
    public Adam(NDManager manager, List<ParameterGroup> groups) {
        this("adam", manager, groups);
    }

    /** The same by a kernel that does something else with the weight decay. */
    Adam(String kernel, NDManager manager, List<ParameterGroup> groups) {
        this(kernel, EPSILON, manager, groups);
    }

    private Adam(String kernel, double epsilon, NDManager manager, List<ParameterGroup> groups) {
        super(
                manager,
                groups,
                List.of(new Memory("mean", true), new Memory("square", true), new Memory("steps", false)));
        this.kernel = kernel;
        this.epsilon = epsilon;
    }

    @Override
    void move(
            List<NDArray> parameters,
            List<NDArray> gradients,
            List<List<NDArray>> memories,
            double learningRate,
            double weightDecay) {
        TorchScript.call(
                        kernel,
                        parameters,
                        gradients,
                        memories.get(0),
                        memories.get(1),
                        memories.get(2),
                        learningRate,
                        BETA1,
                        BETA2,
                        weightDecay,
                        epsilon)
                .close();
    }
}
