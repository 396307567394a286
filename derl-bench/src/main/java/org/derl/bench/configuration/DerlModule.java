package org.derl.bench.configuration;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.OptionalBinder;
import java.time.Clock;
import org.derl.config.Catalog;
import org.derl.config.ConfigBinder;
import org.derl.io.Directories;

/** Binds the services that depend on configuration. It does not read configuration itself. */
final class DerlModule extends AbstractModule {

    private final Configuration configuration;

    DerlModule(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    protected void configure() {
        bind(Configuration.class).toInstance(configuration);
        OptionalBinder.newOptionalBinder(binder(), Directories.class)
                .setBinding()
                .toInstance(configuration.directories());
        OptionalBinder.newOptionalBinder(binder(), Clock.class).setDefault().toInstance(Clock.systemUTC());
        bind(Models.class);
        bind(DataSets.class);
        bind(TextEncoders.class);
        bind(Formats.class);
        bind(Experiments.class);
        bind(Policies.class);
        bind(Publications.class);
    }

    @Provides
    ConfigBinder binder(Catalog catalog) {
        return new ConfigBinder(catalog, configuration.defaults());
    }
}
