package org.derl.bench.configuration;

import jakarta.inject.Inject;
import org.derl.config.ConfigBinder;

/** The publications that configuration describes, below {@code derl.publications}. */
public final class Publications {

    private final ConfigBinder binder;
    private final Section files;

    @Inject
    Publications(Configuration configuration, ConfigBinder binder) {
        this.binder = binder;
        files = Section.of("publication", configuration.defaults(), "derl.publications");
    }

    /**
     * The data, text encoder and settings of a publication.
     *
     * @throws IllegalArgumentException when there is none of this name; the message says which is nearest
     */
    public Publication get(String name) {
        return binder.bind(files.entry(name).atPath(name), name, Publication.class);
    }
}
