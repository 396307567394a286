package org.derl.bench.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.tensor.SafeTensors;
import org.derl.tensor.Tensors;

/**
 * A modality's input of a fixture. One of two axes is a single step; of one with four, (batch, step, frame, size), the
 * frames of all steps follow one another. What is special about it is told under the modality's name:
 *
 * <ul>
 *   <li>{@code of}: the input's name, where it is not the modality's;
 *   <li>{@code vocabulary}: the input is (batch, 3, time), of which the first row holds token numbers below this one,
 *       the second a mask of real tokens and the third the segment of each;
 *   <li>{@code lengths-of}: the modality whose lengths are taken for this one's;
 *   <li>{@code lengths}: the name of the array that holds its lengths, if not {@code lengths.<modality>}.
 * </ul>
 */
record FixtureModality(SafeTensors file, Config special, String prefix, Modality modality) {

    /** The input's name, without the prefix. */
    String name() {
        return told("of").orElse(modality.name());
    }

    private Optional<String> told(String what) {
        String path = modality + "." + what;
        return special.hasPath(path) ? Optional.of(special.getString(path)) : Optional.empty();
    }

    boolean isThere() {
        return has(prefix + name());
    }

    private boolean has(String input) {
        return file.names().contains(input);
    }

    private boolean isTokens() {
        return special.hasPath(modality + ".vocabulary");
    }

    private Shape stored() {
        return file.tensor(prefix + name()).shape();
    }

    /** What the model is built for. */
    FeatureShape shape() {
        if (isTokens()) {
            return FeatureShape.tokens(special.getInt(modality + ".vocabulary"), (int) stored().get(2));
        }
        Shape steps = steps(stored());
        return FeatureShape.features((int) steps.get(2), (int) steps.get(1));
    }

    /** (batch, time, size). */
    private static Shape steps(Shape shape) {
        long size = shape.get(shape.dimension() - 1);
        return new Shape(shape.get(0), shape.size() / shape.get(0) / size, size);
    }

    /** Of all rows, as a batch holds them. */
    NDArray values(NDManager manager) {
        NDArray values = read(manager, prefix + name());
        if (isTokens()) {
            return Tensors.stack(List.of(Tensors.at(values, 1, 0), Tensors.at(values, 1, 2)), 2)
                    .toType(DataType.INT64, false);
        }
        return values.getShape().dimension() == 3 ? values : values.reshape(steps(values.getShape()));
    }

    /** Of all rows. */
    int[] lengths(NDManager manager) {
        return told("lengths-of")
                .map(source -> new FixtureModality(file, special, prefix, new Modality(source)))
                .orElse(this)
                .ownLengths(manager);
    }

    private int[] ownLengths(NDManager manager) {
        Shape shape = stored();
        int[] lengths = new int[(int) shape.get(0)];
        if (isTokens()) {
            NDArray mask = Tensors.at(read(manager, prefix + name()), 1, 1);
            float[] counts = mask.sum(new int[] {1}).toFloatArray();
            Arrays.setAll(lengths, row -> (int) counts[row]);
            return lengths;
        }
        String counted = prefix + told("lengths").orElse("lengths." + modality);
        long frames = shape.dimension() == 4 ? shape.get(2) : 1;
        if (has(counted)) {
            long[] counts = read(manager, counted).toLongArray();
            Arrays.setAll(lengths, row -> Math.toIntExact(counts[row] * frames));
        } else {
            Arrays.fill(lengths, (int) steps(shape).get(1));
        }
        return lengths;
    }

    private NDArray read(NDManager manager, String input) {
        try {
            return file.read(manager, input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
