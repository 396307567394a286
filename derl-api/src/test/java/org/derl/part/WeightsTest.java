package org.derl.part;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Tensors;
import org.derl.tensor.optim.Adam;
import org.derl.tensor.optim.ParameterGroup;
import org.derl.tensor.safetensors.SafeTensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {

    @TempDir
    private Path directory;

    private SmallTrial trial;
    private Path file;

    @BeforeEach
    void open() {
        trial = new SmallTrial(1, Device.cpu());
        file = directory.resolve("weights.safetensors");
    }

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void savedWeightsComeBackBitByBit() throws IOException {
        trial.step();
        Weights.save(trial.network(), file, Map.of("seed", "1"));
        assertEquals(Map.of("seed", "1"), SafeTensors.open(file).metadata());

        try (SmallTrial other = new SmallTrial(2, Device.cpu())) {
            Weights.load(other.network(), file);
            Map<String, float[]> loaded = other.weights();
            trial.weights().forEach((path, values) -> assertArrayEquals(values, loaded.get(path), path));
            assertTrue(other.network().idle().array().hasGradient());
            assertFalse(other.network().seen().array().hasGradient());
        }
    }

    @Test
    void weightsThatAreFoundElsewhereAreKnownByTheirChecksums() throws IOException {
        NDArray idle = trial.network().idle().array();
        String path = trial.network().parameters().entrySet().stream()
                .filter(parameter -> parameter.getValue().array() == idle)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        Weights.save(trial.network(), file, Map.of(), Map.of(path, Weights.checksum(idle)));
        assertFalse(SafeTensors.open(file).names().contains(path));
        float[] before = idle.toFloatArray();
        Weights.load(trial.network(), file);
        assertArrayEquals(before, trial.network().idle().array().toFloatArray());

        try (SmallTrial other = new SmallTrial(2, Device.cpu())) {
            IOException refused = assertThrows(IOException.class, () -> Weights.load(other.network(), file));
            assertTrue(refused.getMessage().contains(path + " is not in it, and is not what it was"));
        }
    }

    @Test
    void loadingAllocatesNothingThatStays() throws IOException {
        Weights.save(trial.network(), file, Map.of());
        int arrays = trial.network().manager().getManagedArrays().size();
        for (int i = 0; i < 3; i++) {
            Weights.load(trial.network(), file);
        }
        assertEquals(arrays, trial.network().manager().getManagedArrays().size());
    }

    @Test
    void givenArraysAreTakenOver() throws IOException {
        try (SmallTrial other = new SmallTrial(2, Device.cpu())) {
            try (NDManager elsewhere = Compute.newManager(Device.cpu())) {
                Map<String, NDArray> given = new LinkedHashMap<>();
                trial.network().parameters().forEach((path, parameter) -> {
                    NDArray copy = parameter.array().stopGradient().duplicate();
                    copy.attach(elsewhere);
                    given.put(path, copy);
                });
                int arrays = other.network().manager().getManagedArrays().size();
                Weights.set(other.network(), given, "a test");
                assertEquals(
                        arrays, other.network().manager().getManagedArrays().size());
            }
            assertArrayEquals(trial.weights().get("weight"), other.weights().get("weight"));
            IOException refusal =
                    assertThrows(IOException.class, () -> Weights.set(other.network(), Map.of(), "a test"));
            assertTrue(refusal.getMessage().startsWith("a test does not fit these weights:\n  weight is missing"));
        }
    }

    @Test
    void transposedArraysTrainLikeOthers() throws IOException {
        SmallNetwork network = trial.network();
        Map<String, NDArray> given = new LinkedHashMap<>();
        network.parameters().forEach((path, parameter) -> {
            NDArray values = parameter.array().stopGradient();
            NDArray laidOutByColumns = values.transpose().duplicate();
            laidOutByColumns = Tensors.contiguous(laidOutByColumns).transpose();
            given.put(path, laidOutByColumns.duplicate());
        });
        Weights.set(network, given, "a test");
        Map<String, NDArray> weight = Map.of("weight", network.trainable().get("weight"));
        float[] before = trial.weights().get("weight");
        float[] slopes = new float[before.length];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = i % 3 - 1;
        }
        NDArray gradient =
                Tensors.of(network.manager(), slopes, weight.get("weight").getShape());
        new Adam(network.manager(), List.of(new ParameterGroup(weight, 0.01, 0)))
                .step(Gradients.of(Map.of("weight", gradient)));

        float[] after = trial.weights().get("weight");
        for (int i = 0; i < slopes.length; i++) {
            assertEquals(before[i] - 0.01 * slopes[i], after[i], 1e-6, "element " + i);
        }
    }

    @Test
    void everyDifferenceIsListedAndNothingIsLoaded() throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        trial.network().parameters().forEach((path, parameter) -> arrays.put(path, parameter.array()));
        arrays.remove("bias");
        arrays.put("extra", arrays.get("head"));
        arrays.put("head", arrays.get("head").reshape(new Shape(10, 1)));
        arrays.put("idle", arrays.get("idle").toType(DataType.FLOAT64, true));
        SafeTensors.write(file, arrays, Map.of());
        try (SmallTrial other = new SmallTrial(2, Device.cpu())) {
            Map<String, float[]> before = other.weights();
            IOException refusal = assertThrows(IOException.class, () -> Weights.load(other.network(), file));

            assertEquals(
                    file + " does not fit these weights:\n"
                            + "  idle is of type F64; expected F32, F16 or BF16\n"
                            + "  bias is missing; expected (8)\n"
                            + "  head is (10, 1); expected (1, 10)\n"
                            + "  extra belongs to no parameter",
                    refusal.getMessage());
            before.forEach(
                    (path, values) -> assertArrayEquals(values, other.weights().get(path), path));
        }
    }

    @Test
    void damagedFileChangesNothing() throws IOException {
        Weights.save(trial.network(), file, Map.of());
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 8));
        try (SmallTrial other = new SmallTrial(2, Device.cpu())) {
            Map<String, float[]> before = other.weights();
            int arrays = other.network().manager().getManagedArrays().size();

            IOException refusal = assertThrows(IOException.class, () -> Weights.load(other.network(), file));
            assertTrue(refusal.getMessage().startsWith(file.toString()), refusal.getMessage());
            before.forEach(
                    (path, values) -> assertArrayEquals(values, other.weights().get(path), path));
            assertEquals(arrays, other.network().manager().getManagedArrays().size());
        }
    }

    @Test
    void weightsThatAreNotThereCannotBeSaved() {
        assertThrows(IllegalStateException.class, () -> Weights.save(new SmallNetwork(), file, Map.of()));
        assertTrue(Files.notExists(file));
    }
}
