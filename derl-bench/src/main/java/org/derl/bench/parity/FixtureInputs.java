package org.derl.bench.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.Config;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Targets;
import org.derl.data.Task;
import org.derl.tensor.Tensors;

/**
 * The inputs of a fixture as a batch. One of two axes is a single step; of one with four, (batch, step, frame, size), the
 * frames of all steps follow one another. What is special about a modality's input is told by the correspondence:
 *
 * <ul>
 *   <li>{@code of}: the input's name, where it is not the modality's;
 *   <li>{@code lengths}: the input that holds how many steps of each sample are real;
 *   <li>{@code vocabulary}: the input is (batch, 3, time), of which the first row holds token numbers below this one,
 *       the second a mask of real tokens and the third the segment of each;
 *   <li>{@code lengths-of}: the modality whose lengths are taken for this one's.
 * </ul>
 */
final class FixtureInputs {

    private static final List<Modality> MODALITIES = List.of(Modality.TEXT, Modality.AUDIO, Modality.VISION);

    private final Fixture fixture;
    private final Config special;

    FixtureInputs(Fixture fixture, Config special) {
        this.fixture = fixture;
        this.special = special;
    }

    Schema schema() {
        return new Schema(ByModality.of(present(), this::shape), Task.SENTIMENT);
    }

    private List<Modality> present() {
        return MODALITIES.stream()
                .filter(modality -> fixture.inputs().names().contains(name(modality)))
                .toList();
    }

    /** The name of a modality's input. */
    String name(Modality modality) {
        return told(modality, "of").orElse(modality.name());
    }

    private Optional<String> told(Modality modality, String what) {
        String path = modality + "." + what;
        return special.hasPath(path) ? Optional.of(special.getString(path)) : Optional.empty();
    }

    private FeatureShape shape(Modality modality) {
        Shape shape = fixture.inputs().tensor(name(modality)).shape();
        if (isTokens(modality)) {
            return FeatureShape.tokens(special.getInt(modality + ".vocabulary"), (int) shape.get(2));
        }
        Shape steps = steps(shape);
        return FeatureShape.features((int) steps.get(2), (int) steps.get(1));
    }

    /** (batch, time, size). */
    private static Shape steps(Shape shape) {
        long size = shape.get(shape.dimension() - 1);
        return new Shape(shape.get(0), shape.size() / shape.get(0) / size, size);
    }

    private boolean isTokens(Modality modality) {
        return special.hasPath(modality + ".vocabulary");
    }

    Batch batch(NDManager manager) throws IOException {
        Map<String, Sequence> inputs = new LinkedHashMap<>();
        for (Modality modality : present()) {
            inputs.put(modality.name(), Sequence.of(values(manager, modality), lengths(manager, modality)));
        }
        NDArray labels = fixture.inputs().read(manager, "labels").flatten();
        List<Integer> rows = IntStream.range(0, (int) labels.size()).boxed().toList();
        List<String> ids = rows.stream().map(row -> "row " + row).toList();
        return new Batch(ByModality.of(inputs), new Targets(labels, ByModality.of(Map.of())), rows, ids);
    }

    private NDArray values(NDManager manager, Modality modality) throws IOException {
        NDArray values = fixture.inputs().read(manager, name(modality));
        if (isTokens(modality)) {
            return Tensors.stack(List.of(Tensors.at(values, 1, 0), Tensors.at(values, 1, 2)), 2)
                    .toType(DataType.INT64, false);
        }
        return values.getShape().dimension() == 3 ? values : values.reshape(steps(values.getShape()));
    }

    private int[] lengths(NDManager manager, Modality modality) throws IOException {
        Modality source = told(modality, "lengths-of").map(Modality::new).orElse(modality);
        Shape shape = fixture.inputs().tensor(name(source)).shape();
        int[] lengths = new int[(int) shape.get(0)];
        if (isTokens(source)) {
            NDArray mask = Tensors.at(fixture.inputs().read(manager, source.name()), 1, 1);
            float[] counts = mask.sum(new int[] {1}).toFloatArray();
            Arrays.setAll(lengths, row -> (int) counts[row]);
            return lengths;
        }
        String counted = told(source, "lengths").orElse("lengths." + source);
        long frames = shape.dimension() == 4 ? shape.get(2) : 1;
        if (fixture.inputs().names().contains(counted)) {
            long[] counts = fixture.inputs().read(manager, counted).toLongArray();
            Arrays.setAll(lengths, row -> Math.toIntExact(counts[row] * frames));
        } else {
            Arrays.fill(lengths, (int) steps(shape).get(1));
        }
        return lengths;
    }
}
