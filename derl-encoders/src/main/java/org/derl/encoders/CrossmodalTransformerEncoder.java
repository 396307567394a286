package org.derl.encoders;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.layers.CrossmodalTransformer;
import org.derl.part.CrossEncoder;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Tensors;

/**
 * The cross-modal transformer of MulT: one for each source, and the mean of what they output; self-attention where
 * there is no source.
 */
public final class CrossmodalTransformerEncoder extends Part implements CrossEncoder {

    private final List<CrossmodalTransformer> transformers = new ArrayList<>();

    CrossmodalTransformerEncoder(CrossmodalTransformer.Config config, CrossShape shape) {
        for (int i = 0; i < Math.max(1, shape.sources()); i++) {
            transformers.add(part("transformers." + i, new CrossmodalTransformer(config, shape.size())));
        }
    }

    @Override
    public Sequence encode(Pass pass, Sequence target, List<Sequence> sources) {
        if (sources.isEmpty()) {
            return transformers.get(0).encode(pass, target);
        }
        List<NDArray> encoded = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            encoded.add(transformers.get(i).encode(pass, target, sources.get(i)).values());
        }
        // (sources, batch, time, size) to (batch, time, size)
        return target.with(encoded.size() == 1 ? encoded.get(0) : Tensors.mean(Tensors.stack(encoded, 0), 0));
    }
}
