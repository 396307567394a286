package org.derl.gates;

import java.util.List;
import org.derl.data.Sequence;
import org.derl.part.Gate;
import org.derl.part.Pass;

/** Changes nothing: what an ablation puts in a gate's place. */
public final class OpenGate implements Gate {

    /** Has no settings. */
    public record Config() {}

    OpenGate(Config config, GateShape shape) {}

    @Override
    public Sequence apply(Pass pass, Sequence target, List<Sequence> context) {
        return target;
    }
}
