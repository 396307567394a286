package org.derl.encoders.bert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Precision;
import org.derl.tensor.Randomness;
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
    void attentionHasADropoutOfItsOwn() {
        for (double dropout : new double[] {0, 0.5}) {
            BertEncoder.Config config = new BertEncoder.Config(8, 2, 2, 12, 0, null, 2, false, dropout, null);
            try (BertEncoder encoder = new BertEncoder(config, FeatureShape.tokens(10, 4))) {
                encoder.allocate(Device.cpu(), randomness);
                try (Scope scope = encoder.open()) {
                    Sequence tokens = tokens(scope.manager());
                    float[] predicted = states(encoder, Pass.evaluation(scope), tokens);
                    float[] trained = states(encoder, Pass.training(scope, new Randomness(2)), tokens);
                    assertEquals(dropout == 0, Arrays.equals(predicted, trained));
                }
            }
        }
    }

    private static float[] states(BertEncoder encoder, Pass pass, Sequence tokens) {
        return encoder.encode(pass, tokens).values().toFloatArray();
    }

    @Test
    void computesTheSameWithAndWithoutPadding() {
        Map<String, float[]> without = gradients(small(false));
        Map<String, float[]> with = gradients(small(false).readingPadding());
        assertEquals(with.keySet(), without.keySet());
        with.forEach((path, expected) -> assertArrayEquals(expected, without.get(path), 1e-6f, path));
    }

    /** Of a loss over the real steps, and the loss itself. */
    private Map<String, float[]> gradients(BertEncoder encoder) {
        return gradients(encoder, Precision.FLOAT32, 1);
    }

    /** @param deviation of the weights; large ones make nearly all attention go to one step */
    private Map<String, float[]> gradients(BertEncoder encoder, Precision precision, double deviation) {
        Randomness draws = new Randomness(5);
        try (encoder;
                Scope scope = encoder.open()) {
            encoder.parameters().values().forEach(p -> p.array()
                    .set(Tensors.scale(draws.gaussian(scope.manager(), p.array().getShape()), deviation)
                            .toFloatArray()));
            Sequence states = precision.in(() -> encoder.encode(Pass.evaluation(scope), tokens(scope.manager())));
            NDArray weights = draws.gaussian(scope.manager(), states.values().getShape());
            NDArray real = states.mask().reshape(3, 4, 1);
            NDArray loss = states.values().mul(weights).mul(real).sum();
            Map<String, float[]> found = new LinkedHashMap<>();
            Gradients.of(loss, encoder.trainable(), scope.manager())
                    .byPath()
                    .forEach((path, gradient) -> found.put(path, gradient.toFloatArray()));
            found.put("loss", loss.toFloatArray());
            found.put("states", states.values().mul(real).toFloatArray());
            return found;
        }
    }

    @Test
    void inBfloat16DigitsAreLostAndNoGradientIs() {
        Map<String, float[]> exact = gradients(small(false), Precision.FLOAT32, 0.3);
        Map<String, float[]> rounded = gradients(small(false), Precision.BF16, 0.3);
        assertEquals(exact.keySet(), rounded.keySet());
        double difference = difference(exact.get("states"), rounded.get("states"));
        assertTrue(difference > 1e-3 && difference < 3e-2, () -> "differs by " + difference);
        rounded.forEach((path, found) -> {
            boolean vanishes = path.endsWith("key.bias"); // which shifts all scores of a query alike
            double own = difference(exact.get(path), found);
            assertTrue(vanishes ? Double.isFinite(own) : own < 0.1, () -> path + " differs by " + own);
        });
        assertArrayEquals(
                exact.get("states"),
                gradients(small(false), Precision.FLOAT32, 0.3).get("states"));
    }

    /** Relative to the length of the first. */
    private static double difference(float[] exact, float[] found) {
        double squares = 0;
        double all = 0;
        for (int i = 0; i < exact.length; i++) {
            squares += Math.pow(exact[i] - found[i], 2);
            all += Math.pow(exact[i], 2);
        }
        return Math.sqrt(squares / all);
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
