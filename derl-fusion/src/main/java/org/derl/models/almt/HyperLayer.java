package org.derl.models.almt;

import ai.djl.ndarray.NDArray;
import java.util.Collection;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.layers.LayerNorm;
import org.derl.layers.Linear;
import org.derl.part.Part;
import org.jspecify.annotations.Nullable;

/**
 * Adds to the hyper-modality what the guiding language reads of the other modalities: an attention to each by the same
 * queries, summed before one output layer. What it is added to is normalized.
 */
final class HyperLayer extends Part {

    private final Heads heads;
    private final LayerNorm guideNorm;
    private final ByModality<LayerNorm> norms;
    private final LayerNorm formerNorm;
    private final Linear query;
    private final ByModality<Linear> keys;
    private final ByModality<Linear> values;
    private final @Nullable Linear output;

    HyperLayer(Heads heads, Collection<Modality> others, int size) {
        this.heads = heads;
        guideNorm = part("guide-norm", new LayerNorm(size));
        norms = ByModality.of(others, modality -> part("norms." + modality, new LayerNorm(size)));
        formerNorm = part("former-norm", new LayerNorm(size));
        query = part("query", heads.layer(size));
        keys = ByModality.of(others, modality -> part("keys." + modality, heads.layer(size)));
        values = ByModality.of(others, modality -> part("values." + modality, heads.layer(size)));
        Linear last = heads.output(size);
        output = last == null ? null : part("output", last);
    }

    /** All (batch, tokens, size). */
    NDArray apply(NDArray former, NDArray guide, ByModality<NDArray> others) {
        NDArray queries = query.apply(guideNorm.apply(guide)); // (batch, tokens, heads * head size)
        NDArray read = norms
                .map((modality, norm) -> {
                    NDArray steps = norm.apply(others.get(modality));
                    return heads.read(
                            queries,
                            keys.get(modality).apply(steps),
                            values.get(modality).apply(steps),
                            null);
                })
                .values()
                .stream()
                .reduce(NDArray::add)
                .orElseThrow();
        return formerNorm.apply(former).add(output == null ? read : output.apply(read));
    }
}
