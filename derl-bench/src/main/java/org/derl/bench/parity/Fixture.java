package org.derl.bench.parity;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.derl.tensor.Compute;
import org.derl.tensor.SafeTensors;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a case folder: the settings, weights and inputs that a reference implementation was run with, and what it
 * computed. A building block may do without weights, and may have single numbers that it computed under {@code expected}
 * of the settings instead of arrays in a file of their own; these count as features.
 */
final class Fixture {

    private static final String FEATURE = "feat.";

    private final Path folder;
    private final Config config;
    private final SafeTensors inputs;
    private final @Nullable SafeTensors weights;
    private final @Nullable SafeTensors expected;
    private final @Nullable SafeTensors trajectory;
    private final Map<String, Float> numbers = new TreeMap<>();

    private Fixture(CaseFolder files) throws IOException, UnknownLayoutException {
        folder = files.path();
        config = files.settings();
        boolean model = config.hasPath(CaseFolder.MODEL);
        inputs = files.required(CaseFolder.INPUTS);
        weights = model ? files.required(CaseFolder.WEIGHTS) : files.opened(CaseFolder.WEIGHTS);
        boolean listed = !model && config.hasPath(CaseFolder.EXPECTED);
        expected = listed ? files.opened(files.results()) : files.required(files.results());
        trajectory = files.opened("trajectory");
        if (listed) {
            config.getConfig(CaseFolder.EXPECTED)
                    .entrySet()
                    .forEach(entry -> numbers.put(
                            FEATURE + entry.getKey(), ((Number) entry.getValue().unwrapped()).floatValue()));
        }
    }

    private Fixture(Fixture whole, SafeTensors trajectory) {
        folder = whole.folder;
        config = whole.config;
        inputs = whole.inputs;
        weights = whole.weights;
        expected = trajectory;
        this.trajectory = trajectory;
    }

    /** The same case, of which is expected what the reference's own training went through; where that is there. */
    Optional<Fixture> trajectory() {
        return trajectory == null ? Optional.empty() : Optional.of(new Fixture(this, trajectory));
    }

    /**
     * Opens a case folder, for the results of the case or of one of the variants in it.
     *
     * @throws UnknownLayoutException when files of the layout are missing
     * @throws IOException when a file is damaged
     */
    static Fixture open(Path folder, String variant) throws IOException, UnknownLayoutException {
        return new Fixture(new CaseFolder(folder, variant));
    }

    Path folder() {
        return folder;
    }

    /** The reference's settings under its own names. */
    Config config() {
        return config;
    }

    SafeTensors inputs() {
        return inputs;
    }

    /** The name of the model, as our files spell names, if the case is about one. */
    Optional<String> model() {
        return config.hasPath(CaseFolder.MODEL)
                ? Optional.of(spelt(config.getString(CaseFolder.MODEL)))
                : Optional.empty();
    }

    /** The name of the building block; that of the folder where the settings name none. */
    String block() {
        return spelt(
                config.hasPath(CaseFolder.BLOCK)
                        ? config.getString(CaseFolder.BLOCK)
                        : String.valueOf(folder.toAbsolutePath().normalize().getFileName()));
    }

    private static String spelt(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The names of the weights; none where there are none. */
    Set<String> weightNames() {
        return weights == null ? Set.of() : weights.names();
    }

    /** The sizes of the axes of all weights. */
    Map<String, List<Long>> weightSizes() {
        Map<String, List<Long>> sizes = new TreeMap<>();
        if (weights != null) {
            weights.names()
                    .forEach(name -> sizes.put(
                            name,
                            Arrays.stream(weights.tensor(name).shape().getShape())
                                    .boxed()
                                    .toList()));
        }
        return sizes;
    }

    /** One of the weights. */
    NDArray weight(NDManager manager, String name) throws IOException {
        if (weights == null) {
            throw new IllegalStateException(folder + " has no weights");
        }
        return weights.read(manager, name);
    }

    /** The file that inputs of a prefix lie in: that of the trajectory, if it has such, or that of inputs. */
    SafeTensors inputs(String prefix) {
        return trajectory != null
                        && trajectory.names().stream().anyMatch(name -> !prefix.isEmpty() && name.startsWith(prefix))
                ? trajectory
                : inputs;
    }

    /** The names of all that the reference computed. */
    Set<String> expectedNames() {
        return expected == null ? numbers.keySet() : expected.names();
    }

    /** What the reference computed, as plain numbers. */
    float[] expectedValues(String name) throws IOException {
        Float number = numbers.get(name);
        if (number != null || expected == null) {
            return number == null ? new float[0] : new float[] {number};
        }
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            NDArray array = expected.read(manager, name);
            return array.toType(DataType.FLOAT32, false).toFloatArray();
        }
    }
}
