package org.derl.bench.toy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.config.Location;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.plugin.PluginModule;

/** Offers the toy data set. */
public final class ToyPlugin extends PluginModule {

    /**
     * @param training how many training samples
     * @param largest the size of the largest label
     */
    public record Config(int training, double largest) {}

    /** In the place of a number of training samples, ends the process that loads them. */
    public static final String EXIT = "exit";

    /** @param file that tells how many training samples there are */
    public record FileConfig(@Location Path file) {}

    @SuppressWarnings("SystemExitOutsideMain") // is what it is for
    private static int training(Path file) throws IOException {
        String text = Files.readString(file).strip();
        if (text.equals(EXIT)) {
            System.exit(0);
        }
        return Integer.parseInt(text);
    }

    @Override
    protected void configure() {
        offer(
                DataSetLoader.KIND,
                "toy-file",
                FileConfig.class,
                (config, directories) -> () -> dataSet(training(config.file())));
        offer(
                DataSetLoader.KIND,
                "toy",
                Config.class,
                (config, directories) -> () -> dataSet(config.training(), config.largest()));
    }

    /** The data set with so many training samples. */
    public static DataSet dataSet(int training) {
        return dataSet(training, 3);
    }

    private static DataSet dataSet(int training, double largest) {
        return new DataSet(
                "toy",
                "toys",
                ToySplit.schema(),
                new ToySplit("train", training, 1, largest),
                new ToySplit("valid", 40, 2, largest),
                new ToySplit("test", 50, 3, largest),
                List.of("a note of the data set"));
    }
}
