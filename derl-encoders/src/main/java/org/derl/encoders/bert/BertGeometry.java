package org.derl.encoders.bert;

import org.derl.part.Pass;

/**
 * All that shapes a BERT.
 *
 * @param vocabulary how many tokens it knows
 * @param size of a state
 * @param layers how many
 * @param heads of each layer's attention
 * @param feedForwardSize of each layer's feed-forward network
 * @param positions the longest sequence it can read
 * @param tokenTypes how many segments a text can have
 * @param pooler whether the first state can be pooled
 * @param dropout on embeddings and on what attention and the feed-forward network output
 * @param attentionDropout the share of attention weights that is dropped
 * @param epsilon of layer normalization
 */
record BertGeometry(
        int vocabulary,
        int size,
        int layers,
        int heads,
        int feedForwardSize,
        int positions,
        int tokenTypes,
        boolean pooler,
        double dropout,
        double attentionDropout,
        double epsilon) {

    BertGeometry {
        if (vocabulary < 1
                || size < 1
                || layers < 1
                || heads < 1
                || feedForwardSize < 1
                || positions < 1
                || tokenTypes < 1) {
            throw new IllegalArgumentException("all sizes and numbers of a BERT must be positive");
        } else if (size % heads != 0) {
            throw new IllegalArgumentException(heads + " heads do not divide the size " + size);
        } else if (!(epsilon > 0)) {
            throw new IllegalArgumentException("epsilon must be positive");
        }
        Pass.checkDropout(dropout, attentionDropout);
    }

    /** The same with other dropouts, and with or without a pooler. */
    BertGeometry with(double newDropout, double newAttentionDropout, boolean newPooler) {
        return new BertGeometry(
                vocabulary,
                size,
                layers,
                heads,
                feedForwardSize,
                positions,
                tokenTypes,
                newPooler,
                newDropout,
                newAttentionDropout,
                epsilon);
    }
}
