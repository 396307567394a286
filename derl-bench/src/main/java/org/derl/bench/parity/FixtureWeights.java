package org.derl.bench.parity;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.part.Part;
import org.derl.part.Weights;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/** Gives a model the weights of a fixture. */
final class FixtureWeights {

    private final Fixture fixture;
    private final Correspondence correspondence;

    FixtureWeights(Fixture fixture, Correspondence correspondence) {
        this.fixture = fixture;
        this.correspondence = correspondence;
    }

    /**
     * Loads all weights.
     *
     * @throws IOException when they do not fit; the message lists every difference
     */
    void load(Part part) throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (String name : fixture.weights().names()) {
            List<String> paths = correspondence.parameter(name);
            if (paths.isEmpty()) {
                continue;
            }
            NDArray whole = fixture.weights().read(part.manager(), name);
            long rows = paths.size() == 1 ? 0 : whole.getShape().get(0) / paths.size();
            for (int i = 0; i < paths.size(); i++) {
                arrays.put(
                        paths.get(i),
                        paths.size() == 1
                                ? whole
                                : Tensors.slice(whole, 0, i * rows, (i + 1) * rows)
                                        .duplicate());
            }
        }
        Weights.set(part, arrays, fixture.folder().toString());
    }

    /** Several of our arrays as the one that the reference has; null where there is none. */
    static float @Nullable [] joined(List<NDArray> arrays) {
        if (arrays.isEmpty()) {
            return null;
        }
        List<float[]> parts = new ArrayList<>();
        arrays.forEach(array -> parts.add(array.toFloatArray()));
        float[] joined = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int offset = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, joined, offset, part.length);
            offset += part.length;
        }
        return joined;
    }
}
