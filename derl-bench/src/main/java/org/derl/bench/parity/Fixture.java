package org.derl.bench.parity;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.derl.tensor.Compute;
import org.derl.tensor.SafeTensors;
import org.jspecify.annotations.Nullable;

/**
 * A case folder: the settings, weights and inputs that a reference implementation was run with, and what it computed. A
 * building block may do without weights, and may have single numbers that it computed under {@code expected} of the
 * settings instead of arrays in a file of their own; these count as features.
 *
 * <p>What the reference computes once something in it is mended is a variant of the case: it lies beside it as
 * {@code expected_<variant>.safetensors}, or in {@code variant_<variant>/<case>} beside it, where what is missing is that
 * of the case. The settings tell its name as {@code variant}.
 */
final class Fixture {

    private static final String CONFIG = "config.json";
    private static final String EXPECTED = "expected";
    private static final String FEATURE = "feat.";
    private static final String VARIANT = "variant";
    private static final String TENSORS = ".safetensors";

    private final Path folder;
    private final Path origin;
    private final Config config;
    private final SafeTensors inputs;
    private final @Nullable SafeTensors weights;
    private final @Nullable SafeTensors expected;
    private final @Nullable SafeTensors trajectory;
    private final Map<String, Float> numbers = new TreeMap<>();

    private Fixture(Path folder, String variant) throws IOException, UnknownLayoutException {
        this.folder = folder;
        String group = String.valueOf(group(folder).getFileName());
        boolean within = group.startsWith(VARIANT + "_");
        origin = within ? group(folder).resolveSibling(folder.getFileName()) : folder;
        String name = within ? group.substring(VARIANT.length() + 1) : variant;
        Config own = settings(folder).withFallback(settings(origin));
        config = name.isEmpty() ? own : own.withValue(VARIANT, ConfigValueFactory.fromAnyRef(name));
        boolean model = config.hasPath("model");
        inputs = required(opened("inputs"), "inputs");
        weights = model ? required(opened("weights"), "weights") : opened("weights");
        boolean listed = !model && config.hasPath(EXPECTED);
        String results = variant.isEmpty() ? EXPECTED : EXPECTED + "_" + variant;
        expected = listed ? opened(results) : required(opened(results), results);
        trajectory = opened("trajectory");
        if (listed) {
            config.getConfig(EXPECTED)
                    .entrySet()
                    .forEach(entry -> numbers.put(
                            FEATURE + entry.getKey(), ((Number) entry.getValue().unwrapped()).floatValue()));
        }
    }

    private Fixture(Fixture whole, SafeTensors trajectory) {
        folder = whole.folder;
        origin = whole.origin;
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

    /** The folder that a case folder lies in; the file system's root lies in none but itself. */
    private static Path group(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        return Objects.requireNonNullElse(absolute.getParent(), absolute);
    }

    private static Config settings(Path folder) {
        return ConfigFactory.parseFile(
                folder.resolve(CONFIG).toFile(), ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
    }

    /** The case folders at or below a directory, sorted: every folder with a {@code config.json}. */
    static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith(CONFIG))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    /** The names of the variants whose results lie in a case folder, sorted, behind an empty one for the case itself. */
    static List<String> variants(Path folder) throws IOException {
        String prefix = EXPECTED + "_";
        try (Stream<Path> files = Files.list(folder)) {
            Stream<String> variants = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(prefix) && name.endsWith(TENSORS))
                    .map(name -> name.substring(prefix.length(), name.length() - TENSORS.length()))
                    .sorted();
            return Stream.concat(Stream.of(""), variants).toList();
        }
    }

    /**
     * Opens a case folder, for the results of the case or of one of the variants in it.
     *
     * @throws UnknownLayoutException when files of the layout are missing
     * @throws IOException when a file is damaged
     */
    static Fixture open(Path folder, String variant) throws IOException, UnknownLayoutException {
        return new Fixture(folder, variant);
    }

    private @Nullable SafeTensors opened(String name) throws IOException {
        Path own = folder.resolve(name + TENSORS);
        Path file = Files.exists(own) ? own : origin.resolve(name + TENSORS);
        return Files.exists(file) ? SafeTensors.open(file) : null;
    }

    private SafeTensors required(@Nullable SafeTensors tensors, String name) throws UnknownLayoutException {
        if (tensors == null) {
            throw new UnknownLayoutException(folder + " has a " + CONFIG + " but no " + name + TENSORS);
        }
        return tensors;
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
        return config.hasPath("model") ? Optional.of(spelt(config.getString("model"))) : Optional.empty();
    }

    /** The name of the building block; that of the folder where the settings name none. */
    String block() {
        return spelt(
                config.hasPath("block")
                        ? config.getString("block")
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

    /** A folder that is no case of the layout, or of a model or block, that is known here. */
    static final class UnknownLayoutException extends Exception {
        private static final long serialVersionUID = 1;

        UnknownLayoutException(String message) {
            super(message);
        }
    }
}
