package org.derl.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import org.derl.config.Blueprint;
import org.derl.config.Catalog;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;
import org.derl.data.DataSetLoader;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.FileFormat;
import org.derl.io.Directories;
import org.derl.plugin.Plugins;
import org.junit.jupiter.api.Test;

class DataSetsPluginTest {

    private static final List<String> SHIPPED =
            List.of("mosei-text", "mosi-utterance", "mosi-words", "planted", "sims-text");

    @Test
    void pluginIsFound() {
        assertEquals(
                List.of("imported", "mosei-text", "mosi-utterance", "mosi-words", "planted", "sims-text"),
                Plugins.discover(getClass().getClassLoader()).names(DataSetLoader.class));
    }

    @Test
    void everyShippedDataSetBindsOnceItHasAText() {
        Config shipped = Loading.defaults().getConfig("derl.data-sets");
        assertEquals(SHIPPED, shipped.root().keySet().stream().sorted().toList());
        ConfigBinder binder =
                new ConfigBinder(Plugins.of(new DataSetsPlugin(), new LettersPlugin()), Loading.defaults());
        for (String name : SHIPPED) {
            Config config = shipped.getConfig(name);
            assertTrue(!config.getString("title").isBlank()
                    && !config.getString("description").isBlank());
            if (!List.of("planted", "mosi-utterance").contains(name)) { // which have text of their own
                config = Settings.layer(List.of(
                        config,
                        Settings.parse(
                                "test",
                                List.of(
                                        "data-set.text.type=letters",
                                        "data-set.text.size=3",
                                        "data-set.text.tokens=false"))));
            }
            assertEquals(
                    name,
                    binder.bind(config.withOnlyPath("data-set").atPath("wanted"), "wanted", Loading.Wanted.class)
                            .dataSet()
                            .name());
        }
    }

    private record Reading(
            Blueprint<Directories, FileFormat> fileFormat, Blueprint<Directories, FeatureLayout> featureLayout) {}

    @Test
    void everyFormatAndLayoutBindsWithTheDefaultsOfItsSettings() {
        Catalog catalog = Plugins.of(new DataSetsPlugin());
        List<String> formats = catalog.names(FileFormat.class);
        List<String> layouts = catalog.names(FeatureLayout.class);
        assertEquals(
                List.of(
                        "compressed",
                        "csv",
                        "hdf5",
                        "json",
                        "matlab",
                        "npy",
                        "npz",
                        "openface",
                        "pickle",
                        "python",
                        "safetensors",
                        "torch",
                        "wav"),
                formats);
        assertEquals(List.of("bc-lstm", "csv", "lmf", "mfn", "mmsa", "mult", "named", "sdk"), layouts);
        ConfigBinder binder = new ConfigBinder(catalog, Loading.defaults());
        Directories directories = new Directories(Path.of("data"), Path.of("cache"));
        for (int i = 0; i < Math.max(formats.size(), layouts.size()); i++) {
            Config config = ConfigFactory.parseString("wanted { file-format.type = " + formats.get(i % formats.size())
                    + ", feature-layout.type = " + layouts.get(i % layouts.size()) + " }");
            Reading reading = binder.bind(config, "wanted", Reading.class);
            assertNotNull(reading.fileFormat().build(directories));
            assertNotNull(reading.featureLayout().build(directories));
        }
    }
}
