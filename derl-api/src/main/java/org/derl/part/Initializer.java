package org.derl.part;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.derl.tensor.Randomness;
import org.derl.tensor.Tensors;
import org.derl.tensor.safetensors.SafeTensors;

/** The initial values of a parameter. */
@FunctionalInterface
public interface Initializer {

    /** Fills the values of a parameter of this shape. */
    void fill(float[] values, Shape shape, Randomness randomness);

    /** The initial values as an array; values outside of Java's memory need not be copied into it. */
    default NDArray make(NDManager manager, Shape shape, Randomness randomness) {
        float[] values = new float[Math.toIntExact(shape.size())];
        fill(values, shape, randomness);
        return Tensors.of(manager, values, shape);
    }

    /**
     * A checksum of values that are stored outside of the code; empty where they are drawn.
     *
     * @throws IOException when they cannot be read
     */
    default Optional<String> checksum() throws IOException {
        return Optional.empty();
    }

    /** The values that a file holds under a name, read when the parameter is allocated. */
    static Initializer stored(SafeTensors file, String name) {
        return new StoredInitializer(file, name);
    }

    /** All values equal. */
    static Initializer constant(double value) {
        return (values, shape, randomness) -> Arrays.fill(values, (float) value);
    }

    /** Uniform in [-bound, bound]. */
    static Initializer uniform(double bound) {
        return (values, shape, randomness) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ((2 * randomness.nextDouble() - 1) * bound);
            }
        };
    }

    /** Uniform in ±1/sqrt(inputs): PyTorch's default for linear and convolutional layers, weights and biases alike. */
    static Initializer fanIn(int inputs) {
        return uniform(1 / Math.sqrt(inputs));
    }

    /** Normal with mean 0. */
    static Initializer normal(double deviation) {
        return (values, shape, randomness) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (deviation * randomness.nextGaussian());
            }
        };
    }

    /** Uniform in ±sqrt(6 / (in + out)) for a matrix (out, in) (Glorot and Bengio, 2010). */
    static Initializer xavier() {
        return (values, shape, randomness) ->
                uniform(Math.sqrt(6.0 / (shape.get(0) + shape.get(1)))).fill(values, shape, randomness);
    }

    /** Normal with variance 2 / (in + out) for a matrix (out, in) (Glorot and Bengio, 2010). */
    static Initializer xavierNormal() {
        return (values, shape, randomness) ->
                normal(Math.sqrt(2.0 / (shape.get(0) + shape.get(1)))).fill(values, shape, randomness);
    }
}
