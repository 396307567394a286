package org.derl.bench.configuration;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.derl.config.Names;

/** The names that settings can be given for, across their kinds. */
final class SettingsNames {

    /**
     * What settings begin with that are neither a model's, a data set's nor a text encoder's: a kind, then a name; the
     * recipe; or all models.
     */
    static final List<String> KINDS =
            List.of("format", "layout", "executor", "trial-listener", TrainingRecipe.SETTING, ModelFiles.EVERY);

    private final List<String> names;

    /**
     * All names.
     *
     * @throws IllegalStateException when two kinds share one
     */
    SettingsNames(List<String> models, List<String> dataSets, List<String> textEncoders) {
        names = Stream.of(models, dataSets, textEncoders, KINDS)
                .flatMap(List::stream)
                .toList();
        List<String> shared = names.stream()
                .filter(name -> Collections.frequency(names, name) > 1)
                .distinct()
                .toList();
        if (!shared.isEmpty()) {
            throw new IllegalStateException(
                    "settings are given by name, so a model, a data set and a text encoder cannot share one, but these"
                            + " are two of them: " + String.join(", ", shared));
        }
    }

    /**
     * Checks what settings begin with.
     *
     * @throws IllegalArgumentException when one is no name; the message says which is nearest
     */
    void check(Collection<String> given) {
        given.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("the setting '" + name
                    + "...' begins with no name of a model, data set or text encoder, as in derl.training.epochs=3, "
                    + "and a new model must be like another one, as in mine.like=derl; "
                    + Names.unknown(name, names));
        });
    }
}
