package org.derl.bench.contract;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.data.Batch;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.part.Weights;
import org.derl.tensor.Tensors;

/** What a candidate that has taken some steps predicts. */
final class PredictionProperties {

    private static final int STEPS = 2;
    private static final int SAMPLES = 8;
    private static final int PADDING = 3;
    /** The sums of a longer or larger array are rounded in another order. */
    private static final double TOLERANCE = 1e-4;

    private PredictionProperties() {}

    /** Weights from a file give another model of the same settings the same predictions, bit by bit. */
    static String savesAndLoads(Candidate candidate) throws ViolationException, IOException {
        Path file = Files.createTempFile("derl-contract", ".safetensors");
        try (TrainedCandidate<?> saved = trained(candidate);
                TrainedCandidate<?> loaded = candidate.allocate(2)) {
            Weights.save(saved.model(), file, Map.of());
            Weights.load(loaded.model(), file);
            Split split = split(candidate);
            float[] expected = saved.predict(manager -> split.batch(manager, all(split)));
            if (!Arrays.equals(expected, loaded.predict(manager -> split.batch(manager, all(split))))) {
                throw new ViolationException(
                        "predicts otherwise once its weights are loaded into another model: it keeps something that is"
                                + " neither a parameter nor a buffer");
            }
            return Files.size(file) / 1024 + " KiB";
        } finally {
            Files.delete(file);
        }
    }

    /** A sample's prediction does not depend on what else is in the batch. */
    static String predictsAloneAsInCompany(Candidate candidate) throws ViolationException {
        return aloneAsTogether(candidate, split(candidate));
    }

    /** So it is for samples of which one modality is long and the others have a single step. */
    static String readsAnyLengths(Candidate candidate) throws ViolationException {
        return aloneAsTogether(candidate, ToyTask.ofUnequalLengths(candidate.schema()));
    }

    private static String aloneAsTogether(Candidate candidate, Split split) throws ViolationException {
        try (TrainedCandidate<?> trained = trained(candidate)) {
            float[] together = trained.predict(manager -> split.batch(manager, all(split)));
            float[] alone = new float[together.length];
            for (int row = 0; row < alone.length; row++) {
                List<Integer> only = List.of(row);
                alone[row] = trained.predict(manager -> split.batch(manager, only))[0];
            }
            return compare(together, alone);
        }
    }

    /** Time steps of padding after the longest sequence change nothing. */
    static String honorsPadding(Candidate candidate) throws ViolationException {
        try (TrainedCandidate<?> trained = trained(candidate)) {
            Split split = split(candidate);
            float[] plain = trained.predict(manager -> split.batch(manager, all(split)));
            return compare(plain, trained.predict(manager -> padded(split.batch(manager, all(split)))));
        }
    }

    private static Batch padded(Batch batch) {
        return new Batch(
                batch.inputs().map((modality, sequence) -> padded(sequence)),
                batch.targets(),
                batch.rows(),
                batch.ids());
    }

    private static Sequence padded(Sequence sequence) {
        NDArray values = sequence.values();
        long[] shape = values.getShape().getShape();
        shape[1] = PADDING;
        NDManager manager = values.getManager();
        NDArray padding = manager.zeros(new Shape(shape), values.getDataType());
        return Sequence.of(Tensors.concat(List.of(values, padding), 1), sequence.lengths());
    }

    private static TrainedCandidate<?> trained(Candidate candidate) {
        TrainedCandidate<?> trained = candidate.allocate(1);
        trained.train(STEPS);
        return trained;
    }

    private static Split split(Candidate candidate) {
        return ToyTask.split(candidate.schema(), SAMPLES, 4);
    }

    private static List<Integer> all(Split split) {
        return IntStream.range(0, split.size()).boxed().toList();
    }

    private static String compare(float[] one, float[] other) throws ViolationException {
        double largest = IntStream.range(0, one.length)
                .mapToDouble(i -> Math.abs(one[i] - other[i]))
                .max()
                .orElseThrow();
        String figure = String.format(Locale.ROOT, "largest difference %.1e", largest);
        if (!(largest <= TOLERANCE)) {
            throw new ViolationException(figure);
        }
        return figure;
    }
}
