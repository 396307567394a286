package org.derl.bench.comparison;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Doubles;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.config.Settings;
import org.derl.data.SplitName;
import org.derl.tensor.Kernels;
import org.jspecify.annotations.Nullable;

/**
 * Models compared on one data set, each trained from the same seeds.
 *
 * @param dataSet the name of the data set
 * @param textEncoder the name of the text encoder; before models that work inside it, what stands in for it
 * @param models the names of the models, in the order of the table
 * @param compareTo the model that the others are compared with, one of them
 * @param seeds one trial of each model for each
 * @param device where trials run
 * @param kernels by which a CPU computes
 * @param split the split that it is about: one about the validation split never predicts the test split
 * @param overrides settings by the name of a model, data set or text encoder
 * @param folder where everything is kept: {@code MODEL/seed-N/} for each trial, and the table
 */
public record Experiment(
        String dataSet,
        String textEncoder,
        List<String> models,
        String compareTo,
        List<Long> seeds,
        String device,
        Kernels kernels,
        SplitName split,
        Config overrides,
        Path folder) {

    /** One by native kernels. */
    public Experiment(
            String dataSet,
            String textEncoder,
            List<String> models,
            String compareTo,
            List<Long> seeds,
            String device,
            SplitName split,
            Config overrides,
            Path folder) {
        this(dataSet, textEncoder, models, compareTo, seeds, device, Kernels.NATIVE, split, overrides, folder);
    }

    /** Checks that there is something to compare. */
    public Experiment {
        models = List.copyOf(models);
        seeds = List.copyOf(seeds);
        if (models.isEmpty() || seeds.isEmpty()) {
            throw new IllegalArgumentException("a comparison needs at least one model and one seed");
        }
        Doubles.refuse("the model", models);
        Doubles.refuse("the seed", seeds);
    }

    /** What is set of a model over the settings of jars. */
    Config given(String model) {
        return Settings.layer(List.of(overrides(Configuration.EVERY_MODEL), overrides(model)));
    }

    private Config overrides(String name) {
        return overrides.root().get(name) instanceof ConfigObject own ? own.toConfig() : ConfigFactory.empty();
    }

    /**
     * All trials, seed by seed, so that an early look has something of each model; of a seed, the last model first.
     * Comparisons begin with controls, which are quick: if these come last, no worker waits long for another's last
     * trial.
     *
     * @param textEncoders the name of the text encoder before each model
     */
    List<Trial> trials(UnaryOperator<String> textEncoders) {
        List<String> lastFirst = new ArrayList<>(models);
        Collections.reverse(lastFirst);
        return seeds.stream()
                .flatMap(seed -> lastFirst.stream().map(model -> trial(model, textEncoders.apply(model), seed)))
                .toList();
    }

    /** The trial of a model from a seed, after a text encoder. */
    Trial trial(String model, String encoder, long seed) {
        return new Trial(model, dataSet, encoder, seed, device, kernels, overridesOf(model), split);
    }

    /** Without models that settings add and that a trial does not need: a search adds hundreds. */
    private Config overridesOf(String model) {
        Set<String> needed = new HashSet<>();
        for (String name = model; name != null && needed.add(name); name = like(name)) {}
        Config own = overrides;
        for (String other : models) {
            if (!needed.contains(other) && like(other) != null) {
                own = own.root().withoutKey(other).toConfig();
            }
        }
        return own;
    }

    /** Which model another one is like that settings add. */
    private @Nullable String like(String model) {
        return overrides.root().get(model) instanceof ConfigObject own && own.containsKey("like")
                ? String.valueOf(own.toConfig().getString("like"))
                : null;
    }

    /** Where the files of a trial lie. */
    TrialFolder folder(Trial trial) {
        return folder(folder, trial);
    }

    /** Where they lie in the folder of another experiment. */
    TrialFolder folder(Path other, Trial trial) {
        return new TrialFolder(other.resolve(trial.model()).resolve("seed-" + trial.seed()));
    }
}
