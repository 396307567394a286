package org.derl.bench.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.derl.bench.configuration.ModelFiles.Layer;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;
import org.derl.model.Optimization;
import org.jspecify.annotations.Nullable;

/** The models that configuration describes, below {@code derl.models}, and those that settings add. */
public final class Models {

    private static final String GROUPS = "training.optimization.groups";

    private final Configuration configuration;
    private final ConfigBinder binder;
    private final ModelFiles files;
    private final TextEncoders textEncoders;

    /** The models of a configuration. */
    @Inject
    public Models(Configuration configuration, ConfigBinder binder) {
        this.configuration = configuration;
        this.binder = binder;
        files = ModelFiles.of(configuration.defaults(), configuration.overrides());
        textEncoders = new TextEncoders(configuration, binder);
    }

    /** Their names, sorted. */
    public List<String> names() {
        return files.names();
    }

    /** The names of those that are not variants of another one, sorted. */
    public List<String> originals() {
        return files.originals();
    }

    /** What the file of a model says of it: the comment above its settings, in one line; empty where there is none. */
    public String description(String name) {
        return files.description(name);
    }

    /** The model that a variant is like; empty of one that is no variant. */
    public Optional<String> original(String name) {
        return files.original(name);
    }

    /** The names of families and data sets for which some model is set otherwise, sorted. */
    public SortedSet<String> on() {
        return files.on();
    }

    /**
     * The settings of a model whatever the text encoder before it: those of the model that it is like, its file, over
     * it what the file says of the data set's family, then of the data set itself, and over all the overrides.
     *
     * @param on the family and the name of the data set, the weaker first; may be empty
     * @throws IllegalArgumentException when there is no such model; the message says which is nearest
     * @throws org.derl.config.InvalidConfigException with every mistake
     */
    public ModelSettings settings(String name, List<String> on) {
        List<Layer> layers = new ArrayList<>(List.of(files.defaults()));
        layers.addAll(ModelFiles.settings(files.layers(name, on)));
        return bind(name, layers);
    }

    /**
     * The settings by which a model trains after a text encoder: those of the {@linkplain TrainingRecipe recipe} lie
     * between those of jars and the overrides, settings that were searched with a text encoder that is trained hold
     * after such ones alone, and those of one that is not after such ones, and the text encoder's groups of rates stand
     * before the model's own, unless these are given and the text encoder is trained.
     *
     * @param on the family and the name of the data set, the weaker first; may be empty
     * @param textEncoder its name
     * @throws IllegalArgumentException when there is no such model or text encoder; the message says which is nearest
     * @throws org.derl.config.InvalidConfigException with every mistake
     */
    public ModelSettings settings(String name, List<String> on, String textEncoder) {
        return new Said(files, TrainingRecipe.of(configuration.overrides()), name, on, textEncoder).settings();
    }

    /**
     * The settings by which a model trains after a text encoder as jars and its publication have them, without those
     * that lie over all others.
     *
     * @param on the family and the name of the data set, the weaker first; may be empty
     * @throws IllegalArgumentException when no jar has such a model; the message says which is nearest
     */
    public ModelSettings published(String name, List<String> on, String textEncoder) {
        ModelFiles shipped = ModelFiles.of(configuration.defaults(), ConfigFactory.empty());
        return new Said(shipped, TrainingRecipe.PUBLISHED, name, on, textEncoder).settings();
    }

    /**
     * The recipe by which models train after some text encoders; null where that makes no difference: it is the equal
     * one, and none of them says anything of training.
     */
    public @Nullable TrainingRecipe recipe(Collection<String> names) {
        TrainingRecipe recipe = TrainingRecipe.of(configuration.overrides());
        boolean none =
                names.stream().allMatch(name -> textEncoders.training(name).isEmpty());
        return recipe == TrainingRecipe.EQUAL && none ? null : recipe;
    }

    /** Who says each setting of a model that is said, by its path: the one who lies above all others that do. */
    public Map<String, String> origins(String name, List<String> on, String textEncoder) {
        return new Said(files, TrainingRecipe.of(configuration.overrides()), name, on, textEncoder).origins();
    }

    /**
     * The settings of a model as a file gives them.
     *
     * @param settings complete; groups of rates are left out unless they were given, for those of a text encoder are
     *     put to them
     * @param places where each stands, by its path, which begins with the model's name
     * @param groups those of trials, where they are left out
     */
    public record Described(Config settings, Map<String, String> places, List<Optimization.Group> groups) {}

    /**
     * The settings by which a model trains after a text encoder, as a file gives them: these over those of jars are
     * {@link #settings(String, List, String)} again.
     */
    public Described described(String name, List<String> on, String textEncoder) {
        Said said = new Said(files, TrainingRecipe.of(configuration.overrides()), name, on, textEncoder);
        Config layered = layered(said.layers);
        Config own = Settings.describe(bind(name, said.layers));
        String like = ModelFiles.likeOfAdded(configuration.defaults(), configuration.overrides(), name);
        if (like != null) {
            own = own.withValue("like", ConfigValueFactory.fromAnyRef(like));
        }
        return new Described(
                said.givesGroups() ? own : own.withoutPath(GROUPS),
                binder.places(layered.atPath(name), name, ModelSettings.class),
                said.givesGroups()
                        ? List.of()
                        : said.settings().training().optimization().groups());
    }

    /** All that is said of a model and its training after a text encoder. */
    private final class Said {

        private final String name;
        private final List<Layer> layers;
        private final TextEncoderSettings textEncoder;
        private final String groupsBy;

        Said(ModelFiles files, TrainingRecipe recipe, String name, List<String> on, String textEncoder) {
            this.name = name;
            List<Layer> own = holding(files.layers(name, on), textEncoder);
            TextEncoderSettings usual = textEncoders.settings(textEncoder);
            Layer training = recipe.layer(name, own, textEncoder, textEncoders.training(textEncoder));
            layers = new ArrayList<>(List.of(files.defaults()));
            layers.addAll(TrainingRecipe.put(training, ModelFiles.settings(own)));
            Published groups = binder.bind(recipe.groups(own).atPath(name), name, Published.class);
            List<Optimization.Group> theirs = usual.hasRates() ? groups.textEncoderGroups() : null;
            this.textEncoder = theirs == null ? usual : usual.with(theirs);
            groupsBy = theirs == null ? textEncoder : training.by();
        }

        ModelSettings settings() {
            ModelSettings own = bind(name, layers);
            return givesGroups() && textEncoder.isTrained() ? own.before(textEncoder) : own.with(textEncoder);
        }

        private boolean givesGroups() {
            return layers.stream()
                    .anyMatch(layer -> layer.given() && layer.settings().hasPath(GROUPS));
        }

        Map<String, String> origins() {
            Map<String, String> origins = new TreeMap<>();
            layers.forEach(
                    layer -> layer.settings().entrySet().forEach(setting -> origins.put(setting.getKey(), layer.by())));
            if (!textEncoder.groups().isEmpty()) {
                origins.computeIfPresent(GROUPS, (path, by) -> "of the text encoder: " + groupsBy + "; others: " + by);
            }
            return origins;
        }
    }

    /** What a model's file says below {@code published} beside training. */
    private record Published(@Nullable List<Optimization.Group> textEncoderGroups) {}

    /**
     * The paths of settings that hold for a model though they were searched with another text encoder, by its name: a
     * model file says so by {@code searched-with}, beside them.
     *
     * @param on the family and the name of the data set, the weaker first
     * @param textEncoder the one before the model
     */
    public Map<String, List<String>> searchedWithOthers(String name, List<String> on, String textEncoder) {
        return ModelFiles.searchedWithOthers(holding(files.layers(name, on), textEncoder), textEncoder);
    }

    /**
     * The text encoders with which settings of a model were searched that do not hold after another one, because one of
     * the two is trained and the other is not.
     *
     * @param on the family and the name of the data set, the weaker first
     * @param textEncoder the one before the model
     */
    public SortedSet<String> searchedInVain(String name, List<String> on, String textEncoder) {
        List<Layer> layers = new ArrayList<>(files.layers(name, on));
        layers.removeAll(holding(layers, textEncoder));
        return layers.stream()
                .map(Layer::searchedWith)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What a search of a model's settings draws from, the weakest first: the ranges of all models, then those of its
     * files.
     *
     * @param on the family and the name of the data set, the weaker first
     * @param textEncoder the one before the model
     */
    public List<Config> space(String name, List<String> on, String textEncoder) {
        List<Config> space = new ArrayList<>(List.of(files.defaultSpace()));
        holding(files.layers(name, on), textEncoder).forEach(layer -> space.add(layer.space()));
        return space;
    }

    /**
     * What was spent on the search that found settings of a model, as the file says that has them; empty where none
     * says so.
     *
     * @param on the family and the name of the data set, the weaker first
     */
    public Config searched(String name, List<String> on) {
        return files.layers(name, on).stream()
                .map(Layer::searched)
                .filter(searched -> !searched.isEmpty())
                .reduce(ConfigFactory.empty(), (weaker, stronger) -> stronger);
    }

    private List<Layer> holding(List<Layer> layers, String textEncoder) {
        return layers.stream()
                .filter(layer ->
                        layer.searchedWith() == null || isTrained(layer.searchedWith()) == isTrained(textEncoder))
                .toList();
    }

    /** Not so where no jar at hand has it. */
    private boolean isTrained(@Nullable String textEncoder) {
        return textEncoder != null
                && textEncoders.names().contains(textEncoder)
                && textEncoders.settings(textEncoder).isTrained();
    }

    private ModelSettings bind(String name, List<Layer> layers) {
        return binder.bind(layered(layers).atPath(name), name, ModelSettings.class);
    }

    private static Config layered(List<Layer> layers) {
        return Settings.layer(layers.stream().map(Layer::settings).toList());
    }
}
