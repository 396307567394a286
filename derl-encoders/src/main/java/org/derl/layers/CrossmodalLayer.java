package org.derl.layers;

import ai.djl.ndarray.NDArray;
import org.derl.part.Part;
import org.derl.part.Pass;

/**
 * One layer of {@link CrossmodalTransformer}: attention and a feed-forward network, each on normalized input with a
 * residual branch. One normalization serves the target, the keys and the values.
 */
final class CrossmodalLayer extends Part {

    // Four times the size, which the authors do not leave open.
    private static final int INNER = 4;

    private final double dropout;
    private final Attention attention;
    private final LayerNorm attentionNorm;
    private final FeedForward feedForward;
    private final LayerNorm feedForwardNorm;

    CrossmodalLayer(CrossmodalTransformer.Config config, int size) {
        dropout = config.dropout().residual();
        Attention.Config attentionConfig = new Attention.Config(
                config.heads(), Attention.Config.Scale.HEAD, config.dropout().attention());
        attention = part("attention", new Attention(attentionConfig, size, Attention::stacked, Linear::xavier));
        attentionNorm = part("attention-norm", new LayerNorm(size));
        feedForward = part(
                "feed-forward",
                new FeedForward(size, INNER * size, config.dropout().inner(), Linear::xavier));
        feedForwardNorm = part("feed-forward-norm", new LayerNorm(size));
    }

    /** (batch, target time, size), the shape stays. */
    NDArray apply(Pass pass, NDArray x, CrossmodalTransformer.Source source) {
        NDArray keys = attentionNorm.apply(source.keys());
        NDArray values = source.keys() == source.values() ? keys : attentionNorm.apply(source.values());
        return fed(pass, x, attention.apply(pass, attentionNorm.apply(x), keys, values, source.hidden()));
    }

    /** (batch, time, size), the shape stays. */
    NDArray applyToItself(Pass pass, NDArray x, CrossmodalTransformer.Hidden hidden) {
        NDArray normalized = attentionNorm.apply(x);
        return fed(pass, x, attention.apply(pass, normalized, normalized, normalized, hidden));
    }

    private NDArray fed(Pass pass, NDArray x, NDArray attended) {
        NDArray middle = x.add(pass.dropout(attended, dropout));
        NDArray fed = feedForward.apply(pass, feedForwardNorm.apply(middle)); // (batch, target time, size)
        return middle.add(pass.dropout(fed, dropout));
    }
}
