package org.derl.bench.probe;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.derl.bench.train.TrainingSettings;
import org.derl.data.Batch;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Sweep;
import org.derl.model.Training;
import org.derl.part.Pass;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;

/**
 * The gradients that a model's parameters get on some batches of the training split, without dropout. Nothing is trained,
 * but running means, which a training pass moves, are not what they were afterwards.
 *
 * @param norms the mean Euclidean norm over batches by path: 0 where none had a gradient, or all were zero;
 *     not finite where one was not
 * @param moving the paths that some sweep is to move, by the settings
 */
record PartGradients(Map<String, Double> norms, Set<String> moving) {

    private static final int BATCHES = 8;

    /**
     * At the weights that the model has.
     *
     * @param epochs that it was trained for: of each sweep the last within them counts
     */
    static <F extends Forward> PartGradients of(
            FusionModel<F> model, TrainingSettings settings, Split training, int epochs, Randomness randomness) {
        Training<F> how = model.training(training.targets(model.manager()), settings.optimization());
        Map<String, Sweep<F>> sweeps = new LinkedHashMap<>();
        Map<String, Integer> epochOf = new LinkedHashMap<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            for (Sweep<F> sweep : how.sweeps(epoch)) {
                sweeps.put(sweep.name(), sweep);
                epochOf.put(sweep.name(), epoch);
            }
        }
        Map<String, Double> sums = new LinkedHashMap<>();
        model.trainable().keySet().forEach(path -> sums.put(path, 0.0));
        Set<String> moving = new TreeSet<>();
        List<List<Integer>> batches = batches(training.batches(settings.batchSize()));
        sweeps.forEach((name, sweep) -> {
            Map<String, NDArray> moved = new LinkedHashMap<>(model.trainable());
            moved.keySet()
                    .removeIf(path ->
                            !sweep.moves().test(path) || sweep.optimization().rate(path) == 0);
            moving.addAll(moved.keySet());
            Split seen = training.ofEpoch(epochOf.getOrDefault(name, 1));
            for (List<Integer> rows : batches) {
                add(model, sweep, moved, seen, rows, randomness, sums);
            }
        });
        sums.replaceAll((path, sum) -> sum / batches.size());
        return new PartGradients(sums, moving);
    }

    /** Some, from all over the split: neighbors are often of one video. */
    private static List<List<Integer>> batches(List<List<Integer>> all) {
        List<List<Integer>> whole = all.size() == 1 ? all : all.subList(0, all.size() - 1);
        int count = Math.min(BATCHES, whole.size());
        return IntStream.range(0, count)
                .mapToObj(i -> whole.get(i * whole.size() / count))
                .toList();
    }

    private static <F extends Forward> void add(
            FusionModel<F> model,
            Sweep<F> sweep,
            Map<String, NDArray> moved,
            Split split,
            List<Integer> rows,
            Randomness randomness,
            Map<String, Double> sums) {
        try (Scope scope = model.open()) {
            Batch batch = split.batch(scope.manager(), rows);
            Pass pass = Pass.trainingWithoutDropout(scope, randomness);
            NDArray loss = sweep.objective()
                    .losses(pass, model.forward(pass, batch), batch)
                    .total();
            Gradients.of(loss, moved, scope.manager()).byPath().forEach((path, gradient) -> {
                double norm = Gradients.of(Map.of(path, gradient)).norm();
                sums.merge(path, norm, Double::sum); // one that is not finite makes the sum so
            });
        }
    }
}
