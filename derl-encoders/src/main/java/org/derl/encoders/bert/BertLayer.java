package org.derl.encoders.bert;

import ai.djl.ndarray.NDArray;
import org.derl.layers.Attention;
import org.derl.layers.LayerNorm;
import org.derl.layers.Linear;
import org.derl.layers.Packing;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;

/**
 * One layer of BERT: self-attention and a feed-forward network, each with a residual branch and normalized after it.
 */
final class BertLayer extends Part {

    private static final Attention.Names NAMES = new Attention.Names(
            "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense");

    private final double dropout;
    private final Attention attention;
    private final LayerNorm attentionNorm;
    private final Linear inner;
    private final Linear outer;
    private final LayerNorm norm;

    BertLayer(BertGeometry geometry) {
        int size = geometry.size();
        dropout = geometry.dropout();
        Attention.Config config =
                new Attention.Config(geometry.heads(), Attention.Config.Scale.HEAD, geometry.attentionDropout());
        attention = part("", new Attention(config, size, BertEncoder::linear, BertEncoder::linear, NAMES));
        attentionNorm = part("attention.output.LayerNorm", new LayerNorm(size, geometry.epsilon()));
        inner = part("intermediate.dense", BertEncoder.linear(size, geometry.feedForwardSize()));
        outer = part("output.dense", BertEncoder.linear(geometry.feedForwardSize(), size));
        norm = part("output.LayerNorm", new LayerNorm(size, geometry.epsilon()));
    }

    /** What {@code packing} made of states, (real time steps, size) or (batch, time, size); the shape stays. */
    NDArray apply(Pass pass, NDArray x, Packing packing) {
        NDArray attended = pass.dropout(attention.apply(pass, x, packing), dropout); // the shape stays
        NDArray middle = attentionNorm.apply(attended.add(x));
        NDArray fed = pass.dropout(outer.apply(Functions.gelu(inner.apply(middle))), dropout); // the shape stays
        return hooked(norm.apply(fed.add(middle)));
    }
}
