package org.derl.bench.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.derl.bench.train.Checkpoints;
import org.derl.bench.train.Observers;
import org.derl.bench.train.Progress;
import org.derl.bench.train.Trainer;
import org.derl.bench.train.TrainingSettings;
import org.derl.data.Split;

/** Whether a training that was stopped within an epoch ends in the bits of one that was not. */
final class ResumeProperty {

    private static final int ROWS = 16;
    private static final int BATCH = 8;
    private static final int EPOCHS = 2;

    /** Within the second epoch, where there is something to remember, for models of one sweep and of two. */
    private static final int STEPS = 3;

    private final Candidate candidate;
    private final Path folder;
    private final List<String> said = new ArrayList<>();

    private ResumeProperty(Candidate candidate, Path folder) {
        this.candidate = candidate;
        this.folder = folder;
    }

    static String examine(Candidate candidate) throws ViolationException, IOException {
        Path folder = Files.createTempDirectory("derl-contract");
        try {
            return new ResumeProperty(candidate, folder).examine();
        } finally {
            Checkpoints.discard(folder);
            Files.deleteIfExists(weights(folder));
            Files.delete(folder);
        }
    }

    private static Path weights(Path folder) {
        return folder.resolve("weights.safetensors");
    }

    private String examine() throws ViolationException, IOException {
        Map<String, float[]> undisturbed = train(() -> false);
        int[] steps = new int[1];
        try {
            train(() -> ++steps[0] == STEPS);
            throw new ViolationException("it takes fewer than " + STEPS + " steps in " + EPOCHS + " epochs");
        } catch (CancellationException e) {
            // as it was asked to
        }
        Map<String, float[]> resumed = train(() -> false);
        List<String> differing = undisturbed.keySet().stream()
                .filter(path -> !Arrays.equals(undisturbed.get(path), resumed.get(path)))
                .toList();
        if (!differing.isEmpty()) {
            throw new ViolationException("a training that was stopped and gone on with ends in other weights: "
                    + String.join(", ", differing)
                    + " (what a training keeps from batch to batch must be in memory() and come back by restore(); "
                    + String.join("; ", said) + ")");
        }
        return "from step " + STEPS;
    }

    private Map<String, float[]> train(BooleanSupplier stopped) throws IOException {
        TrainingSettings quick = candidate.quickTraining();
        TrainingSettings settings = new TrainingSettings(BATCH, EPOCHS, EPOCHS, quick.optimization());
        Split training = ToyTask.split(candidate.schema(), ROWS, 1);
        try (TrainedCandidate<?> trained = candidate.allocate(1)) {
            Checkpoints checkpoints = Checkpoints.in(folder, "contract", null, stopped, Progress.saying(said::add));
            new Trainer(settings, trained.randomness(), Observers.of(Progress.NONE, checkpoints))
                    .train(trained.model(), training, ToyTask.split(candidate.schema(), ROWS, 2), weights(folder));
            return trained.weights();
        }
    }
}
