package org.derl.part;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.tensor.Functions;
import org.derl.tensor.Recurrences;
import org.derl.tensor.Tensors;

/** A linear layer, layer normalization, dropout, an LSTM in both directions, and a linear head. */
final class SmallNetwork extends Part {

    static final int INPUT = 4;
    private static final int SIZE = 8;
    private static final int HIDDEN = 5;

    private final Parameter weight = parameter("weight", Initializer.xavier(), SIZE, INPUT);
    private final Parameter bias = parameter("bias", Initializer.constant(0), SIZE);
    private final Parameter gain = parameter("norm.gain", Initializer.constant(1), SIZE);
    private final Parameter offset = parameter("norm.bias", Initializer.constant(0), SIZE);
    private final List<Parameter> recurrent = new ArrayList<>();
    private final Parameter head = parameter("head", Initializer.fanIn(2 * HIDDEN), 1, 2 * HIDDEN);
    private final Parameter idle = parameter("idle", Initializer.normal(1), 3);
    private final Parameter seen = buffer("seen", Initializer.constant(0), 1);

    SmallNetwork() {
        for (int direction = 0; direction < 2; direction++) {
            for (Shape shape : List.of(
                    new Shape(4 * HIDDEN, SIZE),
                    new Shape(4 * HIDDEN, HIDDEN),
                    new Shape(4 * HIDDEN),
                    new Shape(4 * HIDDEN))) {
                recurrent.add(parameter("lstm." + recurrent.size(), Initializer.uniform(0.4), shape.getShape()));
            }
        }
    }

    /** The mean squared error, and a little of what begins with a weight. */
    NDArray loss(Pass pass, Sequence input, NDArray labels) {
        NDArray x = Functions.linear(input.values(), weight.array(), bias.array());
        x = pass.dropout(Functions.layerNorm(x, gain.array(), offset.array()), 0.2);
        List<NDArray> weights = recurrent.stream().map(Parameter::array).toList();
        NDArray states = Recurrences.lstm(x, input.lengths(), weights).last();
        NDArray prediction = Functions.linear(
                        Tensors.concat(List.of(Tensors.at(states, 0, 0), Tensors.at(states, 0, 1)), 1),
                        head.array(),
                        null)
                .squeeze(1);
        seen.array().addi(Tensors.scalar(seen.array(), 1));
        NDArray decay = Tensors.scale(weight.array().square().sum(), 1e-3);
        return prediction.sub(labels).square().mean().add(decay);
    }

    Parameter idle() {
        return idle;
    }

    Parameter seen() {
        return seen;
    }
}
