package org.derl.models.mmim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.models.mmim.InformationBound.Projections;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/** The projections of the latest batches of an epoch, through which no gradient passes. */
final class History {

    private final int size;
    private final List<Map<String, Kept>> batches = new ArrayList<>();
    private int seen;

    /** Rows that lie one after the other; none where a sign has none. */
    private static final class Rows {

        private final float[] values;
        private final int width;

        private Rows(float[] values, int width) {
            this.values = values;
            this.width = width;
        }

        static Rows of(@Nullable NDArray rows) {
            return rows == null
                    ? new Rows(new float[0], 1)
                    : new Rows(rows.toFloatArray(), (int) rows.getShape().get(1));
        }

        @Nullable
        NDArray array(NDManager manager) {
            return values.length == 0 ? null : Tensors.of(manager, values, new Shape(values.length / width, width));
        }
    }

    private record Kept(Rows positive, Rows negative) {}

    /** Of so many batches. */
    History(int size) {
        this.size = size;
    }

    /** Whether an entropy is to count: all batches are there that it looks back to, and another one has passed. */
    boolean suffices() {
        return seen > size;
    }

    /** A pair's projections after those of the batches before. */
    Projections before(String pair, Projections now, NDManager manager) {
        Projections all = now;
        for (int i = batches.size() - 1; i >= 0; i--) {
            Kept kept = batches.get(i).getOrDefault(pair, new Kept(Rows.of(null), Rows.of(null)));
            all = all.after(new Projections(
                    kept.positive().array(manager), kept.negative().array(manager)));
        }
        return all;
    }

    /** Keeps a batch in the place of the oldest. */
    void remember(Map<String, Projections> projections) {
        Map<String, Kept> kept = new LinkedHashMap<>();
        projections.forEach((pair, projected) ->
                kept.put(pair, new Kept(Rows.of(projected.positive()), Rows.of(projected.negative()))));
        if (batches.size() < size) {
            batches.add(kept);
        } else {
            batches.set(seen % size, kept);
        }
        seen++;
    }

    /** Copies of what is kept of the latest batch, by pair and sign. */
    Map<String, float[]> latest() {
        Map<String, float[]> all = new LinkedHashMap<>();
        Map<String, Kept> batch = batches.isEmpty() ? Collections.emptyMap() : batches.get((seen - 1) % size);
        batch.forEach((pair, kept) -> {
            all.put(pair + ".positive", kept.positive().values.clone());
            all.put(pair + ".negative", kept.negative().values.clone());
        });
        return all;
    }
}
