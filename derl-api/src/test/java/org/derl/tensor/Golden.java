package org.derl.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.tensor.safetensors.SafeTensors;

/** Numbers of PyTorch among the test resources. */
public final class Golden {

    private Golden() {}

    /** All tensors of a file. */
    public static Map<String, NDArray> read(NDManager manager, String file) {
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
}
