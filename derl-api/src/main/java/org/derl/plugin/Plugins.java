package org.derl.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.derl.config.Catalog;
import org.derl.config.ConfigBinder;
import org.derl.config.Entry;

/** Finds the plugins at hand and makes one catalog of them. */
public final class Plugins {

    private static final TypeLiteral<Entry<?, ?, ?>> ENTRY = new TypeLiteral<>() {};
    private static final TypeLiteral<Set<Entry<?, ?, ?>>> ENTRIES = new TypeLiteral<>() {};

    private Plugins() {}

    /**
     * The catalog of all plugins that a class loader sees.
     *
     * @throws IllegalStateException when a plugin cannot be loaded, or two offer one name; the message names the jars
     */
    public static Catalog discover(ClassLoader loader) {
        ServiceFiles files = ServiceFiles.of(loader);
        files.refuseDoubles();
        try {
            List<PluginModule> modules = new ArrayList<>();
            ServiceLoader.load(PluginModule.class, loader).forEach(modules::add);
            return of(modules.toArray(PluginModule[]::new));
        } catch (ServiceConfigurationError e) {
            String reason = e.getCause() == null ? "" : " (" + e.getCause() + ")";
            throw unloadable(e.getMessage() + reason, files, e);
        } catch (LinkageError e) {
            throw unloadable(e + " (was it built for another version of DERL?)", files, e);
        }
    }

    private static IllegalStateException unloadable(String reason, ServiceFiles files, Error error) {
        return new IllegalStateException(
                "a plugin cannot be loaded: " + reason + "\nit is named in\n    " + files.blamedBy(reason), error);
    }

    /** The catalog of the given plugins alone. */
    public static Catalog of(PluginModule... modules) {
        List<Module> all = new ArrayList<>(Arrays.asList(modules));
        all.add(new StrictModule());
        try {
            Injector injector = Guice.createInjector(Stage.PRODUCTION, all);
            return new Catalog(injector.getInstance(Key.get(ENTRIES)));
        } catch (CreationException e) {
            throw new IllegalStateException("the plugins do not fit together: " + e.getMessage(), e);
        }
    }

    /** The defaults of all parts: every {@code reference.conf} that a class loader sees. */
    public static Config defaults(ClassLoader loader) {
        return ConfigFactory.defaultReference(loader);
    }

    /** A binder over all plugins that a class loader sees, with their defaults. */
    public static ConfigBinder binder(ClassLoader loader) {
        return new ConfigBinder(discover(loader), defaults(loader));
    }

    private static final class StrictModule extends AbstractModule {
        @Override
        protected void configure() {
            binder().requireExplicitBindings();
            binder().requireAtInjectOnConstructors();
            binder().disableCircularProxies();
            Multibinder.newSetBinder(binder(), ENTRY); // so that there is a set even without any plugin
        }
    }
}
