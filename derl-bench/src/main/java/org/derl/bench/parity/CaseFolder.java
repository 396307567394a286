package org.derl.bench.parity;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.derl.config.ConfigFiles;
import org.derl.tensor.SafeTensors;
import org.jspecify.annotations.Nullable;

/**
 * The files of a case. What the reference computes once something in it is mended is a variant of the case: it lies beside
 * it as {@code expected_<variant>.safetensors}, or in {@code variant_<variant>/<case>} beside it, where what is missing is
 * that of the case. The settings tell its name as {@code variant}.
 */
final class CaseFolder {

    /** The file of what the reference computed, and where the settings list such numbers. */
    static final String EXPECTED = "expected";

    static final String INPUTS = "inputs";
    static final String WEIGHTS = "weights";
    static final String CONFIG = "config.json";

    /** The settings that name what a case is about. */
    static final String MODEL = "model";

    static final String BLOCK = "block";

    private static final String VARIANT = "variant";
    private static final String TENSORS = ".safetensors";

    private final Path path;
    private final Path origin;
    private final String variant;

    /** @param variant of those whose results lie in the folder; empty for the case itself */
    CaseFolder(Path path, String variant) {
        this.path = path;
        this.variant = variant;
        origin = isWithinVariant() ? group().resolveSibling(path.getFileName()) : path;
    }

    private boolean isWithinVariant() {
        return groupName().startsWith(VARIANT + "_");
    }

    private String groupName() {
        return String.valueOf(group().getFileName());
    }

    /** The folder that this one lies in; the file system's root lies in none but itself. */
    private Path group() {
        Path absolute = path.toAbsolutePath().normalize();
        return Objects.requireNonNullElse(absolute.getParent(), absolute);
    }

    /** Whether a folder is one: it has settings, and arrays of a case or the name of what the case is about. */
    static boolean is(Path folder) {
        return Files.isRegularFile(folder.resolve(CONFIG))
                && (Stream.of(INPUTS, WEIGHTS, EXPECTED).anyMatch(name -> Files.exists(folder.resolve(name + TENSORS)))
                        || namesSomething(folder));
    }

    private static boolean namesSomething(Path folder) {
        try {
            Config settings = settings(folder);
            return settings.hasPath(MODEL) || settings.hasPath(BLOCK);
        } catch (IOException e) {
            return true; // what is wrong with it is said when the case is compared
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

    Path path() {
        return path;
    }

    /** The reference's settings under its own names. */
    Config settings() throws IOException {
        String name = isWithinVariant() ? groupName().substring(VARIANT.length() + 1) : variant;
        Config own = settings(path).withFallback(settings(origin));
        return name.isEmpty() ? own : own.withValue(VARIANT, ConfigValueFactory.fromAnyRef(name));
    }

    private static Config settings(Path folder) throws IOException {
        Path file = folder.resolve(CONFIG);
        return Files.exists(file) ? ConfigFiles.read(file) : ConfigFactory.empty();
    }

    /** The name of the file of what the reference computed. */
    String results() {
        return variant.isEmpty() ? EXPECTED : EXPECTED + "_" + variant;
    }

    /** A file of arrays; null where there is none. */
    @Nullable
    SafeTensors opened(String name) throws IOException {
        Path own = path.resolve(name + TENSORS);
        Path file = Files.exists(own) ? own : origin.resolve(name + TENSORS);
        return Files.exists(file) ? SafeTensors.open(file) : null;
    }

    /** A file of arrays that must be there. */
    SafeTensors required(String name) throws IOException, UnknownLayoutException {
        SafeTensors tensors = opened(name);
        if (tensors == null) {
            throw new UnknownLayoutException(path + " has a " + CONFIG + " but no " + name + TENSORS);
        }
        return tensors;
    }
}
