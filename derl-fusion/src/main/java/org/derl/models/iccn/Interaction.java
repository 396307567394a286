package org.derl.models.iccn;

import ai.djl.ndarray.NDArray;
import org.derl.data.Sequence;
import org.derl.layers.Linear;
import org.derl.layers.TemporalConvolution;
import org.derl.layers.recurrent.Lstm;
import org.derl.part.Part;
import org.derl.tensor.Tensors;

/**
 * A modality in the light of the words: the last state of an LSTM over its projected time steps, the outer product of
 * the text's vector with it, and convolutions over that plane.
 */
final class Interaction extends Part {

    private final TemporalConvolution projection;
    private final Lstm lstm;
    private final PlaneLayer lower;
    private final PlaneLayer upper;
    private final Linear output;

    /**
     * @param text the length of the text's vector
     * @param in features of a step
     * @param state of a projected step, and of the LSTM's state
     * @param out of the view
     */
    Interaction(int text, int in, int state, int out) {
        int height = PlaneLayer.length(PlaneLayer.length(text));
        int width = PlaneLayer.length(PlaneLayer.length(state));
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException("the outer product of text of size " + text + " and a state of size "
                    + state + " is too small for two convolutions: both sizes must be 7 or more");
        }
        projection = part("projection", new TemporalConvolution(in, state, 1, 0, false));
        lstm = part("lstm", new Lstm(state, state, false));
        lower = part("lower", new PlaneLayer(1));
        upper = part("upper", new PlaneLayer(PlaneLayer.CHANNELS));
        output = part("output", Linear.of(PlaneLayer.CHANNELS * height * width, out));
    }

    /**
     * The view.
     *
     * @param text (batch, size): the text's vector, whose features are the rows of the plane
     * @param sequence (batch, time, in)
     * @param learning whether statistics of the batch are used, and remembered
     * @return (batch, out)
     */
    NDArray view(NDArray text, Sequence sequence, boolean learning) {
        Sequence projected = sequence.with(projection.apply(sequence.values())); // (batch, time, state)
        NDArray state = Tensors.at(lstm.apply(projected).last(), 0, 0); // (batch, state)
        NDArray seen = lower.applyToOuter(text, state, learning); // of the plane (batch, 1, text, state)
        NDArray further = upper.apply(seen, learning); // (batch, 3, height, width)
        return output.apply(
                further.reshape(further.getShape().get(0), -1)); // (batch, 3 * height * width) to (batch, out)
    }
}
