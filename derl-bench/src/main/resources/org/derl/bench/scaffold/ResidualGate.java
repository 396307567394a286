package @package@;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.Stream;
import org.derl.data.Sequence;
import org.derl.layers.Linear;
import org.derl.part.Gate;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/** Adds to each time step of a target as much of what its contexts say as both together decide. */
final class ResidualGate extends Part implements Gate {

    private final Linear change;
    private final Linear opening;

    /** Has no settings. */
    record Config() {}

    ResidualGate(Config config, GateShape shape) {
        int context = shape.context().stream().mapToInt(Integer::intValue).sum();
        change = part("change", Linear.of(context, shape.target()));
        opening = part("opening", Linear.of(shape.target() + context, shape.target()));
    }

    /** The target, (batch, time, size), and contexts over the same steps; the output has the shape of the target. */
    @Override
    public Sequence apply(Pass pass, Sequence target, List<Sequence> context) {
        List<NDArray> contexts = context.stream().map(Sequence::values).toList();
        NDArray joined = Tensors.concat(contexts, 2); // (batch, time, size of the contexts)
        List<NDArray> all = Stream.of(target.values(), joined).toList();
        NDArray open = Functions.sigmoid(opening.apply(Tensors.concat(all, 2))); // (batch, time, size)
        return target.with(target.values().add(open.mul(change.apply(joined))));
    }
}
