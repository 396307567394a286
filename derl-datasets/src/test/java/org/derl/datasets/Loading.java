package org.derl.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.derl.config.Blueprint;
import org.derl.config.ConfigBinder;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.data.Modality;
import org.derl.data.Split;
import org.derl.io.Directories;
import org.derl.plugin.Plugins;
import org.derl.tensor.Compute;
import org.junit.jupiter.api.Assumptions;

/** Data sets as a user asks for them: by settings. */
public final class Loading {

    private static final Config DEFAULTS = Plugins.defaults(Loading.class.getClassLoader());

    private Loading() {}

    record Wanted(Blueprint<Directories, DataSetLoader> dataSet) {}

    public static DataSet load(String settings, Path data, Path cache) throws IOException {
        return bind(settings).build(new Directories(data, cache)).load();
    }

    public static Blueprint<Directories, DataSetLoader> bind(String settings) {
        ConfigBinder binder = new ConfigBinder(Plugins.of(new DataSetsPlugin(), new LettersPlugin()), defaults());
        Config config = ConfigFactory.parseString("wanted.data-set {" + settings + "}");
        return binder.bind(config, "wanted", Wanted.class).dataSet();
    }

    static Config defaults() {
        return DEFAULTS;
    }

    /** The folder of real data; a test that needs it is skipped where it is absent. */
    public static Path realData() {
        String named = System.getProperty("DERL_SHARED", System.getenv("DERL_SHARED"));
        Path data = (named == null ? Path.of("..", "..", "shared") : Path.of(named)).resolve("data");
        Assumptions.assumeTrue(Files.isDirectory(data), () -> "skipped: no real data in " + data.toAbsolutePath());
        return data;
    }

    public static void write(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, Arrays.asList(lines));
    }

    /** Puts another text in the place of a line, counted from 1. */
    public static void replaceLine(Path file, int line, String text) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(line - 1, text);
        Files.write(file, lines);
    }

    /** Leaves the first lines only. */
    public static void cutOff(Path file, int lines) throws IOException {
        Files.write(file, Files.readAllLines(file).subList(0, lines));
    }

    /** The numbers of a modality of one row. */
    public static float[] values(Split split, Modality modality, int row) {
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            return split.batch(manager, List.of(row))
                    .inputs()
                    .get(modality)
                    .values()
                    .toFloatArray();
        }
    }

    /** Checks that all samples of two data sets are the same, bit by bit. */
    public static void assertSame(DataSet expected, DataSet actual) {
        assertSame(expected.training(), actual.training());
        assertSame(expected.validation(), actual.validation());
        assertSame(expected.test().open("test", 0), actual.test().open("test", 0));
    }

    private static void assertSame(Split expected, Split actual) {
        assertEquals(expected.ids(), actual.ids());
        assertEquals(expected.groups(), actual.groups());
        assertEquals(expected.labels(), actual.labels());
        for (int row = 0; row < expected.size(); row++) {
            for (Modality modality : List.of(Modality.TEXT, Modality.AUDIO, Modality.VISION)) {
                assertArrayEquals(
                        values(expected, modality, row),
                        values(actual, modality, row),
                        modality + " of " + expected.ids().get(row));
            }
        }
    }
}
