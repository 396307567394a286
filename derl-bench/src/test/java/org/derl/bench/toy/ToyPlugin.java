package org.derl.bench.toy;

import java.util.List;
import org.derl.data.DataSet;
import org.derl.plugin.PluginModule;

/** Offers the toy data set. */
public final class ToyPlugin extends PluginModule {

    /**
     * @param training how many training samples
     */
    public record Config(int training) {}

    @Override
    protected void configure() {
        dataSet("toy", Config.class, (config, directories) -> () -> dataSet(config.training()));
    }

    /** The data set with so many training samples. */
    public static DataSet dataSet(int training) {
        return new DataSet(
                "toy",
                "toys",
                ToySplit.schema(),
                new ToySplit("train", training, 1),
                new ToySplit("valid", 40, 2),
                new ToySplit("test", 50, 3),
                0.001,
                List.of("a note of the data set"));
    }
}
