package org.derl.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.data.Sequence;
import org.derl.layers.CrossmodalTransformer.Config.Dropout;
import org.derl.layers.CrossmodalTransformer.Config.Positions;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossmodalTransformerTest {

    private static final Dropout NO_DROPOUT = new Dropout(0, 0, 0, 0);

    private final Randomness randomness = new Randomness(3);

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross_plain", "cross_posemb", "self_nomask", "self_posemb_odd"})
    void computesWhatTheReferenceComputes(String block) throws Exception {
        Path folder = Path.of(Objects.requireNonNull(getClass().getResource("mult_encoder_" + block))
                .toURI());
        Config reference = ConfigFactory.parseFile(folder.resolve("config.json").toFile());
        try (CrossmodalTransformer transformer = new CrossmodalTransformer(settings(reference), size(reference))) {
            transformer.allocate(Device.cpu(), randomness);
            load(transformer, SafeTensors.open(folder.resolve("weights.safetensors")));
            try (Scope scope = transformer.open()) {
                Map<String, NDArray> inputs = read(scope, folder.resolve("inputs.safetensors"));
                Map<String, NDArray> expected = read(scope, folder.resolve("expected.safetensors"));
                NDArray output = encode(transformer, Pass.evaluation(scope), inputs);
                assertNear(expected.get("output"), output, 1e-5, 1e-5, "output");
                Map<String, NDArray> sought = new LinkedHashMap<>(transformer.trainable());
                sought.putAll(inputs);
                sought.remove("probe");
                NDArray loss = output.mul(inputs.get("probe")).sum();
                compareGradients(Gradients.of(loss, sought, scope.manager()), expected);
            }
        }
    }

    private static CrossmodalTransformer.Config settings(Config reference) {
        return new CrossmodalTransformer.Config(
                reference.getInt("num_heads"),
                reference.getInt("layers"),
                reference.getBoolean("attn_mask"),
                reference.getBoolean("position_embedding") ? Positions.BY_VALUE : Positions.NONE,
                NO_DROPOUT);
    }

    private static int size(Config reference) {
        return reference.getInt("embed_dim");
    }

    private static NDArray encode(CrossmodalTransformer transformer, Pass pass, Map<String, NDArray> inputs) {
        inputs.forEach((name, array) -> array.setRequiresGradient(!name.equals("probe")));
        Sequence query =
                Sequence.full(Objects.requireNonNull(inputs.get("query")).transpose(1, 0, 2));
        NDArray source = inputs.get("key_value");
        Sequence encoded = source == null
                ? transformer.encode(pass, query)
                : transformer.encode(pass, query, Sequence.full(source.transpose(1, 0, 2)));
        return encoded.values().transpose(1, 0, 2);
    }

    private static void load(CrossmodalTransformer transformer, SafeTensors tensors) throws Exception {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (String name : tensors.names()) {
            NDArray whole = tensors.read(transformer.manager(), name);
            List<String> paths = paths(name);
            long rows = whole.getShape().get(0) / paths.size();
            for (int i = 0; i < paths.size(); i++) {
                arrays.put(
                        paths.get(i),
                        Tensors.slice(whole, 0, i * rows, (i + 1) * rows).duplicate());
            }
        }
        Weights.set(transformer, arrays, "the reference's weights");
    }

    /** Queries, keys and values lie on top of each other in the reference. */
    private static List<String> paths(String name) {
        String path = name.replace("self_attn.out_proj", "attention.output")
                .replace("layer_norms.0", "attention-norm")
                .replace("layer_norms.1", "feed-forward-norm")
                .replace("layer_norm.", "norm.")
                .replace("fc1", "feed-forward.inner")
                .replace("fc2", "feed-forward.outer");
        return path.contains("in_proj")
                ? List.of(
                        path.replace("self_attn.in_proj_", "attention.query."),
                        path.replace("self_attn.in_proj_", "attention.key."),
                        path.replace("self_attn.in_proj_", "attention.value."))
                : List.of(path);
    }

    private static void compareGradients(Gradients gradients, Map<String, NDArray> expected) {
        Map<String, NDArray> found = gradients.byPath();
        int compared = 0;
        for (Map.Entry<String, NDArray> entry : expected.entrySet()) {
            String name = entry.getKey();
            if (name.startsWith("grad.")) {
                List<NDArray> parts = paths(name.substring("grad.".length())).stream()
                        .map(found::get)
                        .toList();
                assertGradient(entry.getValue(), Tensors.concat(parts, 0), 1e-4, name);
                compared++;
            } else if (name.startsWith("grad_input.")) {
                // Normalizing a frame of zeros multiplies rounding by 316.
                NDArray input = found.get(name.substring("grad_input.".length()));
                assertGradient(entry.getValue(), Objects.requireNonNull(input), 1e-3, name);
                compared++;
            }
        }
        assertTrue(compared > 14, "compared " + compared + " gradients");
    }

    private static Map<String, NDArray> read(Scope scope, Path file) throws Exception {
        SafeTensors tensors = SafeTensors.open(file);
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        for (String name : tensors.names()) {
            arrays.put(name, tensors.read(scope.manager(), name));
        }
        return arrays;
    }

    private static void assertGradient(NDArray expected, NDArray actual, double share, String what) {
        assertNear(expected, actual, 1e-7 + share * expected.abs().max().getFloat(), 0, what);
    }

    private static void assertNear(NDArray expected, NDArray actual, double absolute, double relative, String what) {
        assertEquals(expected.getShape(), actual.getShape(), what);
        float[] wanted = expected.toFloatArray();
        float[] found = actual.toFloatArray();
        for (int i = 0; i < wanted.length; i++) {
            assertEquals(wanted[i], found[i], absolute + relative * Math.abs(wanted[i]), what + " at " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void encodesASampleAloneAsInCompany(boolean futureMask) {
        CrossmodalTransformer.Config config =
                new CrossmodalTransformer.Config(2, 2, futureMask, Positions.BY_STEP, NO_DROPOUT);
        try (CrossmodalTransformer transformer = new CrossmodalTransformer(config, 8)) {
            transformer.allocate(Device.cpu(), randomness);
            try (Scope scope = transformer.open()) {
                Pass pass = Pass.evaluation(scope);
                NDArray target = randomness.gaussian(scope.manager(), new Shape(3, 6, 8));
                NDArray source = randomness.gaussian(scope.manager(), new Shape(3, 9, 8));
                int[] targets = {6, 2, 4};
                int[] sources = {3, 9, 1};
                NDArray itself =
                        transformer.encode(pass, Sequence.of(target, targets)).values();
                NDArray both = transformer
                        .encode(pass, Sequence.of(target, targets), Sequence.of(source, sources))
                        .values();
                for (int row = 0; row < 3; row++) {
                    Sequence aloneTarget = Sequence.full(real(target, row, targets[row]));
                    Sequence aloneSource = Sequence.full(real(source, row, sources[row]));
                    assertSame(transformer.encode(pass, aloneTarget), real(itself, row, targets[row]));
                    assertSame(transformer.encode(pass, aloneTarget, aloneSource), real(both, row, targets[row]));
                }
            }
        }
    }

    private static NDArray real(NDArray x, int row, int length) {
        return Tensors.slice(Tensors.slice(x, 0, row, row + 1), 1, 0, length).duplicate();
    }

    private static void assertSame(Sequence alone, NDArray inCompany) {
        assertArrayEquals(alone.values().toFloatArray(), inCompany.toFloatArray(), 2e-6f);
    }

    @Test
    void hidesTheFutureOfASourceOfItsOwnLength() {
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            Sequence target = Sequence.of(manager.zeros(new Shape(2, 3, 4)), new int[] {3, 2});
            Sequence source = Sequence.of(manager.zeros(new Shape(2, 4, 4)), new int[] {4, 1});
            float[] mask = AttentionMask.ofFuture(target, source).toFloatArray();
            float no = Float.NEGATIVE_INFINITY;
            assertArrayEquals(
                    new float[] {0, 0, no, no, 0, 0, 0, no, 0, 0, 0, 0, 0, no, no, no, 0, no, no, no, 0, no, no, no},
                    mask);
        }
    }

    @Test
    void givesStepsOfZerosAPositionUnlessValuesTell() {
        float[] byStep = encodedZeros(Positions.BY_STEP);
        float[] byValue = encodedZeros(Positions.BY_VALUE);
        assertNotEquals(byStep[0], byStep[4], 1e-3);
        assertEquals(byValue[0], byValue[4], 1e-6);
    }

    private float[] encodedZeros(Positions positions) {
        CrossmodalTransformer.Config config = new CrossmodalTransformer.Config(1, 1, false, positions, NO_DROPOUT);
        try (CrossmodalTransformer transformer = new CrossmodalTransformer(config, 4)) {
            transformer.allocate(Device.cpu(), randomness);
            try (Scope scope = transformer.open()) {
                NDArray zeros = scope.manager().zeros(new Shape(1, 2, 4));
                return transformer
                        .encode(Pass.evaluation(scope), Sequence.full(zeros))
                        .values()
                        .toFloatArray();
            }
        }
    }

    @Test
    void dropsKeysAndValuesIndependently() {
        CrossmodalTransformer.Config config =
                new CrossmodalTransformer.Config(2, 1, true, Positions.NONE, new Dropout(0, 0.5, 0, 0));
        try (CrossmodalTransformer transformer = new CrossmodalTransformer(config, 8)) {
            transformer.allocate(Device.cpu(), randomness);
            Map<String, NDArray> normalized = new LinkedHashMap<>();
            transformer.watch(seen -> normalized.put(seen.path() + normalized.size(), seen.output()));
            try (Scope scope = transformer.open()) {
                NDArray x = randomness.gaussian(scope.manager(), new Shape(2, 3, 8));
                transformer.encode(Pass.training(scope, randomness), Sequence.full(x), Sequence.full(x));
                assertEquals(
                        3,
                        normalized.keySet().stream()
                                .filter(path -> path.contains("attention-norm"))
                                .count());
            }
        }
    }

    @Test
    void refusesPositionsOfVectorsTooSmallForThem() {
        CrossmodalTransformer.Config config =
                new CrossmodalTransformer.Config(1, 1, false, Positions.BY_STEP, NO_DROPOUT);
        String message = assertThrows(IllegalArgumentException.class, () -> new CrossmodalTransformer(config, 3))
                .getMessage();
        assertEquals("positions need a size of 4 or more, not 3", message);
    }
}
