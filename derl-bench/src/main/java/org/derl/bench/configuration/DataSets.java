package org.derl.bench.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.bench.text.TextCharacters;
import org.derl.config.Catalog;
import org.derl.config.ConfigBinder;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;
import org.derl.io.Directories;

/** The data sets that configuration describes, below {@code derl.data-sets}, and those that were imported. */
public final class DataSets {

    private static final String EXTRACTOR = "extractor";
    private static final String DATA_SET_TEXT = "data-set.text";
    private static final String LOADER = "data-set.type";

    private final Config overrides;
    private final Section files;
    private final Catalog catalog;
    private final ConfigBinder binder;
    private final Directories directories;
    private final TextEncoders textEncoders;

    @Inject
    DataSets(
            Configuration configuration,
            Catalog catalog,
            ConfigBinder binder,
            Directories directories,
            TextEncoders textEncoders) {
        this.catalog = catalog;
        this.binder = binder;
        this.directories = directories;
        this.textEncoders = textEncoders;
        overrides = configuration.overrides();
        files = section(configuration.defaults());
    }

    static Section section(Config config) {
        return Section.of("data set", config, "derl.data-sets");
    }

    /** Their names, sorted. */
    public List<String> names() {
        return files.names();
    }

    /** The names of those that a loader loads, sorted. */
    public List<String> namesOf(String loader) {
        return names().stream()
                .filter(name -> {
                    Config settings = files.entry(name);
                    return settings.hasPath(LOADER) && loader.equals(settings.getString(LOADER));
                })
                .toList();
    }

    /** What the file of a data set says of text encoders. */
    private record UsualTextEncoder(String textEncoder) {}

    /** The name of the default text encoder of a data set. */
    public String usualTextEncoder(String name) {
        Config entry = files.entry(name).root().withOnlyKey("text-encoder").toConfig();
        return binder.bind(entry.atPath(name), name, UsualTextEncoder.class).textEncoder();
    }

    /**
     * The settings of a data set whose transcripts a text encoder's extractor turns into features.
     *
     * @throws IllegalArgumentException when there is no such data set, or the text encoder does not go with it; the
     *     message says which is nearest, or which do
     */
    public DataSetSettings settings(String name, String textEncoder) {
        files.entry(name); // says first of all whether there is one
        Config encoder = textEncoders.entry(textEncoder);
        List<Config> layers = encoder.hasPath(EXTRACTOR)
                ? List.of(encoder.getConfig(EXTRACTOR).atPath(DATA_SET_TEXT))
                : List.of();
        Config settings = files.layered(name, layers, overrides);
        fit(name, settings, textEncoder).ifPresent(TextFit::check);
        return binder.bind(settings.atPath(name), name, DataSetSettings.class);
    }

    private Optional<TextFit> fit(String name, Config settings, String textEncoder) {
        return settings.hasPath(LOADER)
                ? catalog.find(DataSetLoader.class, settings.getString(LOADER))
                        .map(loader -> new TextFit(this, textEncoders, name, loader.settings(), textEncoder))
                : Optional.empty();
    }

    /** The loader of a data set for a text encoder; see {@link #settings} and {@link DataSetSettings#loader}. */
    public DataSetLoader loader(String name, String textEncoder) {
        return settings(name, textEncoder).loader(name, directories);
    }

    /**
     * A data set for a text encoder; see {@link #settings} and {@link DataSetSettings#loader}.
     *
     * @throws IOException when data is missing or damaged; the message says what to put where
     */
    public DataSet load(String name, String textEncoder) throws IOException {
        return loader(name, textEncoder).load();
    }

    /**
     * A data set whose text is the {@link TextCharacters} of its transcripts, for those who show them.
     *
     * @throws IllegalArgumentException when its text is no transcripts, or settings have it that they are not read
     * @throws IOException as {@link #load} does
     */
    public DataSet loadTranscripts(String name) throws IOException {
        Config extractor = ConfigFactory.parseMap(Map.of("type", TextCharacters.NAME));
        if (hasTranscripts(name)) {
            Config settings = files.layered(name, List.of(extractor.atPath(DATA_SET_TEXT)), overrides);
            DataSet data = binder.bind(settings.atPath(name), name, DataSetSettings.class)
                    .loader(name, directories)
                    .load();
            if (data.schema().inputs().has(Modality.TEXT)
                    && data.schema().inputs().get(Modality.TEXT).content() == Content.TOKENS) {
                return data;
            }
        }
        throw new IllegalArgumentException("the text of " + name + " is no transcripts that could be shown");
    }

    private boolean hasTranscripts(String name) {
        Config settings = files.layered(name, List.of(), overrides);
        return settings.hasPath(LOADER)
                && catalog.find(DataSetLoader.class, settings.getString(LOADER))
                        .filter(loader -> TextFit.takesTranscripts(loader.settings()))
                        .isPresent();
    }

    /** Whether a text encoder can read the text of a data set; its files may still lack transcripts. */
    public boolean reads(String name, String textEncoder) {
        return fit(name, files.layered(name, List.of(), overrides), textEncoder)
                .map(TextFit::holds)
                .orElse(true);
    }

    /** Where the folder of an imported data set is, or would be. */
    public Path importFolder(String name) {
        return ImportedDataSets.folder(directories.cache(), name);
    }
}
