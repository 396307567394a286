package org.derl.gates;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.layers.LayerNorm;
import org.derl.layers.Linear;
import org.derl.part.Gate;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * The multimodal adaptation gate (MAG; Rahman et al., ACL 2020): the contexts shift the target. With
 * {@code g = relu(W [c; x] + b)} for each context c, the shift is {@code h = Σ g ⊙ (V c + d)}, scaled so that it is no
 * longer than {@code shift} times the target; the output is {@code dropout(LayerNorm(x + α h))}.
 */
public final class AdaptationGate extends Part implements Gate {

    private static final double DEVIATION = 0.02;
    private static final double SMALLEST_LENGTH = 1e-6;

    private final Config config;
    private final List<Linear> gates = new ArrayList<>();
    private final List<Linear> shifts = new ArrayList<>();
    private final LayerNorm norm;

    /**
     * @param shift how long the shift may be, as a multiple of the target's length at the same step
     * @param dropout on the output
     */
    public record Config(double shift, double dropout) {

        /** Checks the numbers. */
        public Config {
            if (!(shift > 0)) {
                throw new IllegalArgumentException("shift must be positive");
            }
            Pass.checkDropout(dropout);
        }
    }

    AdaptationGate(Config config, GateShape shape) {
        this.config = config;
        int size = shape.target();
        for (int i = 0; i < shape.context().size(); i++) {
            int context = shape.context().get(i);
            gates.add(part("gates." + i, Linear.normal(context + size, size, DEVIATION)));
            shifts.add(part("shifts." + i, Linear.normal(context, size, DEVIATION)));
        }
        norm = part("norm", new LayerNorm(size));
    }

    @Override
    public Sequence apply(Pass pass, Sequence target, List<Sequence> context) {
        NDArray x = target.values();
        List<NDArray> terms = new ArrayList<>();
        for (int i = 0; i < context.size(); i++) {
            NDArray said = context.get(i).values();
            NDArray both = Tensors.concat(List.of(said, x), 2); // (batch, time, size of the context + size)
            NDArray gate = Functions.relu(gates.get(i).apply(both)); // (batch, time, size)
            terms.add(gate.mul(shifts.get(i).apply(said))); // (batch, time, size)
        }
        // (contexts, batch, time, size) to (batch, time, size)
        NDArray shift = Tensors.stack(terms, 0).sum(new int[] {0});
        NDArray shifted = x.add(shift.mul(factor(x, shift)));
        return target.with(pass.dropout(norm.apply(shifted), config.dropout()));
    }

    /** (batch, time, 1): at most 1. Gradients pass, to the target and to the shift. */
    private NDArray factor(NDArray x, NDArray shift) {
        NDArray square = shift.square().sum(new int[] {2}, true); // (batch, time, 1)
        NDArray none = square.eq(square.zerosLike()).toType(x.getDataType(), false);
        NDArray length = Functions.root(square).add(none); // a shift of zeros counts as long as one
        // (batch, time, 1)
        NDArray longest = Tensors.scale(Functions.root(x.square().sum(new int[] {2}, true)), config.shift());
        return Tensors.atMost(longest.div(Tensors.shift(length, SMALLEST_LENGTH)), 1);
    }
}
