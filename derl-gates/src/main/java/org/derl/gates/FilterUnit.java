package org.derl.gates;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.layers.Linear;
import org.derl.part.Gate;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;

/**
 * The filter unit (FU) of DERL, equations 21 and 22: how much of the intra-modal representation H is kept and how much
 * of the cross-modal one M let in. With G = sigmoid(M W_M + H W_H + b), it is G ⊙ H + (1 - G) ⊙ M.
 */
public final class FilterUnit extends Part implements Gate {

    private final Linear target;
    private final Linear context;

    /** Has no settings. */
    public record Config() {}

    FilterUnit(Config config, GateShape shape) {
        GateShapes.checkOneContext("filter-unit", shape);
        target = part("target", Linear.of(shape.target(), shape.target()));
        context = part("context", Linear.withoutBias(shape.target(), shape.target()));
    }

    @Override
    public Sequence apply(Pass pass, Sequence intra, List<Sequence> contexts) {
        NDArray kept = intra.values();
        NDArray letIn = contexts.get(0).values();
        NDArray gate = Functions.sigmoid(target.apply(kept).add(context.apply(letIn))); // (batch, time, size)
        return intra.with(letIn.add(gate.mul(kept.sub(letIn))));
    }
}
