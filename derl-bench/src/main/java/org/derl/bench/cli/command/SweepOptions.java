package org.derl.bench.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.sweep.Seeds;
import org.derl.bench.sweep.Variation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of what a comparison is repeated over: seeds, and values of settings. */
public final class SweepOptions {

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Which seeds: " + Seeds.WRITTEN + " (default: 5; planted: 3; or as the experiment says).")
    private @Nullable Seeds seeds;

    @Option(
            names = "--vary",
            paramLabel = "NAME.PATH=VALUES",
            description = "Replaces a model by one for each value of a setting, such as derl.model.layers=1..6, or"
                    + " '*.training.epochs=10,20' for all models; several make a grid. What is tried is compared on the"
                    + " validation split, unless --split test is given.")
    private List<String> varied = new ArrayList<>();

    @Option(
            names = "--vary-together",
            description = "The settings of --vary have as many values each, and go through them together.")
    private boolean together;

    /** The models that are varied, once they are known. */
    private List<String> models = List.of();

    /** What the options vary; it may be nothing. */
    public Variation variation() {
        if (together && varied.size() < 2) {
            throw new IllegalArgumentException("--vary-together needs several --vary");
        }
        return Variation.given(varied, together);
    }

    /** The same configuration with these models varied. */
    public Configuration in(Configuration configuration, List<String> compared) {
        models = List.copyOf(compared);
        return configuration.with(variation(), models);
    }

    /** The models to compare in the place of those that are varied. */
    public List<String> models() {
        return variation().models(models);
    }

    /** The values of the settings that are varied, by the names of models, then by paths. */
    public Map<String, Map<String, String>> values() {
        return variation().values(models);
    }

    /** The seeds that are asked for, if any. */
    public @Nullable Seeds seeds() {
        return seeds;
    }
}
