package org.derl.tensor.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.derl.tensor.TorchScript;

/** Stochastic gradient descent with coupled weight decay, equal to {@code torch.optim.SGD} without dampening. */
public final class Sgd extends GroupOptimizer {

    private final Config config;

    /**
     * Its settings.
     *
     * @param momentum the share of the former direction that is kept, within [0, 1)
     * @param nesterov whether it looks ahead by Nesterov's rule
     */
    public record Config(double momentum, boolean nesterov) {

        /** Checks the numbers. */
        public Config {
            if (!(momentum >= 0 && momentum < 1)) {
                throw new IllegalArgumentException("momentum must be within [0, 1), not " + momentum);
            } else if (nesterov && momentum == 0) {
                throw new IllegalArgumentException("nesterov needs a momentum above 0");
            }
        }
    }

    /** The same, as jars offer it. */
    public Sgd(Config config, Input input) {
        this(config, input.manager(), input.groups());
    }

    /** Starts without a direction; what it remembers will belong to {@code manager}. */
    public Sgd(Config config, NDManager manager, List<ParameterGroup> groups) {
        super(manager, groups, List.of(new Memory("direction", true)));
        this.config = config;
    }

    @Override
    void move(
            List<NDArray> parameters,
            List<NDArray> gradients,
            List<List<NDArray>> memories,
            double learningRate,
            double weightDecay) {
        TorchScript.call(
                        "sgd",
                        parameters,
                        gradients,
                        memories.get(0),
                        learningRate,
                        config.momentum(),
                        config.nesterov(),
                        weightDecay)
                .close();
    }
}
