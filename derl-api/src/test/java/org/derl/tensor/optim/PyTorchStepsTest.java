package org.derl.tensor.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Five steps of each optimizer against PyTorch's; {@code derl-bench/peers/optimizers.py} made the numbers. */
class PyTorchStepsTest {

    private static final int SIZE = 12;
    private static final double RATE = 0.01;
    private static final double DECAY = 0.05;

    private static final Map<String, BiFunction<NDManager, List<ParameterGroup>, Optimizer>> OPTIMIZERS = Map.of(
            "adamw", AdamW::new,
            "sgd", (manager, groups) -> new Sgd(new Sgd.Config(0, false), manager, groups),
            "sgd-momentum", (manager, groups) -> new Sgd(new Sgd.Config(0.9, false), manager, groups),
            "sgd-nesterov", (manager, groups) -> new Sgd(new Sgd.Config(0.9, true), manager, groups));

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    @Test
    void parametersAreThoseOfPyTorch() throws Exception {
        for (Map.Entry<String, BiFunction<NDManager, List<ParameterGroup>, Optimizer>> one : OPTIMIZERS.entrySet()) {
            List<float[]> expected = expected(one.getKey());
            assertEquals(5, expected.size());
            try (NDManager manager = Compute.newManager(Device.cpu())) {
                NDArray parameter = vector(manager, 0, (i, step) -> Math.cos(i));
                Optimizer optimizer =
                        one.getValue().apply(manager, List.of(new ParameterGroup(Map.of("p", parameter), RATE, DECAY)));
                for (int step = 1; step <= expected.size(); step++) {
                    optimizer.step(Gradients.of(Map.of("p", vector(manager, step, (i, n) -> Math.sin(i * n) / n))));
                    assertArrayEquals(
                            expected.get(step - 1), parameter.toFloatArray(), 1e-7f, one.getKey() + ", step " + step);
                }
            }
        }
    }

    @Test
    void movingAveragesAreThoseOfPyTorch() throws Exception {
        List<float[]> expected = expected("average");
        assertEquals(5, expected.size());
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            MovingAverage average = new MovingAverage(manager, 0.9);
            for (int step = 1; step <= expected.size(); step++) {
                if (step == 3) {
                    MovingAverage resumed = new MovingAverage(manager, 0.9);
                    resumed.restore(average.arrays());
                    average = resumed;
                }
                average.update(Map.of("p", vector(manager, step, (i, n) -> Math.sin(i * n) / n)));
                NDArray found = Objects.requireNonNull(average.arrays().get("p"));
                assertArrayEquals(expected.get(step - 1), found.toFloatArray(), 1e-7f, "step " + step);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> new MovingAverage(Compute.newManager(Device.cpu()), 1));
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Sgd.Config(1, false));
        assertThrows(IllegalArgumentException.class, () -> new Sgd.Config(0, true));
    }

    private static List<float[]> expected(String optimizer) throws Exception {
        Path file = Path.of(Objects.requireNonNull(PyTorchStepsTest.class.getResource("../optimizers/pytorch.csv"))
                .toURI());
        return lines(file).stream()
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[0].equals(optimizer))
                .map(cells -> floats(cells[2]))
                .toList();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    private static float[] floats(String values) {
        double[] parsed = Arrays.stream(values.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        float[] floats = new float[parsed.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) parsed[i];
        }
        return floats;
    }

    private interface Value {
        double of(int index, int step);
    }

    private static NDArray vector(NDManager manager, int step, Value value) {
        float[] values = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            values[i] = (float) value.of(i, step);
        }
        return Tensors.of(manager, values, new Shape(SIZE));
    }
}
