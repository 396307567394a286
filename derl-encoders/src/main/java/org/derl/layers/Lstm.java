package org.derl.layers;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.tensor.Recurrences;

/** One LSTM layer over each sample's own length (Hochreiter and Schmidhuber, 1997), with PyTorch's weights. */
public final class Lstm extends Part {

    private final List<Parameter> weights = new ArrayList<>();

    /** From steps of a size to a hidden size; in both directions if wished. */
    public Lstm(int in, int hidden, boolean bidirectional) {
        declare(in, hidden, "");
        if (bidirectional) {
            declare(in, hidden, "-reverse");
        }
    }

    private void declare(int in, int hidden, String suffix) {
        Initializer initializer = Initializer.fanIn(hidden);
        weights.add(parameter("input-weight" + suffix, initializer, 4L * hidden, in));
        weights.add(parameter("hidden-weight" + suffix, initializer, 4L * hidden, hidden));
        weights.add(parameter("input-bias" + suffix, initializer, 4L * hidden));
        weights.add(parameter("hidden-bias" + suffix, initializer, 4L * hidden));
    }

    /** Reads (batch, time, in) from a zero state. */
    public Recurrences.Recurrent apply(Sequence sequence) {
        List<NDArray> arrays = weights.stream().map(Parameter::array).toList();
        Recurrences.Recurrent result = Recurrences.lstm(sequence.values(), sequence.lengths(), arrays);
        return new Recurrences.Recurrent(
                seen("outputs", result.outputs()), seen("last", result.last()), seen("cells", result.cells()));
    }
}
