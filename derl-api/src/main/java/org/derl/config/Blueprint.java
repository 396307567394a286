package org.derl.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalog with its settings, ready to be built once its input is known. It remembers whether it was
 * built, for {@link #leftOut}; to build two models, bind their settings twice.
 */
public final class Blueprint<I, T> {

    private final Entry<Record, I, T> entry;
    private final Record settings;
    private final ConfigOrigin origin;
    private final String path;
    private final boolean named;
    private volatile boolean built;
    private volatile @Nullable String reason;

    /** @param named whether settings give its name alone */
    Blueprint(Entry<Record, I, T> entry, Record settings, ConfigOrigin origin, String path, boolean named) {
        this.entry = entry;
        this.settings = settings;
        this.origin = origin;
        this.path = path;
        this.named = named;
    }

    /** A blueprint that a program makes itself, without a catalog. */
    @SuppressWarnings("unchecked") // the entry holds settings and recipe together
    public static <C extends Record, I, T> Blueprint<I, T> of(
            Kind<I, T> kind, String name, C settings, Recipe<C, I, T> recipe) {
        Class<C> type = (Class<C>) settings.getClass();
        Entry<C, I, T> entry = new Entry<>(kind.type(), name, type, recipe, "a program");
        ConfigOrigin origin = ConfigOriginFactory.newSimple(entry.origin());
        return new Blueprint<>((Entry<Record, I, T>) (Entry<?, I, T>) entry, settings, origin, name, true);
    }

    /** Whether its name says all: settings give no more, and all that it has are left out. */
    boolean isNameAlone() {
        return named
                && Stream.of(settings.getClass().getRecordComponents())
                        .allMatch(component -> Reflection.read(settings, component) == null);
    }

    /** Its name in the catalog. */
    public String name() {
        return entry.name();
    }

    /** The interface or base class that it is looked up by. */
    public Class<?> kind() {
        return entry.kind();
    }

    /** Its settings. */
    public Record settings() {
        return settings;
    }

    /** Its kind, its name, and where it comes from, for messages. */
    public String label() {
        return entry.label();
    }

    /** The plugin and the jar that it comes from, for messages. */
    public String origin() {
        return entry.origin();
    }

    /** The jar or folder that its code comes from; empty where nothing tells. */
    public Optional<Path> source() {
        return entry.source();
    }

    /**
     * Builds it.
     *
     * @throws InvalidConfigException when the settings do not fit the input; it names the place of the settings
     * @throws FaultyPluginException when its code fails otherwise
     */
    public T build(I input) {
        built = true;
        return FaultyPluginException.guarding(entry.label() + " cannot be built", () -> make(input));
    }

    private T make(I input) {
        try {
            return entry.recipe().make(settings, input);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(List.of(Problem.at(origin, path, Fault.what(e))));
        }
    }

    /**
     * Says why the owner of this blueprint does not build it; the first reason counts. This has no effect if it is
     * built elsewhere.
     *
     * @param why it is not, such as "the data set has no vision", and after a semicolon what would make it be built
     */
    public void leaveOut(String why) {
        if (reason == null) {
            reason = why;
        }
    }

    /**
     * The settings below this one that have no effect because nothing was built from them. Of nested ones, only the
     * outermost is listed. The list is empty if this blueprint itself has not been built.
     */
    public List<LeftOut> leftOut() {
        return !built
                ? List.of()
                : Nested.in(settings)
                        .flatMap(nested -> nested.built
                                ? nested.leftOut().stream().map(below -> below.within(relative(nested)))
                                : Stream.of(new LeftOut(relative(nested), nested.reason)))
                        .toList();
    }

    private String relative(Blueprint<?, ?> nested) {
        return nested.path.substring(path.length() + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Blueprint<?, ?> that && entry.equals(that.entry) && settings.equals(that.settings);
    }

    @Override
    public int hashCode() {
        return 31 * entry.hashCode() + settings.hashCode();
    }

    @Override
    public String toString() {
        return entry.name() + " " + settings;
    }
}
