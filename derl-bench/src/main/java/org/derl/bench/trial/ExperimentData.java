package org.derl.bench.trial;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.derl.bench.configuration.DataSetSettings;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.TextEncoderSettings;
import org.derl.bench.configuration.TextEncoders;
import org.derl.data.DataSet;
import org.derl.io.Directories;

/**
 * Finds the text encoder of each model of an experiment, and loads the data set for each text encoder.
 */
public final class ExperimentData {

    private final DataSets dataSets;
    private final TextEncoders textEncoders;
    private final Directories directories;
    private final String dataSet;
    private final String usual;
    private final Map<String, Loaded> loaded = new HashMap<>();

    /** A data set, and the settings that it was loaded by. */
    public record Loaded(DataSetSettings settings, DataSet data) {}

    /**
     * For the models of an experiment.
     *
     * @param usual the name of the text encoder that the experiment names
     */
    public ExperimentData(
            DataSets dataSets, TextEncoders textEncoders, Directories directories, String dataSet, String usual) {
        this.dataSets = dataSets;
        this.textEncoders = textEncoders;
        this.directories = directories;
        this.dataSet = dataSet;
        this.usual = usual;
    }

    /** The name of the one before a model. */
    public String before(ModelSettings model) {
        return textEncoders.before(model, usual);
    }

    /** The settings of a text encoder. */
    public TextEncoderSettings settings(String name) {
        return textEncoders.settings(name);
    }

    /**
     * The data set, its transcripts prepared for a text encoder.
     *
     * @throws IOException when data is missing or damaged; the message says what to put where
     */
    public Loaded data(String name) throws IOException {
        Loaded known = loaded.get(name);
        if (known != null) {
            return known;
        }
        DataSetSettings settings = dataSets.settings(dataSet, name);
        Loaded fresh =
                new Loaded(settings, settings.loader(dataSet, directories).load());
        loaded.put(name, fresh);
        return fresh;
    }
}
