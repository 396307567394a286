package org.derl.bench.parity;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.derl.data.Batch;
import org.derl.data.ByModality;
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
 * The inputs of a fixture as a split. What is special about a modality's is told by the correspondence under its name
 * ({@link FixtureModality}). Beside the modalities, {@code rows} names the array of the rows that make up the batch, where
 * that is not all of them, and {@code annotations} what the names of labels of single modalities begin with.
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
        return new Schema(ByModality.of(present(), modality -> of(modality).shape()), Task.SENTIMENT);
    }

    private List<Modality> present() {
        return MODALITIES.stream().filter(modality -> of(modality).isThere()).toList();
    }

    private FixtureModality of(Modality modality) {
        return new FixtureModality(file, special, prefix, modality);
    }

    /** The name of a modality's input. */
    String name(Modality modality) {
        return of(modality).name();
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
            int[] lengths = of(modality).lengths(manager);
            inputs.put(
                    modality.name(),
                    Sequence.of(
                            chosen(of(modality).values(manager), rows),
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
}
