package org.derl.part;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.safetensors.SafeTensors;

/** First values that a file holds. */
record StoredInitializer(SafeTensors file, String name) implements Initializer {

    @Override
    public void fill(float[] values, Shape shape, Randomness randomness) {
        try (NDManager host = Compute.newManager(Device.cpu())) {
            System.arraycopy(make(host, shape, randomness).toFloatArray(), 0, values, 0, values.length);
        }
    }

    @Override
    public NDArray make(NDManager manager, Shape shape, Randomness randomness) {
        try {
            NDArray values = file.read(manager, name);
            if (!values.getShape().equals(shape)) {
                throw new IllegalStateException(name + " is " + values.getShape() + "; expected " + shape);
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<String> checksum() throws IOException {
        return Optional.of(Long.toHexString(file.checksum(name)));
    }
}
