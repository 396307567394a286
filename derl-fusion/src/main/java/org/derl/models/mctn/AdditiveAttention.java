package org.derl.models.mctn;

import ai.djl.ndarray.NDArray;
import org.derl.data.Sequence;
import org.derl.layers.Linear;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.tensor.Functions;
import org.derl.tensor.Loops.Keys;
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

    /** Of the steps, for any number of queries. No forward hook sees their scores. */
    Keys keys(Sequence steps) {
        NDArray brought = Functions.linear(steps.values(), columns(size, 2L * size), null); // (batch, time, size)
        return new Keys(brought, columns(0, size), score.weight());
    }

    private NDArray columns(long start, long end) {
        return Tensors.slice(weight.array(), 1, start, end); // (size, columns)
    }
}
