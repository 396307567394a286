package org.derl.bench.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.toy.SourceJar;
import org.derl.bench.toy.ToySplit;
import org.derl.config.InvalidConfigException;
import org.derl.config.Settings;
import org.derl.data.Split;
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
                    private double share;
                    Signs(Config config, Input input) {
                        this.input = input;
                        share = config.share();
                    }
                    @Override public void step(Gradients gradients) {
                        input.groups().forEach(group -> group.parameters().forEach((path, weights) ->
                                move(weights, gradients.byPath().get(path), share * group.learningRate())));
                    }
                    private static void move(NDArray weights, NDArray gradient, double rate) {
                        if (gradient != null) {
                            Compute.withoutGradients(() -> weights.subi(Tensors.scale(gradient.sign(), rate)));
                        }
                    }
                    @Override public void scaleRates(double factor) { share *= factor; }
                    @Override public Map<String, NDArray> state() { return Map.of(); }
                    @Override public void restore(Map<String, NDArray> state) {}
                }
            }
            """;

    @TempDir
    Path directory;

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
