package org.derl.config;

import com.typesafe.config.ConfigOrigin;
import java.util.List;

/** Something of the catalog with its settings, which lacks only its input to be built. */
public final class Blueprint<I, T> {

    private final Entry<Record, I, T> entry;
    private final Record settings;
    private final ConfigOrigin origin;
    private final String path;

    Blueprint(Entry<Record, I, T> entry, Record settings, ConfigOrigin origin, String path) {
        this.entry = entry;
        this.settings = settings;
        this.origin = origin;
        this.path = path;
    }

    /** Its name in the catalog. */
    public String name() {
        return entry.name();
    }

    /** Its settings. */
    public Record settings() {
        return settings;
    }

    /** What it is, and the plugin and the jar that it comes from, for messages. */
    public String label() {
        return entry.label();
    }

    /**
     * Builds it.
     *
     * @throws InvalidConfigException when the settings do not fit the input; it names the place of the settings
     * @throws FaultyPluginException when its code fails otherwise
     */
    public T build(I input) {
        return FaultyPluginException.guarding(entry.label() + " cannot be built", () -> make(input));
    }

    private T make(I input) {
        try {
            return entry.recipe().make(settings, input);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(List.of(Problem.at(origin, path, Fault.what(e))));
        }
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
