package org.derl.bench.configuration;

import java.util.List;
import org.derl.config.Blueprint;
import org.derl.config.LeftOut;
import org.derl.data.DataSetLoader;
import org.derl.io.Directories;

/**
 * A data set as its file describes it.
 *
 * @param title as tables print it
 * @param description a line that says what it is
 * @param textEncoder the name of the text encoder that is used unless another one is asked for
 * @param dataSet the loader with its settings
 */
public record DataSetSettings(
        String title, String description, String textEncoder, Blueprint<Directories, DataSetLoader> dataSet) {

    /**
     * The loader. What the code of a plugin throws in it names the data set and the jar.
     *
     * @param name of the data set
     * @throws org.derl.config.InvalidConfigException when its settings do not fit
     */
    public DataSetLoader loader(String name, Directories directories) {
        return new CheckedLoader(name, dataSet.origin(), dataSet.build(directories));
    }

    /** The loader's settings that had no effect, after it was built and has loaded. */
    public List<LeftOut> leftOut() {
        return dataSet.leftOut().stream()
                .map(below -> new LeftOut("data-set." + below.path(), below.reason()))
                .toList();
    }
}
