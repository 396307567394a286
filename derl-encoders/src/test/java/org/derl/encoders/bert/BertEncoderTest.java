package org.derl.encoders.bert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.part.Weights;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.SafeTensors;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class BertEncoderTest {

    private static final int[] LENGTHS = {4, 2, 3};
    private static final long[] TOKENS = {1, 7, 9, 2, 1, 2, 0, 0, 1, 8, 2, 0};

    private final Randomness randomness = new Randomness(3);

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    @Test
    void computesWhatTheReferenceComputes() throws Exception {
        Path folder = Path.of(
                Objects.requireNonNull(getClass().getResource("bert_encoder")).toURI());
        Config reference =
                ConfigFactory.parseFile(folder.resolve("config.json").toFile()).getConfig("bert");
        FeatureShape input = FeatureShape.tokens(reference.getInt("vocab_size"), 9);
        try (BertEncoder encoder = new BertEncoder(settings(reference), input)) {
            encoder.allocate(Device.cpu(), randomness);
            Weights.load(encoder, folder.resolve("weights.safetensors"));
            try (Scope scope = encoder.open()) {
                Map<String, NDArray> inputs = read(scope, folder.resolve("inputs.safetensors"));
                Map<String, NDArray> expected = read(scope, folder.resolve("expected.safetensors"));
                Map<String, NDArray> seen = new LinkedHashMap<>();
                encoder.watch(part -> seen.put(part.path(), part.output()));
                Sequence states = encoder.encode(Pass.evaluation(scope), sequence(inputs.get("text_bert")));
                NDArray pooled = encoder.pooled(states);
                assertNear(expected.get("output"), states.values(), 1e-5, 1e-5, "output");
                assertNear(expected.get("feat.embeddings"), seen.get("embeddings"), 1e-5, 1e-5, "embeddings");
                assertNear(expected.get("feat.layer0"), seen.get("encoder.layer.0"), 1e-5, 1e-5, "layer 0");
                assertNear(expected.get("feat.layer1"), seen.get("encoder.layer.1"), 1e-5, 1e-5, "layer 1");
                assertNear(expected.get("feat.pooled"), seen.get(".pooled"), 1e-5, 1e-5, "pooled");
                NDArray loss = states.values()
                        .mul(inputs.get("probe_seq"))
                        .sum()
                        .add(pooled.mul(inputs.get("probe_pool")).sum());
                assertNear(expected.get("loss.probe"), loss, 1e-5, 1e-5, "loss");
                compareGradients(Gradients.of(loss, encoder.trainable(), scope.manager()), expected);
            }
        }
    }

    private static BertEncoder.Config settings(Config reference) {
        return new BertEncoder.Config(
                reference.getInt("hidden_size"),
                reference.getInt("num_hidden_layers"),
                reference.getInt("num_attention_heads"),
                reference.getInt("intermediate_size"),
                0,
                reference.getInt("max_position_embeddings"),
                reference.getInt("type_vocab_size"),
                true);
    }

    private static Map<String, NDArray> read(Scope scope, Path file) throws Exception {
        SafeTensors tensors = SafeTensors.open(file);
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (String name : tensors.names()) {
            arrays.put(name, tensors.read(scope.manager(), name));
        }
        return arrays;
    }

    /** The rows of each sample are token numbers, a mask of real tokens, and segments. */
    private static Sequence sequence(NDArray text) {
        float[] counts = Tensors.at(text, 1, 1).sum(new int[] {1}).toFloatArray();
        int[] lengths = new int[counts.length];
        for (int row = 0; row < lengths.length; row++) {
            lengths[row] = (int) counts[row];
        }
        NDArray both = Tensors.stack(List.of(Tensors.at(text, 1, 0), Tensors.at(text, 1, 2)), 2);
        return Sequence.of(both.toType(DataType.INT64, false), lengths);
    }

    private static void compareGradients(Gradients gradients, Map<String, NDArray> expected) {
        expected.forEach((name, gradient) -> {
            if (name.startsWith("grad.")) {
                // Every query sees all keys shifted alike by their bias, so that its gradient is rounding.
                double share = name.endsWith("key.bias") ? 0 : 1e-4;
                double absolute = name.endsWith("key.bias") ? 1e-5 : 1e-7;
                NDArray found = gradients.byPath().get(name.substring("grad.".length()));
                assertNotNull(found, name);
                assertNear(
                        gradient, found, absolute + share * gradient.abs().max().getFloat(), 0, name);
            }
        });
        assertEquals(39, gradients.byPath().size());
    }

    private static void assertNear(NDArray expected, NDArray actual, double absolute, double relative, String what) {
        assertEquals(expected.getShape(), actual.getShape(), what);
        float[] wanted = expected.toFloatArray();
        float[] found = actual.toFloatArray();
        for (int i = 0; i < wanted.length; i++) {
            assertEquals(wanted[i], found[i], absolute + relative * Math.abs(wanted[i]), what + " at " + i);
        }
    }

    private BertEncoder small(boolean pooler) {
        BertEncoder encoder =
                new BertEncoder(new BertEncoder.Config(8, 2, 2, 12, 0.1, null, 2, pooler), FeatureShape.tokens(10, 4));
        encoder.allocate(Device.cpu(), randomness);
        return encoder;
    }

    private static Sequence tokens(NDManager manager) {
        return Sequence.of(Tensors.of(manager, TOKENS, new Shape(3, 4)), LENGTHS);
    }

    @Test
    void encodesASampleAloneAsInCompany() {
        try (BertEncoder encoder = small(false);
                Scope scope = encoder.open()) {
            Pass pass = Pass.evaluation(scope);
            NDArray together = encoder.encode(pass, tokens(scope.manager())).values();
            for (int row = 0; row < LENGTHS.length; row++) {
                Sequence alone = Sequence.full(real(tokens(scope.manager()).values(), row));
                assertArrayEquals(
                        encoder.encode(pass, alone).values().toFloatArray(),
                        real(together, row).toFloatArray(),
                        2e-6f);
            }
        }
    }

    private static NDArray real(NDArray x, int row) {
        return Tensors.slice(Tensors.slice(x, 0, row, row + 1), 1, 0, LENGTHS[row])
                .duplicate();
    }

    @Test
    void reachesEveryParameterButThePaddingRow() {
        try (BertEncoder encoder = small(false);
                Scope scope = encoder.open()) {
            float[] before = words(encoder).toFloatArray();
            assertArrayEquals(new float[8], Arrays.copyOf(before, 8));
            NDArray states = encoder.encode(Pass.training(scope, randomness), tokens(scope.manager()))
                    .values();
            NDArray loss = states.mul(randomness.gaussian(scope.manager(), states.getShape()))
                    .sum();
            Map<String, NDArray> gradients =
                    Gradients.of(loss, encoder.trainable(), scope.manager()).byPath();
            assertEquals(encoder.parameters().keySet(), gradients.keySet());
            float[] gradient =
                    gradients.get("embeddings.word_embeddings.weight").toFloatArray();
            assertArrayEquals(new float[8], Arrays.copyOf(gradient, 8));
            assertTrue(Math.abs(gradient[8]) > 0);
        }
    }

    private static NDArray words(BertEncoder encoder) {
        return encoder.parameters().get("embeddings.word_embeddings.weight").array();
    }

    @Test
    void isAsLargeAsBertBase() {
        BertEncoder.Config base = new BertEncoder.Config(768, 12, 12, 3072, 0.1, 512, 2, true);
        assertEquals(109_482_240, new BertEncoder(base, FeatureShape.tokens(30_522, 512)).parameterCount());
    }

    @Test
    void refusesFeatureVectorsAndLongerTexts() {
        BertEncoder.Config config = new BertEncoder.Config(8, 1, 2, 12, 0, 3, 2, false);
        assertMessage("feature vectors", () -> new BertEncoder(config, FeatureShape.features(5, 3)));
        assertMessage("up to 4 steps", () -> new BertEncoder(config, FeatureShape.tokens(5, 4)));
        try (BertEncoder encoder = small(false);
                Scope scope = encoder.open()) {
            Sequence five = Sequence.full(scope.manager().zeros(new Shape(1, 5), DataType.INT64));
            assertMessage("5 tokens long", () -> encoder.encode(Pass.evaluation(scope), five));
        }
    }

    private static void assertMessage(String part, Executable work) {
        String message = assertThrows(IllegalArgumentException.class, work).getMessage();
        assertTrue(message.contains(part), message);
    }
}
