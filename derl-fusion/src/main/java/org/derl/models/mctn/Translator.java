package org.derl.models.mctn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.layers.Linear;
import org.derl.layers.recurrent.Lstm;
import org.derl.part.Part;
import org.derl.tensor.Functions;
import org.derl.tensor.Loops;
import org.derl.tensor.Loops.Attended;
import org.derl.tensor.Recurrences.Recurrent;
import org.derl.tensor.Tensors;

/**
 * Translates one sequence into another over the same time steps. The encoder's states, of both directions together, are
 * the joint representation; the decoder reads it by attention, and before each time step gets the true previous time
 * step.
 */
final class Translator extends Part {

    private final int hidden;
    private final Lstm encoder;
    private final Linear start;
    private final AdditiveAttention attention;
    private final Lstm decoder;
    private final Linear output;

    /**
     * What the encoder makes of a sequence.
     *
     * @param joint (batch, time, hidden)
     * @param query (batch, hidden): the decoder's first
     */
    record Encoded(Sequence joint, NDArray query) {}

    /**
     * A sequence in another modality.
     *
     * @param encoded what it was made of
     * @param values (batch, time, out); the first step is zero
     * @param attention (time - 1, batch, time): what each further step was read off
     */
    record Translation(Encoded encoded, NDArray values, NDArray attention) {}

    Translator(int in, int hidden, int out) {
        this.hidden = hidden;
        encoder = part("encoder", new Lstm(in, hidden, true));
        start = part("start", Linear.withoutBias(hidden, hidden));
        attention = part("attention", new AdditiveAttention(hidden));
        decoder = part("decoder", new Lstm(out + hidden, hidden, true));
        output = part("output", Linear.of(2 * hidden, out));
    }

    /** Encodes (batch, time, in). */
    Encoded encode(Sequence source) {
        Recurrent states = encoder.apply(source); // outputs (batch, time, 2 hidden), last (2, batch, hidden)
        NDArray query = Functions.tanh(start.apply(states.last().sum(new int[] {0}))); // (batch, hidden)
        return new Encoded(source.with(bothDirections(states.outputs())), query);
    }

    /** (..., 2 hidden) to (..., hidden). */
    private NDArray bothDirections(NDArray outputs) {
        int last = outputs.getShape().dimension() - 1;
        return Tensors.slice(outputs, last, 0, hidden).add(Tensors.slice(outputs, last, hidden, 2L * hidden));
    }

    /**
     * Translates.
     *
     * @param truth (batch, time, out): what should come out
     */
    Translation decode(Encoded encoded, Sequence truth) {
        NDArray values = truth.values();
        NDArray first = Tensors.slice(values, 1, 0, 1).zerosLike(); // (batch, 1, out)
        if (truth.time() == 1) {
            return new Translation(encoded, first, unread(encoded.joint()));
        }
        Attended attended = attend(encoded, Tensors.slice(values, 1, 0, truth.time() - 1));
        NDArray further = output.apply(attended.read()); // (batch, time - 1, out)
        return new Translation(encoded, Tensors.concat(List.of(first, further), 1), attended.attention());
    }

    /** Each time step is read from a zero state, forwards and backwards: only the query remembers. */
    private Attended attend(Encoded encoded, NDArray before) {
        Sequence joint = encoded.joint();
        Lstm.StepsFromZero steps = decoder.stepsFromZero(before);
        return Loops.attendingSteps(
                steps.gates(),
                steps.weight(),
                encoded.query(),
                attention.keys(joint),
                joint.values(),
                joint.isFull() ? null : joint.padding().reshape(joint.batch(), joint.time()));
    }

    private static NDArray unread(Sequence joint) {
        return joint.values().getManager().zeros(new Shape(0, joint.batch(), joint.time()));
    }
}
