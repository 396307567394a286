package org.derl.bench.trial;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.derl.bench.assembly.Assembly;
import org.derl.bench.assembly.DataSetSettings;
import org.derl.bench.assembly.ModelSettings;
import org.derl.bench.assembly.TextEncoderSettings;
import org.derl.data.DataSet;

/**
 * Which text encoder stands before each model of an experiment, and the data set as each of them wants it: before a model
 * that works inside the text encoder, a usual one without an inside is replaced by what stands in for it.
 */
public final class TextEncoders {

    private final Assembly assembly;
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
    public TextEncoders(Assembly assembly, String dataSet, String usual) {
        this.assembly = assembly;
        this.dataSet = dataSet;
        this.usual = usual;
    }

    /** The name of the one before a model. */
    public String before(ModelSettings model) {
        String inside = settings(usual).inside();
        return model.worksInsideTextEncoder() ? Objects.requireNonNullElse(inside, usual) : usual;
    }

    /** The settings of a text encoder. */
    public TextEncoderSettings settings(String name) {
        return assembly.textEncoder(name);
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
        DataSetSettings settings = assembly.dataSet(dataSet, name);
        Loaded fresh = new Loaded(
                settings, settings.loader(dataSet, assembly.directories()).load());
        loaded.put(name, fresh);
        return fresh;
    }
}
