package org.derl.bench.configuration;

import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.derl.bench.sweep.Variation;
import org.derl.config.Catalog;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;
import org.derl.config.UnreadDefaults;
import org.derl.io.Directories;
import org.derl.plugin.Plugins;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known before anything is built: the plugins, the settings of jars and of imported data sets, the
 * settings that override them, and the directories. It is immutable. It makes an {@link #injector}, which has the
 * services {@link Models}, {@link DataSets}, {@link TextEncoders}, {@link Experiments}, {@link Policies} and
 * {@link Publications}.
 */
public final class Configuration {

    /** In the place of a model's name in settings over those of jars: every model. */
    public static final String EVERY_MODEL = ModelFiles.EVERY;

    private static final Config NOTHING = ConfigFactory.empty();
    /** What of {@code derl.defaults} is no default of a part. */
    private static final Set<String> BESIDE_PARTS = Set.of("training", "space");

    private static final String DIRECTORIES = "derl.directories";
    private static final String GUARD_FORMULAS = "derl.predictions.guard-formulas";
    private static final String TENSORBOARD = "derl.history.tensorboard";

    private final List<Module> plugins;
    private final Directories directories;
    private final boolean guardsFormulas;
    private final boolean tensorBoard;
    private final Config defaults;
    private final Config overrides;

    private Configuration(
            List<Module> plugins,
            Directories directories,
            boolean guardsFormulas,
            boolean tensorBoard,
            Config defaults,
            Config overrides) {
        this.plugins = List.copyOf(plugins);
        this.directories = directories;
        this.guardsFormulas = guardsFormulas;
        this.tensorBoard = tensorBoard;
        this.defaults = defaults;
        this.overrides = overrides;
    }

    /**
     * The configuration of a class loader's jars.
     *
     * @throws IllegalStateException when a jar of plugins is missing, or two jars say different things of one setting;
     *     the message names them
     */
    public static Configuration of(ClassLoader loader) {
        return of(loader, null, null);
    }

    /**
     * The configuration of a class loader's jars, with other directories.
     *
     * @param data where data lies; null for where the jars and the environment say
     * @param cache where caches lie; null for where the jars and the environment say
     */
    public static Configuration of(ClassLoader loader, @Nullable Path data, @Nullable Path cache) {
        List<Module> plugins = Plugins.modules(loader);
        Config jars = Plugins.defaults(loader);
        Directories usual = directories(jars);
        Directories directories = new Directories(absolute(data, usual.data()), absolute(cache, usual.cache()));
        return new Configuration(
                plugins,
                directories,
                jars.getBoolean(GUARD_FORMULAS),
                jars.getBoolean(TENSORBOARD),
                ImportedDataSets.addedTo(jars, directories.cache()),
                NOTHING);
    }

    /**
     * For programs and tests that name their plugins themselves.
     *
     * @param defaults complete, with all defaults
     */
    public static Configuration of(List<? extends Module> plugins, Config defaults) {
        return new Configuration(List.copyOf(plugins), directories(defaults), false, false, defaults, NOTHING);
    }

    private static Path absolute(@Nullable Path told, Path usual) {
        return told == null ? usual : told.toAbsolutePath();
    }

    private static Directories directories(Config config) {
        return new ConfigBinder(new Catalog(List.of()), config).bind(config, DIRECTORIES, Directories.class);
    }

    /**
     * The same with other settings that override those of jars.
     *
     * @param overrides by the name of a model, data set or text encoder. A new name that is {@code like} a model is a
     *     model too
     */
    public Configuration with(Config overrides) {
        return new Configuration(plugins, directories, guardsFormulas, tensorBoard, defaults, overrides);
    }

    /**
     * The settings of a file, which has the paths of the jars' files, such as {@code derl.models.mult.training.epochs},
     * as
     * {@link #with(Config)} takes them: by name.
     *
     * @throws IllegalArgumentException when a path is none of a model, data set, text encoder, format or layout; the
     *     message says what to write
     */
    public Config byName(Config file) {
        return new FullPaths(defaults).shortened(file);
    }

    /**
     * The same as an experiment sets it, below the settings that lie over all here.
     *
     * @param models in place of those that the experiment names; none for its own
     * @throws IllegalArgumentException when there is no such experiment; the message says which is nearest
     */
    public Configuration with(String experiment, List<String> models) {
        List<Config> layers = new ArrayList<>(new Experiments(this).settings(experiment, models));
        layers.add(overrides);
        return with(Settings.layer(layers));
    }

    /**
     * The same with experiments beside those of jars, and over what these say.
     *
     * @param file as {@link #byName} takes it
     */
    public Configuration withExperimentsOf(Config file) {
        Config more = FullPaths.experiments(file);
        return more.isEmpty()
                ? this
                : new Configuration(
                        plugins,
                        directories,
                        guardsFormulas,
                        tensorBoard,
                        Settings.layer(List.of(defaults, more)),
                        overrides);
    }

    /**
     * The same with settings of models varied, below the settings that lie over all here.
     *
     * @param models those that are compared
     * @throws IllegalArgumentException when a setting is of none of them
     */
    public Configuration with(Variation variation, List<String> models) {
        ModelFiles files = ModelFiles.of(defaults, overrides);
        return with(Settings.layer(List.of(variation.settings(models, files::title), overrides)));
    }

    /** The same by a recipe of training. */
    public Configuration with(TrainingRecipe recipe) {
        return with(recipe.in(overrides));
    }

    /** The same, with spreadsheets kept from running ids of predictions as formulas, or not. */
    public Configuration guardingFormulas(boolean guards) {
        return new Configuration(plugins, directories, guards, tensorBoard, defaults, overrides);
    }

    /** The same, with a file for TensorBoard in each trial's folder, or without. */
    public Configuration writingTensorBoard(boolean writes) {
        return new Configuration(plugins, directories, guardsFormulas, writes, defaults, overrides);
    }

    /** What jars say, and the data sets that were imported. */
    public Config defaults() {
        return defaults;
    }

    /** The settings that lie over all others. */
    public Config overrides() {
        return overrides;
    }

    /** Where data and caches lie. */
    public Directories directories() {
        return directories;
    }

    /** Whether ids of predictions are written such that no spreadsheet runs them as formulas. */
    public boolean guardsFormulas() {
        return guardsFormulas;
    }

    /** Whether each trial also writes a file that TensorBoard reads. */
    public boolean writesTensorBoard() {
        return tensorBoard;
    }

    /** The names of all models, data sets, text encoders and experiments. */
    public List<String> names() {
        return Stream.of(
                        ModelFiles.of(defaults, overrides).names(),
                        DataSets.section(defaults).names(),
                        TextEncoders.section(defaults).names(),
                        Experiments.section(defaults).names())
                .flatMap(List::stream)
                .toList();
    }

    /** The names of the models that are not variants of another one, sorted. */
    public List<String> originals() {
        return ModelFiles.of(defaults, overrides).originals();
    }

    /**
     * The injector of all services and all that plugins bind.
     *
     * @param further what else is bound
     * @throws IllegalStateException when plugins do not fit together, or two things that settings are given for have
     *     one name
     * @throws IllegalArgumentException when settings begin with no such name
     */
    public Injector injector(Module... further) {
        List<Module> modules = new ArrayList<>(List.of(further));
        modules.add(new DerlModule(this));
        Injector injector = Plugins.injector(plugins, modules.toArray(Module[]::new));
        new SettingsNames(
                        ModelFiles.of(defaults, overrides).names(),
                        DataSets.section(defaults).names(),
                        TextEncoders.section(defaults).names())
                .check(overrides.root().keySet());
        return injector;
    }

    /**
     * Makes something whose constructor asks for services, such as the contract.
     *
     * @throws IllegalStateException as {@link #injector} does
     * @throws IllegalArgumentException as {@link #injector} does
     */
    public <T> T make(Class<T> type) {
        Injector injector = injector(binder -> binder.bind(type));
        return unwrapped(() -> injector.getInstance(type));
    }

    /**
     * Gives an object the services that its fields ask for, and what further modules bind.
     *
     * @throws org.derl.config.InvalidConfigException when jars say defaults of what there is not
     */
    public void inject(Object object, Module... further) {
        Injector injector = injector(further);
        UnreadDefaults.check(injector.getInstance(Catalog.class), defaults, BESIDE_PARTS);
        unwrapped(() -> {
            injector.injectMembers(object);
            return object;
        });
    }

    /** What a constructor refuses is for users, in words of its own. */
    private static <T> T unwrapped(Supplier<T> work) {
        try {
            return work.get();
        } catch (ProvisionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw e;
        }
    }
}
