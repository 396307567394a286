package org.derl.models.mult;

import org.derl.data.ByModality;
import org.derl.layers.CrossmodalTransformer;
import org.derl.part.Pass;

/**
 * The dropout rates of MulT.
 *
 * @param text of the text's features
 * @param attention of attention weights, by the modality that is attended to
 * @param memoryAttention of attention weights in the transformers after the cross-modal ones
 * @param embedding of what comes into a transformer
 * @param inner inside the feed-forward networks
 * @param residual of what residual branches add
 * @param output between the last layers
 */
public record MultDropout(
        double text,
        ByModality<Double> attention,
        double memoryAttention,
        double embedding,
        double inner,
        double residual,
        double output) {

    /** Checks the numbers. */
    public MultDropout {
        attention.values().forEach(Pass::checkDropout);
        Pass.checkDropout(text, memoryAttention, output);
    }

    /** Those of a transformer whose attention weights have this rate. */
    public CrossmodalTransformer.Config.Dropout ofTransformer(double attentionWeights) {
        return new CrossmodalTransformer.Config.Dropout(attentionWeights, embedding, inner, residual);
    }
}
