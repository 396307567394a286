package org.derl.bench.configuration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.derl.config.FaultyPluginException;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.data.SealedSplit;
import org.derl.data.Split;
import org.derl.data.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a data set by the code of a plugin: exceptions name the data set and the jar, and labels out of range are
 * reported.
 */
final class CheckedLoader implements DataSetLoader {

    private static final Logger LOG = LoggerFactory.getLogger(CheckedLoader.class);

    private final String name;
    private final String origin;
    private final DataSetLoader loader;

    /**
     * A loader.
     *
     * @param name of the data set
     * @param origin of the loader: the plugin and the jar
     */
    CheckedLoader(String name, String origin, DataSetLoader loader) {
        this.name = name;
        this.origin = origin;
        this.loader = loader;
    }

    @Override
    public DataSet load() throws IOException {
        DataSet data = sealed(FaultyPluginException.guarding("data set '" + name + "' (" + origin + ")", loader::load));
        return data.schema().task() instanceof Task.Regression range ? checked(data, range) : data;
    }

    /** Under a seal of its own: a loader may give the same data set again, which somebody else has opened. */
    private static DataSet sealed(DataSet data) {
        return new DataSet(
                data.name(),
                data.family(),
                data.schema(),
                data.training(),
                data.validation(),
                new SealedSplit(data.test()),
                data.notes(),
                data.preparation());
    }

    private DataSet checked(DataSet data, Task.Regression range) {
        List<String> outside = Stream.of(data.training(), data.validation(), data.test())
                .flatMap(split -> outside(split, range))
                .toList();
        String counted = range.outside(outside.size());
        if (outside.isEmpty() || data.notes().contains(counted)) {
            return data;
        }
        String note = counted + ", the range that its loader names, such as " + outside.get(0);
        LOG.warn("data set {}: {}", name, note);
        List<String> notes = new ArrayList<>(data.notes());
        notes.add(note);
        return new DataSet(
                data.name(),
                data.family(),
                data.schema(),
                data.training(),
                data.validation(),
                data.test(),
                notes,
                data.preparation());
    }

    private static Stream<String> outside(Split split, Task.Regression range) {
        return IntStream.range(0, split.size())
                .filter(row -> !(split.labels().get(row) >= range.lowest()
                        && split.labels().get(row) <= range.highest()))
                .mapToObj(row ->
                        split.labels().get(row) + " of sample '" + split.ids().get(row) + "'");
    }
}
