package org.derl.models.mult;

import java.util.List;
import java.util.stream.Stream;
import org.derl.data.ByModality;
import org.derl.layers.CrossmodalTransformer;

/**
 * The shares that MulT drops while it trains.
 *
 * @param text of the text's features
 * @param attention of attention weights, by the modality that is attended to
 * @param memoryAttention of attention weights in the transformers behind the cross-modal ones
 * @param embedding of what comes into a transformer
 * @param inner inside the feed-forward networks
 * @param residual of what residual branches add
 * @param output between the last layers
 */
record MultDropout(
        double text,
        ByModality<Double> attention,
        double memoryAttention,
        double embedding,
        double inner,
        double residual,
        double output) {

    /** Checks the numbers. */
    MultDropout {
        Stream.concat(attention.values().stream(), List.of(text, memoryAttention, output).stream())
                .filter(p -> p < 0 || p >= 1)
                .forEach(p -> {
                    throw new IllegalArgumentException("dropout must be within [0, 1), not " + p);
                });
    }

    CrossmodalTransformer.Config.Dropout ofTransformer(double attentionWeights) {
        return new CrossmodalTransformer.Config.Dropout(attentionWeights, embedding, inner, residual);
    }
}
