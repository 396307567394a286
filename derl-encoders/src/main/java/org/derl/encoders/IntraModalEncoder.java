package org.derl.encoders;

import ai.djl.ndarray.NDArray;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.layers.Attention;
import org.derl.layers.FeedForward;
import org.derl.layers.LayerNorm;
import org.derl.layers.Linear;
import org.derl.part.Initializer;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;

/**
 * The intra-modal encoder (IE) of DERL, equations 12 to 15: self-attention and a feed-forward network, each with a
 * residual branch and layer normalization after it.
 */
public final class IntraModalEncoder extends Part implements SequenceEncoder {

    private final int size;
    private final double dropout;
    private final Attention attention;
    private final LayerNorm attentionNorm;
    private final FeedForward feedForward;
    private final LayerNorm feedForwardNorm;

    /**
     * @param heads of the attention
     * @param scale what attention scores are divided by
     * @param bias whether the layers of attention have one, as PyTorch's have; those of the paper have none
     * @param feedForwardSize of the feed-forward network; the paper leaves it open, four times the size is usual
     * @param dropout on attention weights, residual branches and inside the feed-forward network
     */
    public record Config(int heads, Attention.Config.Scale scale, boolean bias, int feedForwardSize, double dropout) {}

    IntraModalEncoder(Config config, FeatureShape input) {
        size = input.size();
        dropout = config.dropout();
        Attention.Config attentionConfig = new Attention.Config(config.heads(), config.scale(), dropout);
        attention = part(
                "attention",
                config.bias()
                        ? new Attention(
                                attentionConfig, size, Attention::stacked, IntraModalEncoder::withoutBiasAtFirst)
                        : new Attention(attentionConfig, size, Linear::withoutBias));
        attentionNorm = part("attention-norm", new LayerNorm(size));
        feedForward = part("feed-forward", new FeedForward(size, config.feedForwardSize(), dropout));
        feedForwardNorm = part("feed-forward-norm", new LayerNorm(size));
    }

    private static Linear withoutBiasAtFirst(int in, int out) {
        return Linear.of(in, out, Initializer.fanIn(in), Initializer.constant(0));
    }

    @Override
    public Sequence encode(Pass pass, Sequence sequence) {
        NDArray x = sequence.values();
        NDArray attended = pass.dropout(attention.apply(pass, x, sequence), dropout); // (batch, time, size)
        NDArray middle = attentionNorm.apply(attended.add(x));
        NDArray fed = pass.dropout(feedForward.apply(pass, middle), dropout); // (batch, time, size)
        return sequence.with(feedForwardNorm.apply(fed.add(middle)));
    }

    @Override
    public int size() {
        return size;
    }
}
