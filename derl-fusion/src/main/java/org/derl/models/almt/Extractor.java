package org.derl.models.almt;

import ai.djl.ndarray.NDArray;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.layers.Linear;
import org.derl.part.Part;
import org.derl.part.Pass;

/** Brings a modality's sequences, however long, to as many tokens of one size. */
public final class Extractor extends Part {

    private final boolean readsPadding;
    private final Linear projection;
    private final TokenTransformer transformer;

    /**
     * For a modality of a data set.
     *
     * @param readsPadding whether padding counts as time steps
     */
    public Extractor(
            TokenTransformer.Config config,
            Schema schema,
            Modality modality,
            int size,
            int tokens,
            boolean readsPadding) {
        FeatureShape input = schema.inputs().get(modality);
        if (input.content() != FeatureShape.Content.FEATURES) {
            throw new IllegalArgumentException(modality + " is token numbers; a text encoder must stand before them");
        }
        this.readsPadding = readsPadding;
        projection = part("projection", Linear.of(input.size(), size));
        transformer = part("transformer", new TokenTransformer(config, size, tokens, input.maximumLength()));
    }

    /** (batch, time, features) to (batch, tokens, size). */
    public NDArray tokens(Pass pass, Sequence sequence) {
        Sequence projected = sequence.with(projection.apply(sequence.values()));
        return transformer.tokens(pass, readsPadding ? Sequence.full(projected.values()) : projected);
    }
}
