package com.example.maxfusion;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.part.Gate;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;

/**
 * A highway (Srivastava et al., 2015) between two encoders: each step is carried on as it is, or replaced by the
 * context's, by one number a step that the step itself decides. With T = sigmoid(x w + b), it is T c + (1 - T) x.
 */
final class HighwayGate extends Part implements Gate {

    private final Parameter weight;
    private final Parameter bias;

    /**
     * @param bias of T before training; the lower, the more is carried on at first
     */
    record Config(double bias) {}

    HighwayGate(Config config, GateShape shape) {
        if (!shape.context().equals(List.of(shape.target()))) {
            throw new IllegalArgumentException("'highway' joins a target with one context of its size, but they are "
                    + shape.target() + " and " + shape.context());
        }
        weight = parameter("weight", Initializer.fanIn(shape.target()), 1, shape.target());
        bias = parameter("bias", Initializer.constant(config.bias()), 1);
    }

    @Override
    public Sequence apply(Pass pass, Sequence target, List<Sequence> context) {
        NDArray carried = target.values();
        // (batch, time, 1)
        NDArray transform = Functions.sigmoid(Functions.linear(carried, weight.array(), bias.array()));
        return target.with(carried.add(transform.mul(context.get(0).values().sub(carried))));
    }
}
