package org.derl.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers of PyTorch among the test resources. */
final class Golden {

    private Golden() {}

    /** All tensors of a file. */
    static Map<String, NDArray> read(NDManager manager, String file) {
        try {
            Path path = Path.of(Golden.class.getResource(file).toURI());
            SafeTensors tensors = SafeTensors.open(path);
            Map<String, NDArray> arrays = new LinkedHashMap<>();
            for (String name : tensors.names()) {
                arrays.put(name, tensors.read(manager, name));
            }
            return arrays;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Within an absolute tolerance. */
    static void assertNear(NDArray expected, NDArray actual, double tolerance, String what) {
        assertEquals(expected.getShape(), actual.getShape(), what);
        assertArrayEquals(expected.toFloatArray(), actual.toFloatArray(), (float) tolerance, what);
    }

    /** An output's tolerance: 1e-5 and 1e-5 of the value. */
    static void assertOutput(NDArray expected, NDArray actual, String what) {
        assertEquals(expected.getShape(), actual.getShape(), what);
        float[] wanted = expected.toFloatArray();
        float[] found = actual.toFloatArray();
        for (int i = 0; i < wanted.length; i++) {
            assertEquals(wanted[i], found[i], 1e-5 * (1 + Math.abs(wanted[i])), what + " at " + i);
        }
    }

    /** A gradient's tolerance: 1e-7 and 1e-4 of the tensor's largest element. */
    static void assertGradient(NDArray expected, NDArray actual, String what) {
        double largest = expected.abs().max().getFloat();
        assertNear(expected, actual, 1e-7 + 1e-4 * largest, what);
    }
}
