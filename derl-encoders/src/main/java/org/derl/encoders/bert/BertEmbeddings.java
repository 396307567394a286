package org.derl.encoders.bert;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.derl.layers.LayerNorm;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/** The sum of what a token, its place and its segment mean, normalized. */
final class BertEmbeddings extends Part {

    private static final int PADDING = 0;

    private final BertGeometry geometry;
    private final Parameter words;
    private final Parameter positions;
    private final Parameter types;
    private final LayerNorm norm;

    BertEmbeddings(BertGeometry geometry) {
        this.geometry = geometry;
        int size = geometry.size();
        words = parameter("word_embeddings.weight", withoutPadding(size), geometry.vocabulary(), size);
        positions = parameter("position_embeddings.weight", BertEncoder.table(), geometry.positions(), size);
        types = parameter("token_type_embeddings.weight", BertEncoder.table(), geometry.tokenTypes(), size);
        norm = part("LayerNorm", new LayerNorm(size, geometry.epsilon()));
    }

    private static Initializer withoutPadding(int size) {
        return (values, shape, randomness) -> {
            BertEncoder.table().fill(values, shape, randomness);
            Arrays.fill(values, PADDING * size, (PADDING + 1) * size, 0);
        };
    }

    /** (batch, time), or (batch, time, 2) with segments, to (batch, time, size). */
    NDArray apply(Pass pass, NDArray tokens) {
        boolean segmented = tokens.getShape().dimension() == 3;
        NDArray numbers = segmented ? Tensors.at(tokens, 2, 0) : tokens; // (batch, time)
        NDArray segment = segmented
                ? Functions.embedding(Tensors.at(tokens, 2, 1), types.array())
                : Tensors.slice(types.array(), 0, 0, 1); // (batch, time, size), or (1, size)
        NDArray place =
                Tensors.slice(positions.array(), 0, 0, checked(tokens.getShape().get(1))); // (time, size)
        NDArray sum = Functions.embedding(numbers, words.array(), PADDING)
                .add(segment)
                .add(place); // (batch, time, size)
        return hooked(pass.dropout(norm.apply(sum), geometry.dropout()));
    }

    private long checked(long time) {
        if (time > geometry.positions()) {
            throw new IllegalArgumentException(
                    "a text is " + time + " tokens long, but BERT's positions end at " + geometry.positions());
        }
        return time;
    }
}
