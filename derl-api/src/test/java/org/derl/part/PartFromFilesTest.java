package org.derl.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.derl.tensor.Compute;
import org.derl.tensor.Tensors;
import org.derl.tensor.safetensors.SafeTensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checksum of all that a part takes from files. */
class PartFromFilesTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    private static final class Layer extends Part {
        Layer() {
            parameter("weight", Initializer.normal(1), 2);
            parameter("bias", Initializer.normal(1), 2);
        }

        Layer from(String path, Initializer initializer) {
            initializeFrom(Map.of(path, initializer));
            return this;
        }

        Layer describedBy(String checksum) {
            follows(checksum);
            return this;
        }

        Layer below(String name) {
            Layer outer = new Layer();
            outer.part(name, this);
            return outer;
        }
    }

    private Initializer stored(String file, float... values) throws IOException {
        Path path = folder.resolve(file);
        try (NDManager host = Compute.newManager(Device.cpu())) {
            Shape shape = new Shape(values.length);
            SafeTensors.write(
                    path,
                    Map.of("a", Tensors.of(host, values, shape), "zeros", host.zeros(shape)),
                    Map.of("written", file));
        }
        return Initializer.stored(SafeTensors.open(path), "a");
    }

    private Optional<String> sum(String path, String file, float... values) throws IOException {
        return new Layer().from(path, stored(file, values)).pretrained();
    }

    @Test
    void nothingFromFilesHasNoChecksum() throws IOException {
        assertEquals(Optional.empty(), new Layer().below("inner").pretrained());
        assertEquals(Optional.empty(), Initializer.normal(1).checksum());
    }

    @Test
    void storedValuesCountNotTheirFile() throws IOException {
        assertEquals(stored("one", 1, 2).checksum(), stored("another", 1, 2).checksum());
        assertNotEquals(stored("one", 1, 2).checksum(), stored("another", 2, 1).checksum());
        assertEquals(sum("weight", "one", 1, 2), sum("weight", "another", 1, 2));
        assertNotEquals(sum("weight", "one", 1, 2), sum("weight", "another", 2, 1));
        assertEquals(64, sum("weight", "one", 1, 2).orElseThrow().length());
    }

    @Test
    void theyAreReadThroughOnce() throws IOException {
        Initializer stored = stored("one", 1, 2);
        Optional<String> sum = stored.checksum();
        Files.delete(folder.resolve("one"));
        assertEquals(sum, stored.checksum());
    }

    @Test
    void whereTheyAreTakenToCounts() throws IOException {
        Initializer stored = stored("one", 1, 2);
        Optional<String> weight = new Layer().from("weight", stored).pretrained();
        assertNotEquals(weight, new Layer().from("bias", stored).pretrained());
        assertNotEquals(
                weight, new Layer().from("weight", stored).below("inner").pretrained());
    }

    @Test
    void whatElseAPartFollowsFromCounts() throws IOException {
        Optional<String> one = new Layer().describedBy("1").pretrained();
        assertEquals(one, new Layer().describedBy("1").pretrained());
        assertNotEquals(one, new Layer().describedBy("2").pretrained());
        assertNotEquals(Optional.empty(), one);
        assertNotEquals(one, new Layer().describedBy("1").below("inner").pretrained());
        assertNotEquals(
                one,
                new Layer().describedBy("1").from("weight", stored("one", 1, 2)).pretrained());
    }
}
