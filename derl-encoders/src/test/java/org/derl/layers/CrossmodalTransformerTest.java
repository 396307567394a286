package org.derl.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.data.Sequence;
import org.derl.layers.CrossmodalTransformer.Config.Dropout;
import org.derl.layers.CrossmodalTransformer.Config.Positions;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
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
    @ValueSource(booleans = {true, false})
    void encodesASampleAloneAsInCompany(boolean causalMask) {
        CrossmodalTransformer.Config config =
                new CrossmodalTransformer.Config(2, 2, causalMask, Positions.BY_STEP, NO_DROPOUT);
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
            float[] mask = CausalMask.of(target, source).toFloatArray();
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
            transformer.registerForwardHook(seen -> normalized.put(seen.path() + normalized.size(), seen.output()));
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
