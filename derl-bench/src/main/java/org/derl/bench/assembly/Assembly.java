package org.derl.bench.assembly;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.config.Catalog;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;
import org.derl.data.DataSetLoader;
import org.derl.io.Directories;
import org.derl.plugin.Plugins;

/**
 * Everything that configuration describes: models below {@code derl.models}, data sets below {@code derl.data-sets} and
 * text encoders below {@code derl.text-encoders}. Overrides lie over them by name, such as {@code tfn.training.epochs}.
 */
public final class Assembly {

    private static final String EXTRACTOR = "extractor";
    private static final String DATA_SET_TEXT = "data-set.text";
    private static final String LOADER = "data-set.type";
    private static final String POLICY = "policy";

    private final Catalog catalog;
    private final ConfigBinder binder;
    private final Config config;
    private final Config overrides;
    private final ModelFiles models;
    private final Section dataSets;
    private final Section textEncoders;
    private final Experiments experiments;
    private final Section policies;

    private Assembly(Catalog catalog, Config config, Config overrides) {
        this.catalog = catalog;
        binder = new ConfigBinder(catalog, config);
        this.config = config;
        this.overrides = overrides;
        models = ModelFiles.of(config, overrides);
        dataSets = Section.of("data set", config, "derl.data-sets");
        textEncoders = Section.of("text encoder", config, "derl.text-encoders");
        experiments = new Experiments(config);
        policies = Section.of("policy", config, "derl.policies");
        new SettingsNames(models.names(), dataSets.names(), textEncoders.names())
                .check(overrides.root().keySet());
    }

    /**
     * All that a class loader's jars describe, and the data sets that were imported.
     *
     * @param overrides by the name of a model, data set or text encoder; the strongest settings. A new name that is
     *     {@code like} a model is a model too
     * @throws IllegalStateException when two jars offer one name, or two things that settings are given for have one
     * @throws IllegalArgumentException when overrides begin with no such name
     */
    public static Assembly of(ClassLoader loader, Config overrides) {
        return new Assembly(Plugins.discover(loader), defaults(loader), overrides);
    }

    /**
     * All that a class loader's jars describe, as an experiment sets it.
     *
     * @param overrides stronger than the settings of the experiment
     * @param models in place of those that the experiment names; none for its own
     * @throws IllegalArgumentException when there is no such experiment; the message says which is nearest
     */
    public static Assembly of(ClassLoader loader, Config overrides, String experiment, List<String> models) {
        Config config = defaults(loader);
        List<Config> layers = new ArrayList<>(new Experiments(config).settings(experiment, models));
        layers.add(overrides);
        return new Assembly(Plugins.discover(loader), config, Settings.layer(layers));
    }

    /** What the jars say, and the data sets that were imported. */
    private static Config defaults(ClassLoader loader) {
        return ImportedDataSets.addedTo(Plugins.defaults(loader));
    }

    /**
     * All that a configuration describes with the parts of a catalog, for programs and tests that name their plugins
     * themselves.
     *
     * @param config complete, with all defaults
     * @param overrides as above
     */
    public static Assembly of(Catalog catalog, Config config, Config overrides) {
        return new Assembly(catalog, config, overrides);
    }

    /** All that a class loader's jars describe, as it is. */
    public static Assembly of(ClassLoader loader) {
        return of(loader, ConfigFactory.empty());
    }

    /** All of configuration. */
    public Config config() {
        return config;
    }

    /** The parts that settings may name. */
    public Catalog catalog() {
        return catalog;
    }

    /** The binder over all plugins. */
    public ConfigBinder binder() {
        return binder;
    }

    /** The settings that lie over all others. */
    public Config overrides() {
        return overrides;
    }

    /** Where data and caches lie. */
    public Directories directories() {
        return binder.bind(config, "derl.directories", Directories.class);
    }

    /** The names of the models, sorted. */
    public List<String> models() {
        return models.names();
    }

    /** The names of the models that are not variants of another one, sorted. */
    public List<String> originals() {
        return models.originals();
    }

    /** The names of the data sets, sorted. */
    public List<String> dataSets() {
        return dataSets.names();
    }

    /** The names of the data sets that a loader loads, sorted. */
    public List<String> dataSetsOf(String loader) {
        return dataSets().stream()
                .filter(name -> {
                    Config settings = dataSets.entry(name);
                    return settings.hasPath(LOADER) && loader.equals(settings.getString(LOADER));
                })
                .toList();
    }

    /** The names of the text encoders, sorted. */
    public List<String> textEncoders() {
        return textEncoders.names();
    }

    /** The experiments. */
    public Experiments experiments() {
        return experiments;
    }

    /**
     * The settings of a model: those of the model that it is like, its file, over it what the file says of the data
     * set's family, then of the data set itself, and over all the overrides.
     *
     * @param on the family and the name of the data set, the weaker first; may be empty
     * @throws IllegalArgumentException when there is no such model; the message says which is nearest
     * @throws org.derl.config.InvalidConfigException with every mistake
     */
    public ModelSettings model(String name, List<String> on) {
        return bind(name, Settings.layer(models.layers(name, on)), ModelSettings.class);
    }

    /**
     * The paths of settings that hold for a model though they were searched behind another text encoder, by its name: a
     * model file says so by {@code searched-behind}, beside them.
     *
     * @param on the family and the name of the data set, the weaker first
     * @param textEncoder the one that the model stands behind
     */
    public Map<String, List<String>> searchedBehindOthers(String model, List<String> on, String textEncoder) {
        return models.searchedBehindOthers(model, on, textEncoder);
    }

    /**
     * The settings of a text encoder.
     *
     * @throws IllegalArgumentException when there is none of this name; the message says which is nearest
     */
    public TextEncoderSettings textEncoder(String name) {
        return bind(name, layered(name, List.of(textEncoders.entry(name))), TextEncoderSettings.class);
    }

    /**
     * The settings of a model as jars have them, without those that lie over all others.
     *
     * @param on the family and the name of the data set, the weaker first; may be empty
     * @throws IllegalArgumentException when no jar has such a model; the message says which is nearest
     */
    public ModelSettings shipped(String model, List<String> on) {
        List<Config> layers = ModelFiles.of(config, ConfigFactory.empty()).layers(model, on);
        return bind(model, Settings.layer(layers), ModelSettings.class);
    }

    /**
     * What a publication took its figures by.
     *
     * @throws IllegalArgumentException when there is none of this name; the message says which is nearest
     */
    public Publication publication(String name) {
        Section publications = Section.of("publication", config, "derl.publications");
        return bind(name, publications.entry(name), Publication.class);
    }

    /** What the file of a data set says of text encoders. */
    private record UsualTextEncoder(String textEncoder) {}

    /** The name of the text encoder that a data set is used with unless told otherwise. */
    public String usualTextEncoder(String dataSet) {
        Config entry =
                dataSets.entry(dataSet).root().withOnlyKey("text-encoder").toConfig();
        return bind(dataSet, entry, UsualTextEncoder.class).textEncoder();
    }

    /**
     * The settings of a data set whose transcripts a text encoder's extractor turns into features.
     *
     * @throws IllegalArgumentException when there is no such data set, or the text encoder does not go with it; the message
     *     says which is nearest, or which do
     */
    public DataSetSettings dataSet(String name, String textEncoder) {
        List<Config> layers = new ArrayList<>(List.of(dataSets.entry(name)));
        Config encoder = layered(textEncoder, List.of(textEncoders.entry(textEncoder)));
        if (encoder.hasPath(EXTRACTOR)) {
            layers.add(encoder.getConfig(EXTRACTOR).atPath(DATA_SET_TEXT));
        }
        Config settings = layered(name, layers);
        fit(name, settings, textEncoder).ifPresent(TextFit::check);
        return bind(name, settings, DataSetSettings.class);
    }

    private Optional<TextFit> fit(String name, Config settings, String textEncoder) {
        return settings.hasPath(LOADER)
                ? catalog.find(DataSetLoader.class, settings.getString(LOADER))
                        .map(loader -> new TextFit(this, name, loader.settings(), textEncoder))
                : Optional.empty();
    }

    /** What loads a data set, as it is with a text encoder; see {@link #dataSet} and {@link DataSetSettings#loader}. */
    public DataSetLoader loader(String name, String textEncoder) {
        return dataSet(name, textEncoder).loader(name, directories());
    }

    /** Whether a data set has text that a text encoder can be given; transcripts may yet be missing in its files. */
    public boolean reads(String dataSet, String textEncoder) {
        Config settings = layered(dataSet, List.of(dataSets.entry(dataSet)));
        return fit(dataSet, settings, textEncoder).map(TextFit::holds).orElse(true);
    }

    /**
     * What the overrides say of formats or layouts of data files, by their names.
     *
     * @param kind format or layout
     */
    public Config ofFiles(String kind) {
        return overrides.hasPath(kind) ? overrides.getConfig(kind) : ConfigFactory.empty();
    }

    /** Where the folder of an imported data set is, or would be. */
    public Path importFolder(String dataSet) {
        return ImportedDataSets.folder(directories().cache(), dataSet);
    }

    /** The names of the policies of import, sorted. */
    public List<String> policies() {
        return policies.names();
    }

    /**
     * The settings of a policy of import.
     *
     * @param over what differs in it
     * @throws IllegalArgumentException when there is none of this name; the message says which is nearest
     */
    public PolicySettings policy(String name, Config over) {
        return bind(name, Settings.layer(List.of(policies.entry(name), over.atPath(POLICY))), PolicySettings.class);
    }

    private <R extends Record> R bind(String name, Config settings, Class<R> type) {
        return binder.bind(settings.atPath(name), name, type);
    }

    private Config layered(String name, List<Config> layers) {
        List<Config> all = new ArrayList<>(layers);
        if (overrides.root().get(name) instanceof ConfigObject own) {
            all.add(own.toConfig());
        }
        return Settings.layer(all);
    }
}
