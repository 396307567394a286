package org.derl.bench.contract;

import java.io.IOException;
import java.util.List;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.failure.MemoryShortage;
import org.derl.config.FaultyPluginException;
import org.derl.config.InvalidConfigException;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.io.Reason;
import org.derl.tensor.Compute;

/** The checks of one data set, with the text encoder that it is used with. */
final class DataSetChecks {

    private final DataSets dataSets;
    private final TextEncoders textEncoders;
    private final String name;
    private final String label;

    DataSetChecks(DataSets dataSets, TextEncoders textEncoders, String name) {
        this.dataSets = dataSets;
        this.textEncoders = textEncoders;
        this.name = name;
        label = "data set " + name;
    }

    /**
     * All checks, or the reason why there are none.
     *
     * @param asked whether somebody asked for this data set; only then are features computed, which may take long
     */
    List<Check> all(boolean asked) {
        try {
            String encoder = dataSets.usualTextEncoder(name);
            if (!textEncoders.names().contains(encoder)) {
                return List.of(Check.untested(label, "no jar at hand describes its text encoder " + encoder));
            } else if (!asked && textEncoders.settings(encoder).extractor() != null) {
                return List.of(Check.untested(
                        label, "its features must be computed first: derl contract " + name + " does so"));
            }
            DataSetLoader loader = dataSets.loader(name, encoder);
            Compute.prepareThread();
            return checks(loader.load(), loader);
        } catch (IOException e) {
            return List.of(Check.untested(label, Reason.inOneLine(e)));
        } catch (InvalidConfigException | FaultyPluginException e) {
            MemoryShortage.passOn(e);
            return List.of(Check.faulty(label, Reason.inOneLine(e)));
        }
    }

    private List<Check> checks(DataSet data, DataSetLoader loader) {
        PropertyResults judgement = new PropertyResults(label);
        return DataSetProperty.ALL.stream()
                .map(property -> new Check(
                        label,
                        property.name(),
                        () -> judgement.of(
                                property.name(),
                                null,
                                () -> Answer.holds(property.examination().examine(data, loader)))))
                .toList();
    }
}
