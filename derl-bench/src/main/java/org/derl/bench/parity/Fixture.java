package org.derl.bench.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.derl.tensor.Compute;
import org.derl.tensor.SafeTensors;

/**
 * A case folder: the settings, weights and inputs that a reference implementation was run with, and what it computed.
 *
 * @param folder where it lies
 * @param config the reference's settings under its own names
 */
record Fixture(Path folder, Config config, SafeTensors weights, SafeTensors inputs, SafeTensors expected) {

    private static final String CONFIG = "config.json";
    private static final List<String> TENSORS =
            List.of("weights.safetensors", "inputs.safetensors", "expected.safetensors");

    /** The case folders at or below a directory, sorted: every folder with a {@code config.json}. */
    static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith(CONFIG))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        }
    }

    /**
     * Opens a case folder.
     *
     * @throws UnknownLayoutException when files of the layout are missing
     */
    static Fixture open(Path folder) throws IOException, UnknownLayoutException {
        for (String file : TENSORS) {
            if (!Files.exists(folder.resolve(file))) {
                throw new UnknownLayoutException(folder + " has a " + CONFIG + " but no " + file);
            }
        }
        Config config = ConfigFactory.parseFile(
                folder.resolve(CONFIG).toFile(), ConfigParseOptions.defaults().setSyntax(ConfigSyntax.JSON));
        return new Fixture(
                folder,
                config,
                SafeTensors.open(folder.resolve(TENSORS.get(0))),
                SafeTensors.open(folder.resolve(TENSORS.get(1))),
                SafeTensors.open(folder.resolve(TENSORS.get(2))));
    }

    /** The name of the model, as our files spell names. */
    String model() throws UnknownLayoutException {
        if (!config.hasPath("model")) {
            throw new UnknownLayoutException(folder.resolve(CONFIG) + " names no model");
        }
        return config.getString("model").toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An expected array as plain numbers. */
    float[] expectedValues(String name) throws IOException {
        try (NDManager manager = Compute.newManager(ai.djl.Device.cpu())) {
            NDArray array = expected.read(manager, name);
            return array.toType(ai.djl.ndarray.types.DataType.FLOAT32, false).toFloatArray();
        }
    }

    /** A folder that is no case of the layout, or of a model, that is known here. */
    static final class UnknownLayoutException extends Exception {
        private static final long serialVersionUID = 1;

        UnknownLayoutException(String message) {
            super(message);
        }
    }
}
