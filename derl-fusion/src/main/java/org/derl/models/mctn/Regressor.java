package org.derl.models.mctn;

import ai.djl.ndarray.NDArray;
import org.derl.data.Sequence;
import org.derl.layers.Linear;
import org.derl.layers.recurrent.Lstm;
import org.derl.part.Outputs;
import org.derl.part.Part;
import org.derl.tensor.Functions;

/** Predicts from a joint representation: an LSTM, and the sum of its states by weights of their own. */
final class Regressor extends Part {

    private final boolean alongBatch;
    private final Lstm lstm;
    private final Linear score;
    private final Linear output;

    /**
     * What the prediction is read off, over the steps of the recurrences, which along the batch are the samples.
     *
     * @param scores (batch, time) of the states
     * @param attention (batch, time), zero at padding
     * @param context (samples, hidden)
     */
    record Read(NDArray scores, NDArray attention, NDArray context) {}

    Regressor(int hidden, int outputs, boolean alongBatch) {
        this.alongBatch = alongBatch;
        lstm = part("lstm", new Lstm(hidden, hidden, false));
        score = part("score", Linear.of(hidden, 1));
        output = part("output", Linear.of(hidden, outputs));
    }

    /** Reads (batch, time, hidden). The sum is over time, which along the batch is the first axis. */
    Read read(Sequence joint) {
        NDArray states = lstm.apply(joint).outputs(); // (batch, time, hidden)
        NDArray scores = Functions.tanh(score.apply(states)).squeeze(2); // (batch, time)
        NDArray attention = attention(scores, joint);
        // (batch, time, hidden) to (samples, hidden)
        NDArray context = states.mul(attention.expandDims(2)).sum(new int[] {alongBatch ? 0 : 1});
        return new Read(scores, attention, context);
    }

    /** (batch, time): softmax over the axis that the sum is over. */
    private NDArray attention(NDArray scores, Sequence joint) {
        if (alongBatch) {
            return Functions.softmax(scores.transpose()).transpose(); // (time, batch) and back
        }
        return joint.isFull()
                ? Functions.softmax(scores)
                : Functions.maskedSoftmax(scores, joint.padding().reshape(joint.batch(), joint.time()));
    }

    /** (samples), or (samples, classes). */
    NDArray predict(Read read) {
        return Outputs.single(output.apply(read.context()));
    }
}
