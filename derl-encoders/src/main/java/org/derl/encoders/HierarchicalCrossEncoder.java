package org.derl.encoders;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.layers.Attention;
import org.derl.layers.FeedForward;
import org.derl.layers.LayerNorm;
import org.derl.layers.Linear;
import org.derl.part.CrossEncoder;
import org.derl.part.Part;
import org.derl.part.Pass;

/**
 * The cross-modal encoder (CIE) of DERL, equations 5 to 11: the target attends to one source after the other, each time
 * with a residual branch and layer normalization, then passes a feed-forward network.
 */
public final class HierarchicalCrossEncoder extends Part implements CrossEncoder {

    private final double dropout;
    private final List<Attention> attentions = new ArrayList<>();
    private final List<LayerNorm> norms = new ArrayList<>();
    private final FeedForward feedForward;
    private final LayerNorm feedForwardNorm;

    /**
     * @param heads of each attention
     * @param scale what attention scores are divided by
     * @param bias whether the layers of attention have one; those of the paper have none
     * @param feedForwardSize of the feed-forward network; the paper leaves it open, four times the size is usual
     * @param dropout on attention weights, residual branches and inside the feed-forward network
     */
    public record Config(int heads, Attention.Config.Scale scale, boolean bias, int feedForwardSize, double dropout) {}

    HierarchicalCrossEncoder(Config config, CrossShape shape) {
        dropout = config.dropout();
        Attention.Config attention = new Attention.Config(config.heads(), config.scale(), dropout);
        for (int i = 0; i < shape.sources(); i++) {
            attentions.add(part(
                    "attentions." + i,
                    new Attention(attention, shape.size(), config.bias() ? Linear::of : Linear::withoutBias)));
            norms.add(part("attention-norms." + i, new LayerNorm(shape.size())));
        }
        feedForward = part("feed-forward", new FeedForward(shape.size(), config.feedForwardSize(), dropout));
        feedForwardNorm = part("feed-forward-norm", new LayerNorm(shape.size()));
    }

    @Override
    public Sequence encode(Pass pass, Sequence target, List<Sequence> sources) {
        NDArray x = target.values();
        for (int i = 0; i < sources.size(); i++) {
            // (batch, time, size)
            NDArray attended = pass.dropout(attentions.get(i).apply(pass, x, sources.get(i)), dropout);
            x = norms.get(i).apply(attended.add(x));
        }
        NDArray fed = pass.dropout(feedForward.apply(pass, x), dropout); // (batch, time, size)
        return target.with(feedForwardNorm.apply(fed.add(x)));
    }
}
