package org.derl.bench.configuration;

import com.typesafe.config.Config;
import jakarta.inject.Inject;
import java.util.List;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;

/** The policies of import that configuration describes, below {@code derl.policies}. */
public final class Policies {

    private static final String POLICY = "policy";

    private final ConfigBinder binder;
    private final Section files;

    @Inject
    Policies(Configuration configuration, ConfigBinder binder) {
        this.binder = binder;
        files = Section.of("policy", configuration.defaults(), "derl.policies");
    }

    /** Their names, sorted. */
    public List<String> names() {
        return files.names();
    }

    /**
     * The settings of a policy.
     *
     * @param over what differs in it
     * @throws IllegalArgumentException when there is none of this name; the message says which is nearest
     */
    public PolicySettings settings(String name, Config over) {
        Config settings = Settings.layer(List.of(files.entry(name), over.atPath(POLICY)));
        return binder.bind(settings.atPath(name), name, PolicySettings.class);
    }
}
