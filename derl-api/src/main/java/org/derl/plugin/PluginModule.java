package org.derl.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import java.security.CodeSource;
import java.util.regex.Pattern;
import org.derl.config.Entry;
import org.derl.config.InjectedRecipe;
import org.derl.config.Kind;
import org.derl.config.Recipe;

/**
 * What a jar offers. A jar with its own parts contains one subclass, named in
 * {@code META-INF/services/org.derl.plugin.PluginModule}, whose {@code configure()} names each part:
 *
 * <pre>{@code offer(Gate.KIND, "filter-unit", FilterUnit.Config.class, FilterUnit::new);}</pre>
 *
 * Defaults of a part's settings belong in the jar's {@code reference.conf}, below {@code derl.defaults.<kind>.<name>},
 * such as {@code derl.defaults.gate.filter-unit}.
 */
public abstract class PluginModule extends AbstractModule {

    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final TypeLiteral<Entry<?, ?, ?>> ENTRY = new TypeLiteral<>() {};

    /** Names this jar's parts. */
    @Override
    protected abstract void configure();

    /**
     * Offers something.
     *
     * @param kind what it is, such as {@code Gate.KIND}
     * @param name in kebab-case; what settings name it by
     * @param settings the record that its settings are bound to
     * @param recipe makes it, mostly a constructor
     */
    protected final <C extends Record, I, T> void offer(
            Kind<I, T> kind, String name, Class<C> settings, Recipe<C, I, T> recipe) {
        if (!KEBAB.matcher(name).matches()) {
            addError("%s: '%s' is no name; write it in kebab-case", getClass().getName(), name);
        }
        Multibinder.newSetBinder(binder(), ENTRY)
                .addBinding()
                .toInstance(new Entry<>(kind.type(), name, settings, recipe, origin()));
    }

    /**
     * Offers something whose recipe needs more than settings and input. Its class has a constructor marked
     * {@code @Inject}, which may ask for whatever this or another plugin binds, and for {@code Directories}.
     *
     * @param kind what it is, such as {@code Gate.KIND}
     * @param name in kebab-case; what settings name it by
     * @param settings the record that its settings are bound to
     * @param recipe the class that makes it
     */
    protected final <C extends Record, I, T> void offer(
            Kind<I, T> kind, String name, Class<C> settings, Class<? extends Recipe<C, I, T>> recipe) {
        bind(recipe);
        offer(kind, name, settings, new InjectedRecipe<>(recipe, getProvider(recipe)::get));
    }

    /** The plugin and its jar, for messages. */
    final String origin() {
        CodeSource source = getClass().getProtectionDomain().getCodeSource();
        return getClass().getName()
                + (source == null ? "" : " in " + source.getLocation().getPath());
    }
}
