package org.derl.bench.configuration;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import org.derl.config.ConfigBinder;

/** The text encoders that configuration describes, below {@code derl.text-encoders}. */
public final class TextEncoders {

    private static final String TRAINING = "training";

    private final Config overrides;
    private final ConfigBinder binder;
    private final Section files;

    /** The text encoders of a configuration. */
    @Inject
    TextEncoders(Configuration configuration, ConfigBinder binder) {
        this.binder = binder;
        overrides = configuration.overrides();
        files = section(configuration.defaults());
    }

    static Section section(Config config) {
        return Section.of("text encoder", config, "derl.text-encoders");
    }

    /** Their names, sorted. */
    public List<String> names() {
        return files.names();
    }

    /**
     * The settings of a text encoder.
     *
     * @throws IllegalArgumentException when there is none of this name; the message says which is nearest
     */
    public TextEncoderSettings settings(String name) {
        return binder.bind(entry(name).withoutPath(TRAINING).atPath(name), name, TextEncoderSettings.class);
    }

    /** How models train after one, as far as it says so. */
    Config training(String name) {
        Config entry = entry(name);
        return entry.hasPath(TRAINING) ? entry.getConfig(TRAINING) : ConfigFactory.empty();
    }

    /**
     * The name of the one before a model: for a model that works inside the text encoder, one of precomputed states is
     * replaced by its {@code inside}.
     *
     * @param usual the one before other models
     */
    public String before(ModelSettings model, String usual) {
        String inside = settings(usual).inside();
        return model.worksInsideTextEncoder() ? Objects.requireNonNullElse(inside, usual) : usual;
    }

    /** What is said of one, the overrides included. */
    Config entry(String name) {
        return files.layered(name, List.of(), overrides);
    }
}
