package org.derl.bench.probe;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.derl.bench.train.run.DivergedException;
import org.derl.bench.trial.TrainedModel;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.data.Split;
import org.derl.eval.Predictions;
import org.derl.part.Weights;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;

/**
 * What the trial of one seed predicts, and what is to be said of its parts.
 *
 * @param clean the predictions of the split as it is
 * @param dropped the same where all of a modality is lost, by modality; empty where some is not finite
 * @param shuffled the same where each sample has the modality of another
 * @param parts by name
 */
record SeedFacts(
        Predictions clean,
        Map<String, Optional<Predictions>> dropped,
        Map<String, Optional<Predictions>> shuffled,
        Map<String, PartFacts> parts) {

    /** Initial weights to put in the place of trained ones are those of this many seeds on. */
    private static final long FAR = 1_000_003;

    /** Computes them, on the calling thread. */
    static SeedFacts of(TrialFolder folder, ProbedInputs inputs, ClassLoader loader) throws IOException {
        Compute.prepareThread();
        Trial trial = folder.readRequest();
        Device device = Compute.device(trial.device());
        try (TrainedModel trained = TrainedModel.open(folder.path(), loader, device);
                TrainedModel first = TrainedModel.untrained(folder.path(), loader, device, trial.seed());
                TrainedModel other = TrainedModel.untrained(folder.path(), loader, device, trial.seed() + FAR)) {
            Predictions clean = trained.predict(inputs.clean());
            Map<String, List<String>> parts = new PartNames(trained.schema())
                    .of(trained.model().parameters().keySet());
            parts.values().removeIf(paths -> trainable(trained, paths).isEmpty());
            Map<String, Optional<Predictions>> replaced = new LinkedHashMap<>();
            parts.forEach((part, paths) -> replaced.put(part, replaced(trained, other, paths, inputs.clean())));
            Map<String, Optional<Predictions>> dropped = predictions(trained, inputs.dropped());
            Map<String, Optional<Predictions>> shuffled = predictions(trained, inputs.shuffled());
            PartGradients gradients = PartGradients.of( // last, for it moves running means
                    trained.model(),
                    trained.settings().training(),
                    inputs.training(),
                    folder.readFacts().bestEpoch(),
                    new Randomness(trial.seed()));
            Map<String, PartFacts> facts = new LinkedHashMap<>();
            parts.forEach((part, paths) -> facts.put(
                    part, facts(trained, first, paths, gradients, Objects.requireNonNull(replaced.get(part)))));
            return new SeedFacts(clean, dropped, shuffled, facts);
        }
    }

    private static Map<String, Optional<Predictions>> predictions(TrainedModel model, Map<String, Split> splits) {
        Map<String, Optional<Predictions>> predictions = new LinkedHashMap<>();
        splits.forEach((modality, split) -> predictions.put(modality, finite(() -> model.predict(split))));
        return predictions;
    }

    /** What a model predicts that is not as it was trained; empty where it predicts numbers that are not finite. */
    static Optional<Predictions> finite(Supplier<Predictions> predicting) {
        try {
            return Optional.of(predicting.get());
        } catch (DivergedException e) {
            return Optional.empty();
        }
    }

    /** What is predicted with some parameters of another model. */
    private static Optional<Predictions> replaced(
            TrainedModel trained, TrainedModel other, List<String> paths, Split split) {
        Map<String, NDArray> own = Weights.exchange(trained.model(), arrays(other, paths));
        try {
            return finite(() -> trained.predict(split));
        } finally {
            Weights.exchange(trained.model(), own);
        }
    }

    private static PartFacts facts(
            TrainedModel trained,
            TrainedModel first,
            List<String> all,
            PartGradients gradients,
            Optional<Predictions> replaced) {
        List<String> paths = trainable(trained, all);
        Map<String, NDArray> now = arrays(trained, paths);
        Map<String, NDArray> then = arrays(first, paths);
        List<String> moving =
                paths.stream().filter(gradients.moving()::contains).toList();
        return new PartFacts(
                now.values().stream()
                        .mapToLong(array -> array.getShape().size())
                        .sum(),
                paths.size(),
                paths.size() - moving.size(),
                (int) moving.stream()
                        .filter(path -> gradients.norms().getOrDefault(path, 0.0) == 0)
                        .count(),
                (int) moving.stream()
                        .filter(path -> !Double.isFinite(gradients.norms().getOrDefault(path, 0.0)))
                        .count(),
                ratio(
                        Math.sqrt(paths.stream()
                                .mapToDouble(path -> gradients.norms().getOrDefault(path, 0.0))
                                .map(norm -> norm * norm)
                                .sum()),
                        norm(now)),
                ratio(distance(now, then), norm(then)),
                replaced);
    }

    private static double ratio(double part, double whole) {
        return part == 0 ? 0 : part / whole;
    }

    private static double norm(Map<String, NDArray> arrays) {
        return Compute.withoutGradients(() -> Gradients.of(arrays).norm());
    }

    private static double distance(Map<String, NDArray> now, Map<String, NDArray> then) {
        return Compute.withoutGradients(() -> {
            try (NDManager manager = now.values().iterator().next().getManager().newSubManager()) {
                Map<String, NDArray> differences = new LinkedHashMap<>();
                now.forEach((path, array) -> {
                    NDArray difference = array.sub(Objects.requireNonNull(then.get(path)));
                    difference.attach(manager);
                    differences.put(path, difference);
                });
                return Gradients.of(differences).norm();
            }
        });
    }

    private static List<String> trainable(TrainedModel model, List<String> paths) {
        List<String> trainable = new ArrayList<>(paths);
        trainable.retainAll(model.model().trainable().keySet());
        return trainable;
    }

    private static Map<String, NDArray> arrays(TrainedModel model, List<String> paths) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        paths.forEach(path -> arrays.put(
                path,
                Objects.requireNonNull(model.model().parameters().get(path)).array()));
        return arrays;
    }
}
