package org.derl.tensor.optim;

import ai.djl.ndarray.NDManager;
import java.util.List;

/**
 * Adam with weight decay of its own (Loshchilov and Hutter, 2019), equal to {@code torch.optim.AdamW}: betas 0.9 and
 * 0.999, and epsilon 1e-8 unless told. Weights shrink by learning rate times weight decay, whatever their gradients.
 */
public final class AdamW extends Adam {

    /** The same, as jars offer it. */
    public AdamW(Config config, Input input) {
        super("adamw", config, input);
    }

    /** Starts with empty moments, which will belong to {@code manager}. */
    public AdamW(NDManager manager, List<ParameterGroup> groups) {
        super("adamw", manager, groups);
    }
}
