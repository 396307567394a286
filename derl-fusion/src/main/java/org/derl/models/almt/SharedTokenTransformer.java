package org.derl.models.almt;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Tensors;

/** A transformer of a target that reads a source. One learned token is put before both, at positions of their own. */
final class SharedTokenTransformer extends Part {

    private final int size;
    private final Parameter token;
    private final Parameter sourcePositions;
    private final Parameter targetPositions;
    private final List<NormedLayer> layers;

    /** For sequences of a length and steps of a size. */
    SharedTokenTransformer(TokenTransformer.Config config, int size, int length) {
        this.size = size;
        sourcePositions = parameter("source-positions", Initializer.normal(1), 1, length + 1, size);
        targetPositions = parameter("target-positions", Initializer.normal(1), 1, length + 1, size);
        token = parameter("token", Initializer.constant(0), 1, 1, size);
        layers = config.make(size);
        for (int i = 0; i < layers.size(); i++) {
            part("layers." + i, layers.get(i));
        }
    }

    /** (batch, length, size) each, to (batch, 1 + length, size): the token's row, then the target's. */
    NDArray apply(Pass pass, NDArray source, NDArray target) {
        Sequence read = Sequence.full(begin(source, sourcePositions));
        NDArray x = begin(target, targetPositions);
        for (NormedLayer layer : layers) {
            x = layer.apply(pass, x, read);
        }
        return x;
    }

    private NDArray begin(NDArray steps, Parameter positions) {
        NDArray first = TokenTransformer.repeated(token, steps.getShape().get(0), 1, size); // (batch, 1, size)
        return Tensors.concat(List.of(first, steps), 1).add(positions.array());
    }
}
