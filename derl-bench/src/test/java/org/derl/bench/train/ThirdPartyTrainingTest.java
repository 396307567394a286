package org.derl.bench.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.toy.SourceJar;
import org.derl.bench.toy.ToySplit;
import org.derl.config.FaultyPluginException;
import org.derl.config.InvalidConfigException;
import org.derl.config.Settings;
import org.derl.data.Split;
import org.derl.eval.Predictions;
import org.derl.model.FusionModel;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others' jars add to training, by nothing but their names in settings. */
class ThirdPartyTrainingTest {

    private static final Split TRAINING = new ToySplit("train", 97, 1);
    private static final Split VALIDATION = new ToySplit("valid", 40, 2);

    private static final String OPTIMIZER =
            """
            package com.example;
            import ai.djl.ndarray.NDArray;
            import java.util.Map;
            import org.derl.plugin.PluginModule;
            import org.derl.tensor.*;
            import org.derl.tensor.optim.*;
            public final class SignPlugin extends PluginModule {
                public record Config(double share) {}
                @Override protected void configure() {
                    offer(Optimizer.KIND, "sign", Config.class, Signs::new);
                }
                /** Moves all weights by the sign of their gradient. */
                static final class Signs implements Optimizer {
                    private final Input input;
                    private final double share;
                    private double factor = 1;
                    Signs(Config config, Input input) {
                        this.input = input;
                        share = config.share();
                    }
                    @Override public void step(Gradients gradients) {
                        input.groups().forEach(group -> group.parameters().forEach((path, weights) ->
                                move(weights, gradients.byPath().get(path), factor * share * group.learningRate())));
                    }
                    private static void move(NDArray weights, NDArray gradient, double rate) {
                        if (gradient != null) {
                            Compute.withoutGradients(() -> weights.subi(Tensors.scale(gradient.sign(), rate)));
                        }
                    }
                    @Override public void setRateFactor(double factor) { this.factor = factor; }
                    @Override public Map<String, NDArray> state() { return Map.of(); }
                    @Override public void restore(Map<String, NDArray> state) {}
                }
            }
            """;

    private static final String METRIC =
            """
            package com.example;
            import org.derl.data.Split;
            import org.derl.eval.*;
            import org.derl.plugin.PluginModule;
            public final class LargestPlugin extends PluginModule {
                public record Config() {}
                @Override protected void configure() {
                    offer(Metric.KIND, "largest", Config.class, (config, split) -> new Largest());
                }
                /** The more, the better. */
                static final class Largest implements Metric {
                    @Override public double of(Predictions predictions) {
                        return predictions.predictions().stream().mapToDouble(x -> x).max().orElseThrow();
                    }
                    @Override public boolean higherIsBetter() { return true; }
                }
            }
            """;

    private static final String LISTENER =
            """
            package com.example;
            import java.io.*;
            import java.nio.file.*;
            import org.derl.model.TrainingListener;
            import org.derl.plugin.PluginModule;
            public final class JournalPlugin extends PluginModule {
                public record Config(String file) {}
                @Override protected void configure() {
                    offer(TrainingListener.KIND, "journal", Config.class, Journal::new);
                }
                /** Writes a line an epoch. */
                static final class Journal implements TrainingListener {
                    private final Path file;
                    Journal(Config config, Path folder) { file = folder.resolve(config.file()); }
                    @Override public void finished(Epoch epoch) {
                        write(epoch.epoch() + " " + epoch.metric() + " " + epoch.validation() + " " + epoch.best());
                    }
                    @Override public void close() { write("end"); }
                    private void write(String line) {
                        try {
                            Files.writeString(file, line + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                }
            }
            """;

    private static final String COURSE =
            """
            package com.example;
            import java.util.*;
            import java.util.stream.IntStream;
            import org.derl.model.*;
            import org.derl.plugin.PluginModule;
            public final class CoursePlugin extends PluginModule {
                public record Order(String of) {}
                public record Stop(int after) {}
                @Override protected void configure() {
                    offer(Sampler.KIND, "rows", Order.class, (order, input) -> (epoch, randomness) -> {
                        int size = input.training().size();
                        int[] rows = switch (order.of()) {
                            case "drawn" -> randomness.permutation(size);
                            case "file" -> IntStream.range(0, size).toArray();
                            default -> new int[] {size};
                        };
                        List<Integer> all = IntStream.of(rows).boxed().toList();
                        List<List<Integer>> batches = new ArrayList<>();
                        for (int start = 0; start < all.size(); start += input.batchSize()) {
                            batches.add(all.subList(start, Math.min(start + input.batchSize(), all.size())));
                        }
                        return batches;
                    });
                    offer(Schedule.KIND, "stop", Stop.class, (stop, epochs) -> point ->
                            point.step() < stop.after()
                                            && point.done() < 1
                                            && point.errors().size() == point.epoch() - 1
                                    ? 1
                                    : stop.after() < 0 ? Double.NaN : 0);
                }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void aSamplerAndAScheduleTrain() throws IOException {
        try (URLClassLoader loader = SourceJar.loader(directory, "CoursePlugin", COURSE)) {
            assertTheSamplerMakesTheBatches(loader);
            assertTheScheduleSetsTheRates(loader);
        }
    }

    private void assertTheSamplerMakesTheBatches(ClassLoader loader) throws IOException {
        // 97 samples in batches of 25, so that no sample is left alone.
        String some = "epochs = 2, patience = 2, batch-size = 25, ";
        Predictions usual = train(settings(loader, some)).validation();
        assertEquals(usual, train(settings(loader, some + "sampler = shuffled")).validation());
        assertEquals(
                usual,
                train(settings(loader, some + "sampler { type = rows, of = drawn }"))
                        .validation());
        assertNotEquals(
                usual,
                train(settings(loader, some + "sampler { type = rows, of = file }"))
                        .validation());
        ModelSettings wrong = settings(loader, some + "sampler { type = rows, of = nothing }");
        String refused =
                assertThrows(FaultyPluginException.class, () -> train(wrong)).getMessage();
        assertTrue(refused.startsWith("sampler 'rows' (com.example.CoursePlugin in "), refused);
        assertTrue(refused.contains("each of them rows from 0 to 96"), refused);
    }

    private void assertTheScheduleSetsTheRates(ClassLoader loader) throws IOException {
        String some = "epochs = 3, patience = 3, batch-size = 16, ";
        Predictions usual = train(settings(loader, some)).validation();
        assertEquals(
                usual, train(settings(loader, some + "schedule = constant")).validation());
        // Six steps an epoch.
        Predictions cut = train(settings(loader, some + "steps = 8")).validation();
        assertEquals(
                cut,
                train(settings(loader, some + "schedule { type = stop, after = 8 }"))
                        .validation());
        assertNotEquals(usual, cut);
        ModelSettings wrong = settings(loader, some + "schedule { type = stop, after = -1 }");
        String refused =
                assertThrows(FaultyPluginException.class, () -> train(wrong)).getMessage();
        assertTrue(refused.startsWith("schedule 'stop' (com.example.CoursePlugin in "), refused);
        assertTrue(refused.contains("must be finite and not negative, but is NaN"), refused);
    }

    @Test
    void theFormerNameOfSchedulesIsRefusedWithTodays() {
        String refused = assertThrows(
                        InvalidConfigException.class,
                        () -> settings(getClass().getClassLoader(), "plateau { factor = 0.1, patience = 2 }"))
                .getMessage();
        assertTrue(refused.contains("training.plateau is not a setting here; it is called 'schedule' now"), refused);
    }

    @Test
    void anOptimizerTrains() throws IOException {
        try (URLClassLoader loader = SourceJar.loader(directory, "SignPlugin", OPTIMIZER)) {
            ModelSettings settings =
                    settings(loader, "epochs = 12, patience = 12, optimization.algorithm { type = sign, share = 0.5 }");
            assertEquals(0.5, Settings.describe(settings).getDouble("training.optimization.algorithm.share"));
            double error = SentimentMetrics.MAE.metric().of(train(settings).validation());
            double constant = VALIDATION.labels().stream()
                    .mapToDouble(Math::abs)
                    .average()
                    .orElseThrow();
            assertTrue(error < constant / 2, error + " of " + constant);
        }
    }

    @Test
    void aMetricChoosesTheEpochAndAListenerHearsOfAll() throws IOException {
        try (URLClassLoader metric = SourceJar.loader(directory, "LargestPlugin", METRIC);
                URLClassLoader listener = SourceJar.loader(directory, "JournalPlugin", LISTENER);
                URLClassLoader both = SourceJar.together(metric, listener)) {
            Trainer.Outcome outcome = train(settings(
                    both,
                    "epochs = 6, patience = 6, select = largest, listeners = [{ type = journal, file ="
                            + " journal.txt }]"));
            List<String> lines = Files.readAllLines(directory.resolve("journal.txt"));
            assertEquals("end", lines.remove(lines.size() - 1));
            assertEquals(outcome.epochs(), lines.size());
            double largest = lines.stream()
                    .mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[2]))
                    .max()
                    .orElseThrow();
            assertEquals(outcome.best() + " largest " + largest + " true", lines.get(outcome.best() - 1));
            assertEquals(
                    largest,
                    outcome.validation().predictions().stream()
                            .mapToDouble(value -> value)
                            .max()
                            .orElseThrow());
        }
    }

    @Test
    void ownMetricsChooseEpochsToo() throws IOException {
        ClassLoader loader = getClass().getClassLoader();
        String some = "epochs = 3, patience = 3, ";
        assertEquals(
                train(settings(loader, some)).validation(),
                train(settings(loader, some + "select = mae")).validation());
        double most = SentimentMetrics.CORR
                .metric()
                .of(train(settings(loader, some + "select = corr")).validation());
        for (int epochs = 1; epochs <= 3; epochs++) {
            Trainer.Outcome shorter = train(settings(loader, "patience = 3, epochs = " + epochs));
            assertTrue(SentimentMetrics.CORR.metric().of(shorter.validation()) <= most);
        }
    }

    @Test
    void aNameThatNobodyOffersIsRefused() throws IOException {
        try (URLClassLoader loader = SourceJar.loader(directory, "SignPlugin", OPTIMIZER)) {
            InvalidConfigException refused =
                    assertThrows(InvalidConfigException.class, () -> settings(loader, "optimization.algorithm = adm"));
            assertTrue(
                    refused.getMessage()
                            .contains("is 'adm', which no plugin offers as an optimizer; did you mean 'adam'?"),
                    refused.getMessage());
        }
    }

    @Test
    void aNameAloneIsDescribedAsThat() {
        ModelSettings settings = settings(getClass().getClassLoader(), "optimization.algorithm = rmsprop");
        assertEquals("rmsprop", Settings.describe(settings).getString("training.optimization.algorithm"));
    }

    private Trainer.Outcome train(ModelSettings settings) throws IOException {
        Compute.prepareThread();
        Randomness randomness = new Randomness(1);
        try (FusionModel<?> model = settings.model().build(ToySplit.schema())) {
            model.allocate(Device.cpu(), randomness);
            return new Trainer(settings.training(), randomness, Progress.NONE)
                    .train(model, TRAINING, VALIDATION, directory.resolve("weights.safetensors"));
        }
    }

    private static ModelSettings settings(ClassLoader loader, String training) {
        return Configuration.of(loader)
                .with(ConfigFactory.parseString("toy-model.training { " + training + " }"))
                .make(Models.class)
                .settings("toy-model", List.of());
    }
}
