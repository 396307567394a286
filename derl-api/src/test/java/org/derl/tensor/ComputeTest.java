package org.derl.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.passthrough.PassthroughNDManager;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeTest {

    @Test
    void cpuIsAlwaysThere() {
        assertEquals(Device.cpu(), Compute.device("cpu"));
        assertEquals(Device.cpu(), Compute.device("CPU"));
    }

    @Test
    void autoTakesAGpuWhereThereIsOne() {
        assertEquals(Compute.gpus() > 0 ? Device.gpu(0) : Device.cpu(), Compute.device("auto"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu7000", "gpu9999"})
    void missingGpuIsNamedWithWhatThereIs(String name) {
        String message = refusal(name);
        assertTrue(message.contains("'" + name + "'") && message.contains("this machine offers"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "", "gpu", "gpu-1", "cuda:0", "gpu99999999999", "cpu0"})
    void nonsenseIsAnsweredWithWhatIsExpected(String name) {
        assertEquals("device is '" + name + "'; expected auto, cpu, gpu0, gpu1 ...", refusal(name));
    }

    private static String refusal(String name) {
        return assertThrows(IllegalArgumentException.class, () -> Compute.device(name))
                .getMessage();
    }

    @Test
    void gradientsAreKeptAgainAfterWorkWithoutThem() {
        Compute.prepareThread();
        assertFalse(Compute.withoutGradients(JniUtils::isGradMode));
        assertTrue(JniUtils.isGradMode());
        assertThrows(
                IllegalStateException.class,
                () -> Compute.withoutGradients(() -> {
                    throw new IllegalStateException("on purpose");
                }));
        assertTrue(JniUtils.isGradMode());
        Boolean nested = Compute.withoutGradients(() -> {
            Compute.withoutGradients(() -> true);
            return JniUtils.isGradMode();
        });
        assertFalse(nested);
    }

    @Test
    void whatIsOnlyReadNeedsNoEngineAndWhatIsComputedGetsIt() {
        float[] numbers = {1, 2};
        Shape shape = new Shape(2);
        assertSame(PassthroughNDManager.INSTANCE, Compute.reading(false, manager -> manager));
        assertArrayEquals(numbers, Compute.reading(false, manager -> Tensors.of(manager, numbers, shape)
                .toFloatArray()));
        assertArrayEquals(new float[] {2, 4}, Compute.reading(false, manager -> {
            NDArray made = Tensors.of(manager, numbers, shape);
            return made.add(made).toFloatArray();
        }));
        for (UnaryOperator<NDArray> work : List.<UnaryOperator<NDArray>>of(
                Functions::relu, Tensors::contiguous, made -> Tensors.slice(made, 0, 0, 2))) {
            assertArrayEquals(numbers, Compute.reading(false, manager -> work.apply(Tensors.of(manager, numbers, shape))
                    .toFloatArray()));
        }
        assertArrayEquals(new float[] {1, 2, 1, 2}, Compute.reading(false, manager -> {
            NDArray made = Tensors.of(manager, numbers, shape);
            return Tensors.concat(List.of(made, made), 0).toFloatArray();
        }));
    }

    @Test
    void engineIsNamedWithItsVersion() {
        assertTrue(Compute.engine().matches("PyTorch \\d+\\..+"), Compute.engine());
    }
}
