package org.derl.models.mmim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.models.mmim.InformationBound.Projections;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/** The projections of the latest batches of an epoch, through which no gradient passes. */
final class History {

    private static final String POSITIVE = ".positive";
    private static final String NEGATIVE = ".negative";
    private static final String WIDTH = ".width";
    private static final String SEEN = "batches";

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

    /**
     * Copies of all that is kept: of the latest batch by pair and sign, and of each other by its place before that; how
     * many numbers a row has; and how many batches have passed.
     */
    Map<String, float[]> saved() {
        Map<String, float[]> all = new LinkedHashMap<>();
        for (int place = 0; place < batches.size(); place++) {
            String prefix = prefix(place, seen);
            batches.get(place).forEach((pair, kept) -> {
                put(all, prefix + pair + POSITIVE, kept.positive());
                put(all, prefix + pair + NEGATIVE, kept.negative());
            });
        }
        all.put(SEEN, new float[] {seen});
        return all;
    }

    private static void put(Map<String, float[]> all, String name, Rows rows) {
        all.put(name, rows.values.clone());
        all.put(name + WIDTH, new float[] {rows.width});
    }

    private String prefix(int place, int passed) {
        return place == (passed - 1) % size ? "" : place + ".";
    }

    /**
     * Goes on from what was saved.
     *
     * @param pairs names of all pairs
     */
    void restore(Map<String, float[]> saved, Collection<String> pairs) {
        batches.clear();
        seen = (int) number(saved, SEEN);
        for (int place = 0; place < Math.min(seen, size); place++) {
            String prefix = prefix(place, seen);
            Map<String, Kept> batch = new LinkedHashMap<>();
            pairs.forEach(pair -> batch.put(
                    pair, new Kept(rows(saved, prefix + pair + POSITIVE), rows(saved, prefix + pair + NEGATIVE))));
            batches.add(batch);
        }
    }

    private static Rows rows(Map<String, float[]> saved, String name) {
        return new Rows(numbers(saved, name).clone(), (int) number(saved, name + WIDTH));
    }

    private static float number(Map<String, float[]> saved, String name) {
        return numbers(saved, name)[0];
    }

    private static float[] numbers(Map<String, float[]> saved, String name) {
        float[] values = saved.get(name);
        if (values == null) {
            throw new IllegalArgumentException("the memory of this training has no " + name);
        }
        return values;
    }
}
