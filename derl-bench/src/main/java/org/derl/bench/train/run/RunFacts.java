package org.derl.bench.train.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * The state of a {@link TrainingRun} as numbers that are few; the others lie in arrays beside it.
 *
 * @param rateFactor what learning rates are multiplied by
 * @param sweeps names of those that have an optimizer
 * @param memory how many numbers each thing has that the training remembers
 * @param within how far an epoch is; null between two
 * @param terms sums and counts of loss terms since the epoch began
 * @param gradientNorm of the last step that was measured
 */
public record RunFacts(
        double rateFactor,
        List<String> sweeps,
        Map<String, Integer> memory,
        @Nullable Within within,
        Map<String, List<Double>> terms,
        double gradientNorm) {

    private static final String OPTIMIZER = "optimizer/";
    private static final String MEMORY = "memory";
    private static final String ORDER = "order";

    /**
     * How far an epoch is.
     *
     * @param sweep which of its sweeps, from 0
     * @param end how many of the sweep's batches have passed
     * @param sum of their losses
     * @param sizes of all batches of the sweep
     */
    public record Within(int sweep, int end, double sum, List<Integer> sizes) {}

    /**
     * That of a run.
     *
     * @param arrays takes those that belong to it
     * @param manager will own new ones
     */
    public static RunFacts of(TrainingRun.State state, Map<String, NDArray> arrays, NDManager manager) {
        state.optimizers()
                .forEach((sweep, optimizer) ->
                        optimizer.forEach((name, array) -> arrays.put(prefix(sweep) + name, array)));
        Map<String, Integer> memory = new LinkedHashMap<>();
        state.memory().forEach((name, values) -> memory.put(name, values.length));
        float[] remembered = joined(state.memory());
        if (remembered.length > 0) {
            arrays.put(MEMORY, Tensors.of(manager, remembered, new Shape(remembered.length)));
        }
        return new RunFacts(
                state.rateFactor(),
                List.copyOf(state.optimizers().keySet()),
                memory,
                within(state.position(), arrays, manager),
                state.terms(),
                state.gradientNorm());
    }

    private static String prefix(String sweep) {
        return OPTIMIZER + sweep + "/";
    }

    private static float[] joined(Map<String, float[]> memory) {
        float[] all = new float
                [memory.values().stream().mapToInt(values -> values.length).sum()];
        int end = 0;
        for (float[] values : memory.values()) {
            System.arraycopy(values, 0, all, end, values.length);
            end += values.length;
        }
        return all;
    }

    private static @Nullable Within within(
            TrainingRun.@Nullable Position position, Map<String, NDArray> arrays, NDManager manager) {
        if (position == null) {
            return null;
        }
        long[] rows = position.batches().stream()
                .flatMap(List::stream)
                .mapToLong(Integer::longValue)
                .toArray();
        arrays.put(ORDER, Tensors.of(manager, rows, new Shape(rows.length)));
        List<Integer> sizes = position.batches().stream().map(List::size).toList();
        return new Within(position.sweep(), position.end(), position.sum(), sizes);
    }

    /** The state again. */
    public TrainingRun.State state(Map<String, NDArray> arrays) {
        Map<String, Map<String, NDArray>> optimizers = new LinkedHashMap<>();
        sweeps.forEach(sweep -> optimizers.put(sweep, below(prefix(sweep), arrays)));
        return new TrainingRun.State(
                optimizers,
                remembered(arrays.get(MEMORY)),
                rateFactor,
                position(arrays.get(ORDER)),
                terms,
                gradientNorm);
    }

    private Map<String, float[]> remembered(@Nullable NDArray array) {
        float[] all = array == null ? new float[0] : array.toFloatArray();
        Map<String, float[]> memory = new LinkedHashMap<>();
        int end = 0;
        for (Map.Entry<String, Integer> thing : this.memory.entrySet()) {
            memory.put(thing.getKey(), Arrays.copyOfRange(all, end, end += thing.getValue()));
        }
        return memory;
    }

    private TrainingRun.@Nullable Position position(@Nullable NDArray order) {
        if (within == null || order == null) {
            return null;
        }
        List<Integer> rows =
                Arrays.stream(order.toLongArray()).mapToObj(Math::toIntExact).toList();
        List<List<Integer>> batches = new ArrayList<>();
        int end = 0;
        for (int size : within.sizes()) {
            batches.add(rows.subList(end, end += size));
        }
        return new TrainingRun.Position(within.sweep(), batches, within.end(), within.sum());
    }

    /** Those arrays whose names begin in a way, by the rest of the name. */
    public static Map<String, NDArray> below(String prefix, Map<String, NDArray> arrays) {
        Map<String, NDArray> found = new LinkedHashMap<>();
        arrays.forEach((name, array) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), array);
            }
        });
        return found;
    }
}
