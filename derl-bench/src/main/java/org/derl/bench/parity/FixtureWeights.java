package org.derl.bench.parity;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.derl.part.Part;
import org.derl.part.Weights;
import org.derl.tensor.Gradients;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/** The weights of a fixture: they are given to a model, and their gradients compared. */
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
        for (String name : fixture.weightNames()) {
            List<String> paths = correspondence.parameter(name);
            if (paths.isEmpty()) {
                continue;
            }
            NDArray whole = fixture.weight(part.manager(), name);
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

    /** Compares the gradients of all weights; returns ours by the reference's names. */
    Map<String, float[]> compareGradients(Gradients gradients, Comparer comparer) throws IOException {
        return compareGradients(gradients, path -> true, path -> true, "grad.", comparer);
    }

    /**
     * Compares the gradients of some weights.
     *
     * @param some which, by our path
     * @param moved of which of them there must be none where none is expected
     * @param prefix of the names of what is expected
     */
    Map<String, float[]> compareGradients(
            Gradients gradients, Predicate<String> some, Predicate<String> moved, String prefix, Comparer comparer)
            throws IOException {
        Map<String, float[]> byReference = new LinkedHashMap<>();
        for (String name : fixture.weightNames()) {
            List<String> paths = correspondence.parameter(name);
            if (!paths.stream().allMatch(some)) {
                continue;
            }
            List<NDArray> found = new ArrayList<>();
            for (String path : paths) {
                NDArray gradient = gradients.byPath().get(path);
                if (gradient != null) {
                    found.add(gradient);
                }
            }
            if (comparer.expects(prefix + name)) {
                float[] values = joined(found);
                comparer.gradient(prefix + name, values, correspondence.hasZeroGradient(name));
                byReference.put(name, values);
            } else if (paths.stream().allMatch(moved)) {
                comparer.absent("gradients", prefix + name, found.isEmpty());
            }
        }
        return byReference;
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
