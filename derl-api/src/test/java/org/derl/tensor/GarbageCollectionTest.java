package org.derl.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.tensor.Operations.Operation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A garbage collection between forward and backward must not touch what autograd has saved. An operation that keeps a
 * number in a Java buffer, such as the engine's {@code x.mul(2)}, fails here.
 */
class GarbageCollectionTest {

    private static final int REPETITIONS = 50;

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    static List<Operation> operations() {
        return Operations.all();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void floatGradientsSurviveCollection(Operation operation) throws InterruptedException {
        gradientsSurviveCollection(operation, DataType.FLOAT32);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void doubleGradientsSurviveCollection(Operation operation) throws InterruptedException {
        gradientsSurviveCollection(operation, DataType.FLOAT64);
    }

    private static void gradientsSurviveCollection(Operation operation, DataType type) throws InterruptedException {
        List<byte[]> undisturbed = gradients(operation, type, false);
        List<byte[]> disturbed = gradients(operation, type, true);

        assertEquals(undisturbed.size(), disturbed.size());
        for (int i = 0; i < undisturbed.size(); i++) {
            assertArrayEquals(undisturbed.get(i), disturbed.get(i), "input " + i);
        }
    }

    private static List<byte[]> gradients(Operation operation, DataType type, boolean disturb)
            throws InterruptedException {
        try (var manager = Compute.newManager(Device.cpu())) {
            Map<String, NDArray> parameters = new LinkedHashMap<>();
            List<double[]> values = operation.values();
            for (int i = 0; i < values.size(); i++) {
                Shape shape = operation.inputs().get(i);
                NDArray array = Tensors.of(manager, values.get(i), shape).toType(type, false);
                array.setRequiresGradient(true);
                parameters.put("input" + i, array);
            }
            List<NDArray> arrays = new ArrayList<>(parameters.values());
            NDArray loss = operation.loss(arrays);
            for (int i = 1; i < REPETITIONS; i++) {
                loss = loss.add(operation.loss(arrays));
            }
            List<ByteBuffer> pressure = disturb ? collect() : List.of();
            Map<String, NDArray> gradients =
                    Gradients.of(loss, parameters, manager).byPath();
            pressure.forEach(ByteBuffer::clear); // alive until here
            return parameters.keySet().stream()
                    .map(gradients::get)
                    .map(NDArray::toByteArray)
                    .toList();
        }
    }

    /** Collects, and overwrites whatever native memory that freed. */
    private static List<ByteBuffer> collect() throws InterruptedException {
        List<ByteBuffer> pressure = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            System.gc();
            Thread.sleep(10); // buffers are freed by a thread of the virtual machine
            for (int i = 0; i < 2_000; i++) {
                ByteBuffer buffer = ByteBuffer.allocateDirect(8 << (i % 4));
                while (buffer.hasRemaining()) {
                    buffer.put((byte) 0x7b);
                }
                pressure.add(buffer);
            }
        }
        return pressure;
    }
}
