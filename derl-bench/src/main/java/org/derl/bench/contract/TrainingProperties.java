package org.derl.bench.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.derl.bench.control.MeanPredictor;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.train.Progress;
import org.derl.bench.train.Trainer;
import org.derl.bench.train.run.DivergedException;
import org.derl.data.Split;
import org.derl.eval.Predictions;
import org.derl.io.Reason;
import org.derl.model.FusionModel;

/** What training does to a candidate. */
final class TrainingProperties {

    private static final int TRAINING = 64;
    private static final int VALIDATION = 32;
    /** The largest share of a constant prediction's error that still counts as learned. */
    private static final double LEARNED = 0.6;

    private static final int STEPS = 2;
    private static final double HALF = 0.5;

    /** In as many steps a weight after one that begins at 0 has a gradient too, and what comes after it an effect. */
    private static final int STEPS_TO_MOVE = 2 * STEPS;

    private TrainingProperties() {}

    /** The trainer brings its error on unseen samples well below that of a constant. */
    static String learns(Candidate candidate) throws ViolationException, IOException {
        Split training = ToyTask.split(candidate.schema(), TRAINING, 1);
        Split validation = ToyTask.split(candidate.schema(), VALIDATION, 2);
        double constant = error(new Predictions(
                validation.ids(),
                validation.labels(),
                Arrays.stream(MeanPredictor.fit(training.labels().stream()
                                        .mapToDouble(label -> label)
                                        .toArray())
                                .predict(validation.size()))
                        .boxed()
                        .toList()));
        Path checkpoint = Files.createTempFile("derl-contract", ".safetensors");
        try (TrainedCandidate<?> trained = candidate.allocate(1)) {
            double error = error(new Trainer(trained.settings(), trained.randomness(), stoppingAt(LEARNED * constant))
                    .train(trained.model(), training, validation, checkpoint)
                    .validation());
            throw new ViolationException(String.format(
                    Locale.ROOT,
                    "error %.2f, a constant's %.2f, after %d epochs",
                    error,
                    constant,
                    trained.settings().epochs()));
        } catch (LearnedException e) {
            return String.format(
                    Locale.ROOT,
                    "error %.2f, a constant's %.2f, after epoch %d",
                    e.epoch.validationError(),
                    constant,
                    e.epoch.epoch());
        } finally {
            Files.delete(checkpoint);
        }
    }

    private static Progress stoppingAt(double error) {
        return epoch -> {
            if (epoch.validationError() <= error) {
                throw new LearnedException(epoch);
            }
        };
    }

    /** Ends a training that has shown what it was to show. */
    private static final class LearnedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Progress.Epoch epoch;

        LearnedException(Progress.Epoch epoch) {
            this.epoch = epoch;
        }
    }

    private static double error(Predictions predictions) {
        return SentimentMetrics.MAE.metric().of(predictions);
    }

    /** After some steps no parameter is what it was, but for those that settings freeze. */
    static String movesEveryParameter(Candidate candidate) throws ViolationException {
        Map<String, Boolean> moved = moved(candidate, path -> !ProbedInput.isOf(path));
        if (moved.containsValue(false)) {
            throw new ViolationException("never moved: " + String.join(", ", still(moved)));
        }
        return moved.size() + " parameters";
    }

    /** What stands before it is trained through it, as far as it reads that. */
    static String passesGradients(Candidate candidate) throws ViolationException {
        Map<String, Boolean> moved = moved(candidate, ProbedInput::isOf);
        List<String> cut =
                still(moved).stream().filter(path -> reads(candidate, path)).toList();
        if (!cut.isEmpty()) {
            throw new ViolationException("what stands before it is not trained, for it lets no gradient through to its "
                    + names(cut)
                    + " (stopGradient, detach, or numbers taken out of an array and put into a new one do that)");
        }
        List<String> through = moved.keySet().stream()
                .filter(path -> Boolean.TRUE.equals(moved.get(path)))
                .toList();
        return through.isEmpty() ? "reads nothing that could be trained" : "to " + names(through);
    }

    private static String names(List<String> paths) {
        return paths.stream().map(ProbedInput::name).collect(Collectors.joining(", "));
    }

    /** Whether a loss is another one where what comes in by an input is. */
    private static boolean reads(Candidate candidate, String path) {
        try (TrainedCandidate<?> usual = candidate.allocate(1);
                TrainedCandidate<?> other = candidate.allocate(1)) {
            other.scale(path, HALF);
            return usual.train(STEPS_TO_MOVE) != other.train(STEPS_TO_MOVE);
        }
    }

    private static List<String> still(Map<String, Boolean> moved) {
        return moved.keySet().stream()
                .filter(path -> Boolean.FALSE.equals(moved.get(path)))
                .toList();
    }

    /** Whether some steps moved each of some parameters that training may move. */
    private static Map<String, Boolean> moved(Candidate candidate, Predicate<String> chosen) {
        try (TrainedCandidate<?> trained = candidate.allocate(1)) {
            Map<String, float[]> before = trained.weights();
            trained.train(STEPS_TO_MOVE);
            Map<String, float[]> after = trained.weights();
            Map<String, Boolean> moved = new LinkedHashMap<>();
            trained(trained)
                    .filter(chosen)
                    .forEach(path -> moved.put(path, !Arrays.equals(before.get(path), after.get(path))));
            return moved;
        }
    }

    private static Stream<String> trained(TrainedCandidate<?> trained) {
        return trained.model().trainable().keySet().stream()
                .filter(path -> trained.settings().optimization().groups().stream()
                        .filter(group -> group.fits(path))
                        .findFirst()
                        .map(group -> group.learningRate() > 0)
                        .orElse(true));
    }

    /** One seed gives the same weights again, bit by bit, and another seed gives others. */
    static String repeatsItsBits(Candidate candidate) throws ViolationException {
        Map<String, float[]> once = weights(candidate, 5, () -> {});
        compare(once, weights(candidate, 5, () -> {}), "differ between two runs of one seed: ");
        if (differing(once, weights(candidate, 6, () -> {})).isEmpty()) {
            throw new ViolationException("another seed gives the same weights");
        }
        return "";
    }

    /** A garbage collection between a loss and its gradients changes no bit. */
    static String survivesCollections(Candidate candidate) throws ViolationException {
        Map<String, float[]> undisturbed = weights(candidate, 5, () -> {});
        try {
            compare(undisturbed, weights(candidate, 5, Garbage::collect), "weights differ: ");
        } catch (ViolationException | DivergedException e) {
            throw new ViolationException("once garbage is collected between the losses and their gradients, "
                    + Reason.of(e) + " (an array operation with a Java number, or an array made by create(), does"
                    + " that; use Tensors)");
        }
        return "";
    }

    private static Map<String, float[]> weights(Candidate candidate, long seed, Runnable meanwhile) {
        try (TrainedCandidate<?> trained = candidate.allocate(seed)) {
            trained.train(STEPS, List.of(0, 1, 2, 3, 4, 5, 6, 7), meanwhile);
            return trained.weights();
        }
    }

    private static void compare(Map<String, float[]> one, Map<String, float[]> other, String message)
            throws ViolationException {
        List<String> differing = differing(one, other);
        if (!differing.isEmpty()) {
            throw new ViolationException(message + String.join(", ", differing));
        }
    }

    private static List<String> differing(Map<String, float[]> one, Map<String, float[]> other) {
        return one.keySet().stream()
                .filter(path -> !Arrays.equals(one.get(path), other.get(path)))
                .toList();
    }

    /** The arrays that live as long as the weights do not grow in number. */
    static String keepsNoMemory(Candidate candidate) throws ViolationException {
        try (TrainedCandidate<?> trained = candidate.allocate(1)) {
            FusionModel<?> model = trained.model();
            trained.train(STEPS);
            int before = model.manager().getManagedArrays().size();
            trained.train(STEPS);
            int after = model.manager().getManagedArrays().size();
            if (after != before) {
                throw new ViolationException("after " + STEPS + " more steps, " + after
                        + " arrays live as long as the weights, not " + before);
            }
            return before + " arrays";
        }
    }

    /** A single sample is predicted, and trained on or refused with a reason. */
    static Answer takesOneSample(Candidate candidate) throws ViolationException {
        try (TrainedCandidate<?> trained = candidate.allocate(1)) {
            Split split = ToyTask.split(candidate.schema(), 1, 1);
            trained.predict(manager -> split.batch(manager, List.of(0)));
            try {
                double loss = trained.train(1, List.of(0), () -> {});
                if (!Double.isFinite(loss)) {
                    throw new ViolationException("the loss of a single sample is " + loss);
                }
                return Answer.holds("trains on it too");
            } catch (IllegalArgumentException e) {
                return Answer.refuses("trains on two or more: " + e.getMessage());
            }
        }
    }
}
