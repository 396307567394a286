package org.derl.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a width at which training goes this way; the smaller products of other tests do not. */
class WideProductsTest {

    private static final Shape ROWS = new Shape(4, 50, 384);
    private static final Shape WEIGHT = new Shape(1536, 384);

    private NDManager manager;

    @BeforeEach
    void open() {
        Compute.prepareThread();
        manager = Compute.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** Sizes that are multiples of 64, and sizes that zeros make such. */
    @ParameterizedTest
    @CsvSource({"384, 1536", "300, 1024", "320, 352", "300, 257"})
    void outputsAndGradientsAreThoseOfDoublePrecision(long in, long out) {
        List<float[]> expected = product(in, out, DataType.FLOAT64);
        List<float[]> computed = product(in, out, DataType.FLOAT32);
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), computed.get(i), 2e-4f, "output, or gradient " + i);
        }
    }

    @Test
    void itHasTheSameBitsEachTime() {
        List<float[]> first = product(300, 320, DataType.FLOAT32);
        for (int again = 0; again < 10; again++) {
            List<float[]> next = product(300, 320, DataType.FLOAT32);
            for (int i = 0; i < first.size(); i++) {
                assertArrayEquals(first.get(i), next.get(i));
            }
        }
    }

    @Test
    void smallOnesAndThoseOfOtherPrecisionAreLeftToTheEngine() {
        NDArray weight = manager.zeros(WEIGHT);
        assertFalse(WideProducts.areFor(manager.zeros(new Shape(100, 384)), weight));
        assertFalse(WideProducts.areFor(manager.zeros(new Shape(1000, 200)), manager.zeros(new Shape(256, 200))));
        assertFalse(WideProducts.areFor(manager.zeros(ROWS, DataType.FLOAT64), weight));
        assertEquals(Kernels.ofThisProcess() == Kernels.NATIVE, WideProducts.areFor(manager.zeros(ROWS), weight));
    }

    /** Sizes at which the engine's own products of bfloat16 are wrong on some processors. */
    @ParameterizedTest
    @ValueSource(longs = {304, 400, 1000})
    void roundedProductsAreRightAtAnySize(long out) {
        Randomness randomness = new Randomness(5);
        NDArray x = randomness.gaussian(manager, new Shape(200, 300));
        NDArray weight = randomness.gaussian(manager, new Shape(out, 300));
        NDArray rounded = Precision.BF16.in(() -> Functions.linear(x, weight, null));
        NDArray exact = Functions.linear(x, weight, null);
        // Of 300 products of normal numbers, each rounded by at most 2^-8 of itself.
        assertEquals(0, rounded.sub(exact).abs().max().getFloat(), 1);
    }

    /** The product, then the gradients of rows, weight and bias. */
    private List<float[]> product(long in, long out, DataType type) {
        Randomness randomness = new Randomness(11);
        Map<String, NDArray> inputs = new LinkedHashMap<>();
        for (Shape shape : List.of(new Shape(4, 50, in), new Shape(out, in), new Shape(out))) {
            NDArray input = randomness.gaussian(manager, shape).toType(type, true);
            input.setRequiresGradient(true);
            inputs.put("input " + inputs.size(), input);
        }
        NDArray product = Functions.linear(inputs.get("input 0"), inputs.get("input 1"), inputs.get("input 2"));
        Map<String, NDArray> gradients =
                Gradients.of(product.square().mean(), inputs, manager).byPath();
        return Stream.concat(Stream.of(product), inputs.keySet().stream().map(gradients::get))
                .map(array -> array.toType(DataType.FLOAT32, true).toFloatArray())
                .toList();
    }
}
