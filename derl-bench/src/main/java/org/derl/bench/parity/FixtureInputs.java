package org.derl.bench.parity;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.data.Targets;
import org.derl.data.Task;
import org.derl.tensor.Compute;
import org.derl.tensor.SafeTensors;
import org.derl.tensor.Tensors;

/**
 * The inputs of a fixture as a split. One of two axes is a single step; of one with four, (batch, step, frame, size), the
 * frames of all steps follow one another. What is special about a modality's input is told by the correspondence:
 *
 * <ul>
 *   <li>{@code of}: the input's name, where it is not the modality's;
 *   <li>{@code vocabulary}: the input is (batch, 3, time), of which the first row holds token numbers below this one,
 *       the second a mask of real tokens and the third the segment of each;
 *   <li>{@code lengths-of}: the modality whose lengths are taken for this one's;
 *   <li>{@code lengths}: the name of the array that holds its lengths, if not {@code lengths.<modality>}.
 * </ul>
 *
 * <p>Beside the modalities, {@code rows} names the array of the rows that make up the batch, where that is not all of
 * them, and {@code annotations} what the names of labels of single modalities begin with.
 */
final class FixtureInputs implements Split {

    private static final List<Modality> MODALITIES = List.of(Modality.TEXT, Modality.AUDIO, Modality.VISION);
    private static final String LABELS = "labels";
    private static final String ROWS = "rows";
    private static final String ANNOTATIONS = "annotations";

    private final SafeTensors file;
    private final Config special;
    private final String prefix;

    /** Of a file in which the names of all inputs begin with a prefix. */
    FixtureInputs(SafeTensors file, Config special, String prefix) {
        this.file = file;
        this.special = special;
        this.prefix = prefix;
    }

    /** The inputs of a fixture. */
    static FixtureInputs of(Fixture fixture, Correspondence correspondence) {
        return new FixtureInputs(fixture.inputs(), correspondence.section("inputs"), "");
    }

    Schema schema() {
        return new Schema(ByModality.of(present(), this::shape), Task.SENTIMENT);
    }

    private List<Modality> present() {
        return MODALITIES.stream()
                .filter(modality -> has(prefix + name(modality)))
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

    private boolean has(String name) {
        return file.names().contains(name);
    }

    private FeatureShape shape(Modality modality) {
        Shape shape = file.tensor(prefix + name(modality)).shape();
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

    /** The rows of the fixture's batch. */
    List<Integer> rows() {
        return special.hasPath(ROWS)
                ? computed(manager -> Arrays.stream(
                                read(manager, special.getString(ROWS)).toLongArray())
                        .mapToObj(Math::toIntExact)
                        .toList())
                : IntStream.range(0, size()).boxed().toList();
    }

    @Override
    public int size() {
        return (int) file.tensor(prefix + LABELS).shape().size();
    }

    @Override
    public List<String> ids() {
        return IntStream.range(0, size()).mapToObj(row -> "row " + row).toList();
    }

    @Override
    public List<Double> labels() {
        return computed(manager -> {
            float[] labels = read(manager, prefix + LABELS).toFloatArray();
            return IntStream.range(0, labels.length)
                    .mapToObj(row -> (double) labels[row])
                    .toList();
        });
    }

    private static <T> T computed(Function<NDManager, T> work) {
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            return work.apply(manager);
        }
    }

    @Override
    public Batch batch(NDManager manager, List<Integer> rows) {
        Map<String, Sequence> inputs = new LinkedHashMap<>();
        for (Modality modality : present()) {
            int[] lengths = lengths(manager, modality);
            inputs.put(
                    modality.name(),
                    Sequence.of(
                            chosen(values(manager, modality), rows),
                            rows.stream().mapToInt(row -> lengths[row]).toArray()));
        }
        NDArray labels = chosen(read(manager, prefix + LABELS).flatten(), rows);
        List<String> ids = rows.stream().map(row -> "row " + row).toList();
        return new Batch(ByModality.of(inputs), new Targets(labels, ByModality.of(Map.of())), List.copyOf(rows), ids);
    }

    private static NDArray chosen(NDArray all, List<Integer> rows) {
        return Tensors.concat(
                rows.stream().map(row -> Tensors.slice(all, 0, row, row + 1)).toList(), 0);
    }

    @Override
    public Targets targets(NDManager manager) {
        Map<String, NDArray> own = new LinkedHashMap<>();
        if (special.hasPath(ANNOTATIONS)) {
            for (Modality modality : present()) {
                String name = special.getString(ANNOTATIONS) + modality;
                own.put(modality.name(), read(manager, name));
            }
        }
        return new Targets(read(manager, prefix + LABELS).flatten(), ByModality.of(own));
    }

    private NDArray read(NDManager manager, String name) {
        try {
            return file.read(manager, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private NDArray values(NDManager manager, Modality modality) {
        NDArray values = read(manager, prefix + name(modality));
        if (isTokens(modality)) {
            return Tensors.stack(List.of(Tensors.at(values, 1, 0), Tensors.at(values, 1, 2)), 2)
                    .toType(DataType.INT64, false);
        }
        return values.getShape().dimension() == 3 ? values : values.reshape(steps(values.getShape()));
    }

    private int[] lengths(NDManager manager, Modality modality) {
        Modality source = told(modality, "lengths-of").map(Modality::new).orElse(modality);
        Shape shape = file.tensor(prefix + name(source)).shape();
        int[] lengths = new int[(int) shape.get(0)];
        if (isTokens(source)) {
            NDArray mask = Tensors.at(read(manager, prefix + name(source)), 1, 1);
            float[] counts = mask.sum(new int[] {1}).toFloatArray();
            Arrays.setAll(lengths, row -> (int) counts[row]);
            return lengths;
        }
        String counted = prefix + told(source, "lengths").orElse("lengths." + source);
        long frames = shape.dimension() == 4 ? shape.get(2) : 1;
        if (has(counted)) {
            long[] counts = read(manager, counted).toLongArray();
            Arrays.setAll(lengths, row -> Math.toIntExact(counts[row] * frames));
        } else {
            Arrays.fill(lengths, (int) steps(shape).get(1));
        }
        return lengths;
    }
}
