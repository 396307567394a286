package org.derl.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Stage;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.OptionalBinder;
import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.derl.config.Catalog;
import org.derl.config.ConfigBinder;
import org.derl.config.Entry;
import org.derl.config.Fault;
import org.derl.config.FaultyPluginException;
import org.derl.io.Directories;
import org.derl.io.Reason;

/** Finds the plugins on the class path and makes one catalog of them. */
public final class Plugins {

    private static final TypeLiteral<Entry<?, ?, ?>> ENTRY = new TypeLiteral<>() {};
    private static final Key<Set<Entry<?, ?, ?>>> ENTRIES = Key.get(new TypeLiteral<>() {});
    private static final String OTHER_VERSION = " (was it built for another version of DERL?)";

    private Plugins() {}

    /**
     * The catalog of all plugins that a class loader sees.
     *
     * @throws IllegalStateException when a jar that is named for its plugins is missing or offers none, a plugin cannot
     *     be loaded, or two offer one name; the message names the jars
     */
    public static Catalog discover(ClassLoader loader) {
        return injector(modules(loader)).getInstance(Catalog.class);
    }

    /**
     * The modules of all plugins that a class loader sees, for {@link #injector}. One that cannot be loaded is among
     * them, and says so there.
     *
     * @throws IllegalStateException when a jar that is named for its plugins is missing or offers none, or two jars
     *     hold one plugin; the message names the jars
     */
    public static List<Module> modules(ClassLoader loader) {
        PluginJars.check(loader, System.getProperty(PluginJars.PROPERTY, ""));
        ServiceFiles files = ServiceFiles.of(loader);
        files.refuseDoubles();
        List<Module> modules = new ArrayList<>();
        Iterator<PluginModule> found =
                ServiceLoader.load(PluginModule.class, loader).iterator();
        while (take(found, modules, files)) {}
        return modules;
    }

    /** Whether there may be more; a service loader goes on after one that fails. */
    private static boolean take(Iterator<PluginModule> found, List<Module> modules, ServiceFiles files) {
        try {
            return found.hasNext() && modules.add(found.next());
        } catch (ServiceConfigurationError e) {
            String reason = e.getCause() == null ? "" : " (" + Fault.of(e) + ")";
            return modules.add(unloadable(e.getMessage() + reason, files, e));
        } catch (LinkageError e) {
            return modules.add(unloadable(Fault.of(e) + OTHER_VERSION, files, e));
        }
    }

    private static Module unloadable(String reason, ServiceFiles files, Error error) {
        IllegalStateException failure = new IllegalStateException(
                "a plugin cannot be loaded: " + reason + "\nit is named in\n    " + files.blamedBy(reason), error);
        return binder -> {
            throw failure;
        };
    }

    /**
     * The catalog of the given plugins alone.
     *
     * @throws IllegalStateException when some fail in their {@code configure()}, or two offer one name; the message
     *     names the jars
     */
    public static Catalog of(PluginModule... modules) {
        return injector(List.of(modules)).getInstance(Catalog.class);
    }

    /**
     * An injector over plugins, which has their {@link Catalog} and whatever they bind besides. A recipe of theirs may
     * ask
     * for {@link Directories}, which one of the further modules binds by an {@link OptionalBinder}.
     *
     * @param plugins see {@link #modules}
     * @param further what a program binds
     * @throws IllegalStateException when plugins cannot be loaded, fail in their {@code configure()}, ask for what
     *     nobody binds, or two offer one name; the message names the jars
     */
    public static Injector injector(List<? extends Module> plugins, Module... further) {
        List<IllegalStateException> failures = new ArrayList<>();
        List<Module> all = new ArrayList<>();
        plugins.forEach(module -> all.add(binder -> configure(module, binder, failures)));
        all.add(new StrictModule());
        all.addAll(List.of(further));
        try {
            Injector injector = Guice.createInjector(Stage.PRODUCTION, all);
            if (failures.isEmpty()) {
                return checked(injector);
            }
        } catch (CreationException e) {
            String reasons = e.getErrorMessages().stream()
                    .map(message -> message.getMessage().strip())
                    .collect(Collectors.joining("\n"));
            failures.add(new IllegalStateException("the plugins do not fit together: " + reasons, e));
        }
        throw together(failures);
    }

    /** Refuses two of one name by the catalog's own words, not Guice's. */
    private static Injector checked(Injector injector) {
        new Catalog(injector.getInstance(ENTRIES));
        return injector;
    }

    private static IllegalStateException together(List<IllegalStateException> failures) {
        IllegalStateException first = failures.get(0);
        return failures.size() == 1
                ? first
                : new IllegalStateException(failures.stream().map(Reason::of).collect(Collectors.joining("\n")), first);
    }

    /** What a module throws is kept from Guice, which would log it with all its frames. */
    private static void configure(Module module, Binder binder, List<IllegalStateException> failures) {
        try {
            if (module instanceof PluginModule plugin) {
                FaultyPluginException.guarding(
                        "the plugin " + plugin.origin() + " cannot say what it offers", () -> install(module, binder));
            } else {
                module.configure(binder);
            }
        } catch (FaultyPluginException e) {
            failures.add(
                    e.getCause() instanceof LinkageError
                            ? new IllegalStateException(e.getMessage() + OTHER_VERSION, e)
                            : e);
        } catch (IllegalStateException e) {
            failures.add(e);
        }
    }

    private static Module install(Module module, Binder binder) {
        module.configure(binder);
        return module;
    }

    /**
     * The defaults of all parts: every {@code reference.conf} that a class loader sees, and system properties over
     * them.
     *
     * @throws org.derl.config.InvalidConfigException when one cannot be read; the message names jar, file and line
     * @throws IllegalStateException when two jars say different things of one setting; the message names both
     */
    public static Config defaults(ClassLoader loader) {
        return ReferenceFiles.read(loader);
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
            OptionalBinder.newOptionalBinder(binder(), Directories.class)
                    .setDefault()
                    .toProvider(() -> {
                        throw new IllegalStateException("there are no directories in a catalog alone");
                    });
        }

        @Provides
        Catalog catalog(Set<Entry<?, ?, ?>> entries) {
            return new Catalog(entries);
        }
    }
}
