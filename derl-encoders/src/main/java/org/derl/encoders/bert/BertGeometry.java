package org.derl.encoders.bert;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Map;
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

    private static final double PUBLISHED_DROPOUT = 0.1;
    private static final double PUBLISHED_EPSILON = 1e-12;

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

    /**
     * That of published weights, with the dropout and the epsilon of BERT's authors.
     *
     * @param shapes by HuggingFace's names
     * @throws IOException when one is missing from which a size follows; the message names it
     */
    static BertGeometry of(Map<String, Shape> shapes, int heads) throws IOException {
        Shape words = matrix(shapes, "embeddings.word_embeddings.weight");
        int layers = (int) shapes.keySet().stream()
                .filter(name -> name.endsWith(".attention.self.query.weight"))
                .count();
        return new BertGeometry(
                (int) words.get(0),
                (int) words.get(1),
                layers,
                heads,
                (int) matrix(shapes, "encoder.layer.0.intermediate.dense.weight")
                        .get(0),
                (int) matrix(shapes, "embeddings.position_embeddings.weight").get(0),
                (int) matrix(shapes, "embeddings.token_type_embeddings.weight").get(0),
                true,
                PUBLISHED_DROPOUT,
                PUBLISHED_DROPOUT,
                PUBLISHED_EPSILON);
    }

    private static Shape matrix(Map<String, Shape> shapes, String name) throws IOException {
        Shape shape = shapes.get(name);
        if (shape == null || shape.dimension() != 2) {
            throw new IOException("the weights hold no matrix that would be " + name);
        }
        return shape;
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
