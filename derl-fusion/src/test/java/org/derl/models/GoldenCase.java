package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.config.Settings;
import org.derl.data.Batch;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.model.Forward;
import org.derl.model.Losses;
import org.derl.part.Pass;
import org.derl.part.Weights;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.SafeTensors;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;

/**
 * What a reference implementation computed, behind the text encoder: output, losses and gradients. The names are
 * translated by the model's correspondence.
 */
final class GoldenCase {

    private final String model;
    private final Path folder;
    private final Config correspondence;
    private final SafeTensors expected;

    GoldenCase(String model, String name) throws Exception {
        this.model = model;
        folder = Path.of(Objects.requireNonNull(getClass().getResource("golden/" + model + "/" + name + "/config.json"))
                        .toURI())
                .getParent();
        Config reference = ConfigFactory.parseFile(folder.resolve("config.json").toFile());
        Config known = ConfigFactory.empty()
                .withValue("reference", reference.root())
                .withValue("reference-at", numbered(reference));
        correspondence = ConfigFactory.parseResources("derl/correspondence/" + model + ".conf")
                .withFallback(known)
                .resolve();
        expected = open("expected");
    }

    private static ConfigValue numbered(Config reference) {
        Map<String, Object> lists = new LinkedHashMap<>();
        reference.root().forEach((key, value) -> {
            if (value instanceof ConfigList list) {
                Map<String, Object> elements = new LinkedHashMap<>();
                list.forEach(element -> elements.put(String.valueOf(elements.size()), element));
                lists.put(key, elements);
            }
        });
        return ConfigValueFactory.fromMap(lists);
    }

    private SafeTensors open(String file) throws Exception {
        return SafeTensors.open(folder.resolve(file + ".safetensors"));
    }

    /** Compares everything; the loss terms are named by the reference. */
    <F extends Forward> void compare(String overrides, Map<String, String> terms) throws Exception {
        Config settings =
                Settings.layer(List.of(correspondence.getConfig("settings"), ConfigFactory.parseString(overrides)));
        SafeTensors inputs = open("inputs");
        try (NDManager host = Compute.newManager(Device.cpu());
                ModelTrial<F> trial = ModelTrial.of(model, settings, schema(batch(host, inputs)))) {
            load(trial);
            try (Scope scope = trial.open()) {
                Batch batch = batch(scope.manager(), inputs);
                Pass pass = Pass.training(scope, new Randomness(1));
                F forward = trial.forward(pass, batch);
                assertClose("output", forward.prediction());
                Losses losses = trial.losses(pass, forward, batch);
                assertClose("loss.total", losses.total());
                for (Map.Entry<String, String> term : terms.entrySet()) {
                    assertClose(
                            "loss." + term.getKey(),
                            Objects.requireNonNull(losses.terms().get(term.getValue())));
                }
                compareGradients(Gradients.of(losses.total(), trial.model().trainable(), scope.manager())
                        .byPath());
            }
        }
    }

    private static Schema schema(Batch batch) {
        Map<String, Sequence> inputs = batch.inputs().toMap();
        return ModelTrial.schema(
                Objects.requireNonNull(inputs.get("text")).size(),
                Objects.requireNonNull(inputs.get("audio")).size(),
                Objects.requireNonNull(inputs.get("vision")).size());
    }

    private Batch batch(NDManager manager, SafeTensors inputs) throws Exception {
        Map<String, Sequence> sequences = new LinkedHashMap<>();
        for (String name : List.of("audio", "vision")) {
            sequences.put(name, Sequence.full(inputs.read(manager, name)));
        }
        NDArray text = inputs.read(manager, "text");
        sequences.put(
                "text",
                expected.names().contains("feat.bert_last_hidden") ? encoded(manager, text) : Sequence.full(text));
        return ModelTrial.batch(sequences, inputs.read(manager, "labels").flatten());
    }

    /** The second row of each sample's text tells real tokens. */
    private Sequence encoded(NDManager manager, NDArray tokens) throws Exception {
        float[] counts = Tensors.at(tokens, 1, 1).sum(new int[] {1}).toFloatArray();
        int[] lengths = new int[counts.length];
        Arrays.setAll(lengths, row -> (int) counts[row]);
        return Sequence.of(expected.read(manager, "feat.bert_last_hidden"), lengths);
    }

    private void load(ModelTrial<?> trial) throws Exception {
        SafeTensors weights = open("weights");
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (String name : weights.names()) {
            List<String> paths = paths(name);
            NDArray whole = weights.read(trial.model().manager(), name);
            long rows = whole.getShape().get(0) / Math.max(1, paths.size());
            for (int i = 0; i < paths.size(); i++) {
                arrays.put(
                        paths.get(i),
                        Tensors.slice(whole, 0, i * rows, (i + 1) * rows).duplicate());
            }
        }
        Weights.set(trial.model(), arrays, folder.toString());
    }

    /** Our paths of a parameter: none of the text encoder's, and none of what is left out. */
    private List<String> paths(String name) {
        String path = name;
        for (Config rule : correspondence.getConfigList("parameters")) {
            path = path.replaceAll(rule.getString("from"), rule.getString("to"));
        }
        boolean left = correspondence.hasPath("ignored")
                && correspondence.getStringList("ignored").stream().anyMatch(ignored -> name.matches(ignored + ".*"));
        if (left || path.startsWith("text-encoder.")) {
            return List.of();
        }
        Config split = correspondence.getConfigList("split").get(0);
        String whole = path;
        return whole.matches(".*" + split.getString("from"))
                ? split.getStringList("into").stream()
                        .map(part -> whole.replaceAll(split.getString("from"), part))
                        .toList()
                : List.of(whole);
    }

    private void compareGradients(Map<String, NDArray> gradients) throws Exception {
        int compared = 0;
        for (String name : open("weights").names()) {
            List<String> paths = paths(name);
            if (paths.isEmpty()) {
                continue;
            }
            compared++;
            if (!expected.names().contains("grad." + name)) {
                paths.forEach(path -> assertNull(gradients.get(path), path + " must have no gradient"));
                continue;
            }
            List<NDArray> parts = new ArrayList<>();
            for (String path : paths) {
                assertNotNull(gradients.get(path), path + " must have a gradient");
                parts.add(gradients.get(path));
            }
            float[] wanted = values("grad." + name);
            double largest = 0;
            for (float value : wanted) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertNear("grad." + name, wanted, Tensors.concat(parts, 0), 1e-7 + 1e-4 * largest, 0);
        }
        assertEquals(gradients.size() > 0, compared > 50);
    }

    private void assertClose(String name, NDArray actual) throws Exception {
        assertNear(name, values(name), actual, 1e-5, 1e-5);
    }

    private static void assertNear(String name, float[] wanted, NDArray actual, double absolute, double relative) {
        float[] found = actual.toFloatArray();
        assertEquals(wanted.length, found.length, name);
        for (int i = 0; i < wanted.length; i++) {
            assertEquals(wanted[i], found[i], absolute + relative * Math.abs(wanted[i]), name + " at " + i);
        }
    }

    private float[] values(String name) throws Exception {
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            return expected.read(manager, name).toFloatArray();
        }
    }
}
