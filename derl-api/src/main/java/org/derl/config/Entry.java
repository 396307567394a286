package org.derl.config;

import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * One named thing that a jar offers.
 *
 * @param kind the interface or base class that it is looked up by
 * @param name unique within its kind
 * @param settings the record that its settings are bound to
 * @param recipe makes it
 * @param origin the plugin and the jar that it comes from, for messages
 */
public record Entry<C extends Record, I, T>(
        Class<T> kind, String name, Class<C> settings, Recipe<C, I, T> recipe, String origin) {

    /** Its kind, its name and its origin, for messages. */
    public String label() {
        return Names.words(kind) + " '" + name + "' (" + origin + ")";
    }

    /** The class that its recipe is written in. */
    public Class<?> code() {
        return recipe instanceof InjectedRecipe<?, ?, ?> injected ? injected.type() : recipe.getClass();
    }

    /** The jar or folder that the code of its recipe comes from; empty where nothing tells. */
    public Optional<Path> source() {
        CodeSource source = code().getProtectionDomain().getCodeSource();
        return Optional.ofNullable(source)
                .map(CodeSource::getLocation)
                .filter(location -> location.getProtocol().equals("file"))
                .map(location -> Path.of(URI.create(location.toString())));
    }
}
