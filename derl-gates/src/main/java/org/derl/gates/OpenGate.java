package org.derl.gates;

import java.util.List;
import org.derl.data.Sequence;
import org.derl.part.Gate;
import org.derl.part.Pass;

/** Changes nothing. Ablations use it in place of a gate. */
public final class OpenGate implements Gate {

    /** Has no settings. */
    public record Config() {}

    OpenGate(Config config, GateShape shape) {}

    @Override
    public Sequence apply(Pass pass, Sequence target, List<Sequence> context) {
        return target;
    }
}
