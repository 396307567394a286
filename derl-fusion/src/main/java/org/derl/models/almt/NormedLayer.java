package org.derl.models.almt;

import ai.djl.ndarray.NDArray;
import org.derl.data.Sequence;
import org.derl.layers.FeedForward;
import org.derl.layers.LayerNorm;
import org.derl.layers.Linear;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.jspecify.annotations.Nullable;

/**
 * A layer of ALMT's transformers: attention from a target to a source and a feed-forward network with GELU, each added
 * to what it reads. Queries, keys and values are normalized by layers of their own, even where a sequence reads itself;
 * nothing is normalized after the layer.
 */
final class NormedLayer extends Part {

    private final Heads heads;
    private final LayerNorm queryNorm;
    private final LayerNorm keyNorm;
    private final LayerNorm valueNorm;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final @Nullable Linear output;
    private final LayerNorm norm;
    private final FeedForward feedForward;

    NormedLayer(TokenTransformer.Config config, int size) {
        heads = config.attention();
        queryNorm = part("query-norm", new LayerNorm(size));
        keyNorm = part("key-norm", new LayerNorm(size));
        valueNorm = part("value-norm", new LayerNorm(size));
        query = part("query", heads.layer(size));
        key = part("key", heads.layer(size));
        value = part("value", heads.layer(size));
        Linear last = heads.output(size);
        output = last == null ? null : part("output", last);
        norm = part("norm", new LayerNorm(size));
        feedForward = part("feed-forward", new FeedForward(size, config.feedForwardSize(), 0));
    }

    /**
     * Reads a source for a target, which may be some of its own steps.
     *
     * @param target (batch, target time, size)
     * @return of the same shape
     */
    NDArray apply(Pass pass, NDArray target, Sequence source) {
        NDArray attended = target.add(attention(target, source));
        NDArray inner = Functions.gelu(feedForward.inner().apply(norm.apply(attended))); // (..., feed-forward-size)
        return attended.add(feedForward.further(pass, inner));
    }

    private NDArray attention(NDArray target, Sequence source) {
        NDArray steps = source.values();
        NDArray read = heads.read(
                query.apply(queryNorm.apply(target)),
                key.apply(keyNorm.apply(steps)),
                value.apply(valueNorm.apply(steps)),
                source.isFull() ? null : source.padding()); // (batch, target time, heads * head size)
        return output == null ? read : output.apply(read); // (batch, target time, size)
    }
}
