package org.derl.models.mctn;

import ai.djl.ndarray.NDArray;
import org.derl.data.Sequence;
import org.derl.layers.Linear;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/** Attention by a small network: the weight of step j for a query q is softmax of {@code v tanh(W [q; x_j])}. */
final class AdditiveAttention extends Part {

    private final int size;
    private final Parameter weight;
    private final Linear score;

    /** Over steps, and for queries, of a size. */
    AdditiveAttention(int size) {
        this.size = size;
        weight = parameter("weight", Initializer.fanIn(2 * size), size, 2L * size);
        score = part("score", Linear.withoutBias(size, 1));
    }

    /**
     * What any number of queries share.
     *
     * @param steps (batch, time, size): what they bring to each score
     * @param queries (size, size): the part of the weight that reads queries
     */
    record Keys(NDArray steps, NDArray queries) {}

    /** Of the steps, for any number of queries. */
    Keys keys(Sequence steps) {
        return new Keys(Functions.linear(steps.values(), columns(size, 2L * size), null), columns(0, size));
    }

    private NDArray columns(long start, long end) {
        return Tensors.slice(weight.array(), 1, start, end); // (size, columns)
    }

    /**
     * The weights of the steps for one query a sample.
     *
     * @param query (batch, size)
     * @return (batch, time), zero at padding
     */
    NDArray weights(NDArray query, Keys keys, Sequence steps) {
        NDArray asked = Functions.linear(query, keys.queries(), null); // (batch, size)
        // (batch, time, size) to (batch, time)
        NDArray scores = score.apply(Functions.tanh(keys.steps().add(asked.expandDims(1))))
                .squeeze(2);
        return steps.isFull()
                ? Functions.softmax(scores)
                : Functions.maskedSoftmax(scores, steps.padding().reshape(steps.batch(), steps.time()));
    }
}
