package com.example.custommodel;

import ai.djl.ndarray.NDArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.train.Predictor;
import org.derl.bench.train.Trainer;
import org.derl.bench.train.TrainingSettings;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.InMemorySplit;
import org.derl.data.InMemorySplit.Sample;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.data.Task;
import org.derl.model.Optimization;
import org.derl.model.TaskLoss;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.optim.Optimizer;

/** Trains a model of one's own on arrays of one's own: by DERL's trainer, and by a loop of one's own. */
public final class TrainCustomModel {

    private static final Schema SCHEMA = new Schema(
            ByModality.of(Map.of("text", FeatureShape.features(6, 8), "audio", FeatureShape.features(3, 12))),
            Task.SENTIMENT);
    private static final Optimization OPTIMIZATION = Optimization.adam(0.01);
    private static final int EPOCHS = 20;
    private static final int BATCH = 16;

    private TrainCustomModel() {}

    public static void main(String[] arguments) throws IOException {
        Path checkpoint = Files.createTempFile("custom-model", ".safetensors");
        System.out.printf(
                Locale.ROOT, "mean absolute error on unseen samples by the trainer:  %.3f%n", byTrainer(checkpoint));
        System.out.printf(Locale.ROOT, "mean absolute error on unseen samples by our own loop: %.3f%n", byOwnLoop());
        Files.delete(checkpoint);
    }

    /** The trainer validates after each epoch, keeps the best weights in a file, and stops early. */
    static double byTrainer(Path checkpoint) throws IOException {
        Compute.prepareThread();
        Randomness randomness = new Randomness(1);
        try (ModalityAttention model = new ModalityAttention(SCHEMA, 16)) {
            model.allocate(Compute.device("auto"), randomness);
            TrainingSettings settings = new TrainingSettings(BATCH, EPOCHS, 5, OPTIMIZATION);
            new Trainer(
                            settings,
                            randomness,
                            epoch -> System.out.printf(
                                    Locale.ROOT, "epoch %d: %.3f%n", epoch.epoch(), epoch.validationError()))
                    .train(model, data(200, 1), data(50, 2), checkpoint);
            return error(model);
        }
    }

    /** Nothing but derl-api: a pass forward, gradients, a step. */
    static double byOwnLoop() {
        Compute.prepareThread();
        Randomness randomness = new Randomness(1);
        Split training = data(200, 1);
        try (ModalityAttention model = new ModalityAttention(SCHEMA, 16)) {
            model.allocate(Compute.device("auto"), randomness);
            Optimizer optimizer = OPTIMIZATION.optimizer(model.trainable(), model.manager());
            for (int step = 0; step < EPOCHS * training.size() / BATCH; step++) {
                List<Integer> rows = IntStream.range(0, BATCH)
                        .mapToObj(i -> randomness.nextInt(training.size()))
                        .toList();
                try (Scope scope = model.open()) { // whatever this step makes is freed when it closes
                    Batch batch = training.batch(scope.manager(), rows);
                    NDArray prediction = model.forward(Pass.training(scope, randomness), batch)
                            .prediction();
                    NDArray loss =
                            TaskLoss.ABSOLUTE.of(prediction, batch.targets().overall());
                    optimizer.step(Gradients.of(loss, model.trainable(), scope.manager()));
                }
            }
            return error(model);
        }
    }

    private static double error(ModalityAttention model) {
        return SentimentMetrics.MAE.metric().of(Predictor.predict(model, data(100, 3), BATCH));
    }

    /** Represents arrays that a program has: two modalities, of different lengths, that both say something. */
    private static Split data(int size, long seed) {
        Random random = new Random(seed);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            double label = 6 * random.nextDouble() - 3;
            samples.add(new Sample("sample-" + i, label, SCHEMA.inputs().map((modality, shape) -> {
                float[] steps = new float[(1 + random.nextInt(shape.maximumLength())) * shape.size()];
                for (int j = 0; j < steps.length; j++) {
                    steps[j] = (float) (random.nextGaussian() + (j % shape.size() == 0 ? label : 0));
                }
                return steps;
            })));
        }
        return new InMemorySplit(SCHEMA.inputs(), samples);
    }
}
