package org.derl.bench.parity;

import ai.djl.ndarray.NDArray;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.derl.config.Settings;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * How a reference implementation names what a model or a building block computes, read from
 * {@code derl/correspondence/<model>.conf} or {@code derl/correspondence/blocks/<block>.conf}:
 *
 * <ul>
 *   <li>{@code settings}: of a model, over those of its file; of a block, which part it is, with which settings (see
 *       {@link Subject}). {@code reference} stands for the reference's own settings, {@code reference-at} for the same
 *       with lists as objects of numbered keys, and {@code weight-sizes} for the sizes of its weights' axes by number;
 *   <li>{@code when}: values that a setting of the reference may have, or a {@code variant} that the fixture may be; of
 *       some with more settings of ours;
 *   <li>{@code unread}: settings of the reference that need not be read, by what their names hold ({@code of}) and with
 *       why; if {@code is} tells a value, only with that one;
 *   <li>{@code parameters}: replacements that turn its parameters' names into our paths, one after the other;
 *   <li>{@code split}: parameters that are several of ours on top of each other;
 *   <li>{@code ignored}: parameters that have no counterpart;
 *   <li>{@code zero-gradients}: parameters whose gradient is zero but for rounding;
 *   <li>{@code features}: replacements that turn names of intermediate values into paths of what is put out, or of what
 *       the parts within put out. {@code axes} of a replacement permutes our array into the reference's layout,
 *       {@code columns} says how many of the last axis the reference kept, and {@code mask} names an input that is zero
 *       at rows that mean nothing, or, of a model, the modality whose padding means nothing;
 *   <li>{@code ignored-features}: intermediate values that have no counterpart;
 *   <li>{@code losses}: replacements that turn names of loss terms into ours;
 *   <li>{@code inputs}: what is special about the inputs ({@link FixtureInputs}, {@link BlockInputs});
 *   <li>{@code stages}: of a model with several sweeps, how the fixture names what belongs to each ({@link Stage});
 *   <li>{@code trajectory}: of a model, how the reference's own training went ({@link TrajectoryParity});
 *   <li>{@code draws}: of a model, the inputs that are its Gaussian draws in a training step, in their order; {@code $step}
 *       stands for the step's number;
 *   <li>{@code text-encoder}: of a model, the encoder that text passes before the model sees it;
 *   <li>{@code runs}, {@code probes}, {@code total}, {@code tolerance} and {@code made-inputs}: of a block, see
 *       {@link BlockRun} and {@link BlockParity}.
 * </ul>
 *
 * <p>A setting of the reference that is neither read by a substitution, nor has one of the values of {@code when}, nor is
 * among {@code unread}, there or in {@code derl/fixtures.conf}, is refused: nothing here computes what it means.
 */
final class Correspondence {

    private static final String FOLDER = "derl/correspondence/";
    private static final String ALL = "derl/fixtures.conf";
    private static final String UNREAD = "unread";

    private final Config config;
    private final Config settings;
    private final Renaming parameters;
    private final Renaming features;
    private final Renaming losses;
    private final List<Pattern> ignored;
    private final List<Pattern> ignoredFeatures;
    private final List<Pattern> zeroGradients;

    /** A parameter of the reference that is several of ours on top of each other. */
    private record Split(Pattern from, List<String> into) {}

    private Correspondence(Config config, ReferenceSettings reference) {
        this.config = config;
        settings = settings(reference);
        parameters = Renaming.of(config, "parameters");
        features = Renaming.of(config, "features");
        losses = Renaming.of(config, "losses");
        ignored = patterns("ignored");
        ignoredFeatures = patterns("ignored-features");
        zeroGradients = patterns("zero-gradients");
    }

    /**
     * The correspondence of a model with the reference of a fixture, if there is one.
     *
     * @throws UnknownLayoutException when the reference has settings that are not offered; the message names them
     */
    static Optional<Correspondence> ofModel(String model, Fixture fixture, ClassLoader loader)
            throws UnknownLayoutException {
        return of(FOLDER + model, fixture, loader);
    }

    /** That of a building block. Its name may go on with that of a variant, as in {@code mult-encoder-self-nomask}. */
    static Optional<Correspondence> ofBlock(String block, Fixture fixture, ClassLoader loader)
            throws UnknownLayoutException {
        Optional<Correspondence> found = of(FOLDER + "blocks/" + block, fixture, loader);
        int end = block.lastIndexOf('-');
        return found.isPresent() || end < 0 ? found : ofBlock(block.substring(0, end), fixture, loader);
    }

    private static Optional<Correspondence> of(String path, Fixture fixture, ClassLoader loader)
            throws UnknownLayoutException {
        Config file = ConfigFactory.parseResources(loader, path + ".conf");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        ReferenceSettings reference = ReferenceSettings.of(fixture.config());
        Config known = ConfigFactory.empty()
                .withValue(
                        "weight-sizes", ReferenceSettings.numbered(ConfigValueFactory.fromMap(fixture.weightSizes())));
        Config resolved =
                file.withFallback(known).resolve(ConfigResolveOptions.noSystem().appendResolver(reference));
        Correspondence correspondence = new Correspondence(resolved, reference);
        correspondence.refuseUnread(reference, ConfigFactory.parseResources(loader, ALL), fixture, path);
        return Optional.of(correspondence);
    }

    private void refuseUnread(ReferenceSettings reference, Config all, Fixture fixture, String path)
            throws UnknownLayoutException {
        for (Config rule : all.getConfigList("when")) {
            reference.is(rule.getString("setting"), value(rule));
        }
        Stream.concat(all.getConfigList(UNREAD).stream(), entries(UNREAD).stream())
                .forEach(rule -> reference.read(
                        Pattern.compile(rule.getString("of")), rule.hasPathOrNull("is") ? value(rule) : null));
        if (!reference.unread().isEmpty()) {
            throw new UnknownLayoutException(fixture.folder().resolve(CaseFolder.CONFIG) + ": not offered: "
                    + String.join(", ", reference.unread()) + " (" + path + ".conf says what is)");
        }
    }

    private List<Pattern> patterns(String path) {
        return config.hasPath(path)
                ? config.getStringList(path).stream().map(Pattern::compile).toList()
                : List.of();
    }

    /** The entries of a list of the file; none where it is not there. */
    List<? extends Config> entries(String path) {
        return config.hasPath(path) ? config.getConfigList(path) : List.of();
    }

    private Config settings(ReferenceSettings reference) {
        Config layered = config.getConfig("settings");
        for (Config rule : entries("when")) {
            if (reference.is(rule.getString("setting"), value(rule)) && rule.hasPath("then")) {
                layered = Settings.layer(List.of(layered, rule.getConfig("then")));
            }
        }
        return layered;
    }

    /** Null is a value too, but there must be one. */
    private static ConfigValue value(Config rule) {
        return Objects.requireNonNull(rule.root().get("is"), () -> rule + " names no value that a setting 'is'");
    }

    /** Our settings that make the model or block compute what the reference computed. */
    Config settings() {
        return settings;
    }

    /** The whole file, with these settings. */
    Config content() {
        return config.withValue("settings", settings.root());
    }

    /** A section of the file; empty where it is not there. */
    Config section(String path) {
        return config.hasPath(path) ? config.getConfig(path) : ConfigFactory.empty();
    }

    /** Our paths of a parameter: none where it has no counterpart, several where it is several of ours. */
    List<String> parameter(String name) {
        if (matches(ignored, name)) {
            return List.of();
        }
        String path = parameters.apply(name);
        for (Config rule : entries("split")) {
            Split split = new Split(Pattern.compile(rule.getString("from")), rule.getStringList("into"));
            if (split.from().matcher(path).find()) {
                return split.into().stream()
                        .map(part -> split.from().matcher(path).replaceAll(part))
                        .toList();
            }
        }
        return List.of(path);
    }

    /** Whether the gradient of the reference's parameter is zero but for rounding. */
    boolean hasZeroGradient(String name) {
        return matches(zeroGradients, name);
    }

    /** Our name of a loss term. */
    String loss(String name) {
        return losses.apply(name);
    }

    /** Whether an intermediate value has no counterpart. */
    boolean ignoresFeature(String name) {
        return matches(ignoredFeatures, name);
    }

    /** What we have of an intermediate value, in the reference's layout; null where it is not there. */
    @Nullable
    NDArray feature(String name, Map<String, NDArray> seen) {
        NDArray ours = seen.get(features.apply(name));
        if (ours == null) {
            return null;
        }
        Optional<Config> permuted = features.saying("axes", name);
        if (permuted.isPresent()) {
            List<Integer> axes = permuted.get().getIntList("axes");
            ours = ours.transpose(axes.stream().mapToInt(Integer::intValue).toArray());
        }
        Optional<Config> narrowed = features.saying("columns", name);
        int last = ours.getShape().dimension() - 1;
        return narrowed.isPresent()
                ? Tensors.slice(ours, last, 0, narrowed.get().getInt("columns"))
                : ours;
    }

    /** The input that is zero at the rows of an intermediate value that mean nothing, if there are such. */
    Optional<String> mask(String name) {
        return features.saying("mask", name).map(rule -> rule.getString("mask"));
    }

    /** The inputs that are Gaussian draws in a step, counted from 1, in their order. */
    List<String> draws(int step) {
        return config.hasPath("draws")
                ? config.getStringList("draws").stream()
                        .map(name -> name.replace("$step", String.valueOf(step)))
                        .toList()
                : List.of();
    }

    private static boolean matches(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).find());
    }
}
