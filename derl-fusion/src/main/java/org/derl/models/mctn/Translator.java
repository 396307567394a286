package org.derl.models.mctn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.layers.Linear;
import org.derl.layers.recurrent.Lstm;
import org.derl.part.Part;
import org.derl.tensor.Functions;
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
        Sequence joint = encoded.joint();
        AdditiveAttention.Keys keys = attention.keys(joint);
        // Each time step is read from a zero state, forwards and backwards: only the query remembers.
        Lstm.StepsFromZero steps = decoder.stepsFromZero(truth.values());
        NDArray query = encoded.query();
        List<NDArray> read = new ArrayList<>();
        List<NDArray> weights = new ArrayList<>();
        for (int step = 1; step < joint.time(); step++) {
            NDArray weight = attention.weights(query, keys, joint);
            // (batch, hidden)
            NDArray context = weight.expandDims(1).matMul(joint.values()).squeeze(1);
            query = bothDirections(steps.read(step - 1, context)); // (batch, 2 hidden) to (batch, hidden)
            read.add(Tensors.concat(List.of(query, context), 1)); // (batch, 2 hidden)
            weights.add(weight);
        }
        return new Translation(encoded, translated(read, truth), stacked(weights, joint));
    }

    private NDArray translated(List<NDArray> read, Sequence truth) {
        NDArray first = Tensors.slice(truth.values(), 1, 0, 1).zerosLike(); // (batch, 1, out)
        if (read.isEmpty()) {
            return first;
        }
        NDArray further = output.apply(Tensors.stack(read, 1)); // (batch, time - 1, out)
        return Tensors.concat(List.of(first, further), 1); // (batch, time, out)
    }

    private static NDArray stacked(List<NDArray> weights, Sequence joint) {
        // (time - 1, batch, time)
        return weights.isEmpty()
                ? joint.values().getManager().zeros(new Shape(0, joint.batch(), joint.time()))
                : Tensors.stack(weights, 0);
    }
}
