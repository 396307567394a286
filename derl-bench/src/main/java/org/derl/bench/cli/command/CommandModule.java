package org.derl.bench.cli.command;

import com.google.inject.AbstractModule;
import java.util.List;

/** Binds what a command asks for besides the services of configuration. */
final class CommandModule extends AbstractModule {

    private final List<Class<?>> needs;

    CommandModule(List<Class<?>> needs) {
        this.needs = needs;
    }

    @Override
    protected void configure() {
        needs.forEach(this::bind);
    }
}
