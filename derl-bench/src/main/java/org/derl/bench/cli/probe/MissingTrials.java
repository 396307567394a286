package org.derl.bench.cli.probe;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.derl.bench.cli.Main;
import org.derl.bench.cli.command.ConfiguredCommand;
import org.derl.bench.cli.compare.GivenCommand;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TrainingRecipe;
import org.derl.bench.metric.TableMetrics;
import org.derl.bench.probe.ProbeRun;
import org.derl.bench.sweep.Seeds;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.config.Blueprint;
import org.derl.config.Settings;
import org.derl.data.Modality;
import org.derl.data.SplitName;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Trains what a probe needs and a comparison has not, by {@code derl compare} with the models that are there already. */
final class MissingTrials {

    static final String SEEDS = "--seeds";
    static final String TEXT_ENCODER = "--text-encoder";
    static final String WORKERS = "--workers";

    /** The exit status of a command whose arguments or files cannot be used. */
    static final int REFUSED = 2;

    private static final String COMPARE = "compare";

    /** By which trials become others; all are options of {@code derl compare}. */
    private static final List<String> OF_TRIALS = List.of(SEEDS, TEXT_ENCODER, "--set", "--settings");

    /** What is given instead where earlier settings lie below those of {@code --set} and {@code --settings}. */
    private static final List<String> OF_FURTHER_TRIALS = List.of(SEEDS, TEXT_ENCODER);

    private static final List<String> OF_PLACE = List.of(WORKERS, "--data-dir", "--cache-dir");

    private final CommandLine probe;
    private final Path folder;
    private final String model;
    private final Config settings;

    /**
     * @param probe whose options were given
     * @param settings what {@code --set} and {@code --settings} say
     */
    MissingTrials(CommandLine probe, Path folder, String model, Config settings) {
        this.probe = probe;
        this.folder = folder;
        this.model = model;
        this.settings = settings;
    }

    /** Whether options were given that say how to train. */
    boolean areAskedFor() {
        return OF_TRIALS.stream().anyMatch(option -> !given(option).isEmpty());
    }

    /** An option as it was given, with its values. */
    private List<String> given(String name) {
        List<String> words = new ArrayList<>();
        OptionSpec option = probe.getParseResult().matchedOption(name);
        if (option != null) {
            option.originalStringValues().forEach(value -> words.addAll(List.of(name, value)));
        }
        return words;
    }

    /** The arguments of a process that only evaluates. */
    List<String> evaluation(SplitName split) {
        List<String> arguments = new ArrayList<>(List.of(
                "probe", folder.toString(), model, "--split", split.name().toLowerCase(Locale.ROOT)));
        OF_PLACE.forEach(option -> arguments.addAll(given(option)));
        return arguments;
    }

    /**
     * Trains, if anything is missing or asked for.
     *
     * @param textEncoder by which it is found out whether there is text
     * @return the exit status of the comparison; 0 where there was nothing to do
     * @throws IllegalArgumentException when the folder's trials are of another data set
     */
    int train(String dataSet, String textEncoder, Models models, DataSets dataSets) throws IOException {
        Optional<StoredComparison> stored =
                StoredComparison.isIn(folder) ? Optional.of(StoredComparison.read(folder)) : Optional.empty();
        List<Trial> earlier = stored.isPresent() ? trials(stored.get()) : List.of();
        for (Trial trial : earlier) {
            if (!trial.dataSet().equals(dataSet)) {
                throw new IllegalArgumentException("--data is " + dataSet + ", but " + folder + " has " + trial.model()
                        + " trained on " + trial.dataSet() + "; name that, or another folder before the model");
            }
        }
        Set<String> needed = new LinkedHashSet<>(List.of(model));
        if (models.names().contains(ProbeRun.TEXT_ONLY)
                && dataSets.load(dataSet, textEncoder).schema().inputs().has(Modality.TEXT)) {
            needed.add(ProbeRun.TEXT_ONLY);
        }
        Map<String, Map<Long, String>> there =
                stored.map(StoredComparison::trials).orElse(Map.of());
        boolean complete = needed.stream()
                .allMatch(name -> !there.getOrDefault(name, Map.of()).isEmpty());
        if (complete && !areAskedFor()) {
            return 0;
        }
        Set<String> compared = new LinkedHashSet<>(there.keySet());
        compared.addAll(needed);
        List<String> arguments = new ArrayList<>(List.of(
                COMPARE, "--data", dataSet, "--models", String.join(",", compared), "--out", folder.toString()));
        if (stored.isPresent()) {
            arguments.addAll(asBefore(stored.get(), earlier));
        }
        Stream.concat((earlier.isEmpty() ? OF_TRIALS : OF_FURTHER_TRIALS).stream(), OF_PLACE.stream())
                .forEach(option -> arguments.addAll(given(option)));
        return compare(arguments);
    }

    /** What was asked for of each model's last seed. */
    private List<Trial> trials(StoredComparison stored) throws IOException {
        List<Trial> trials = new ArrayList<>();
        for (Map.Entry<String, Map<Long, String>> each : stored.trials().entrySet()) {
            Optional<Long> last = each.getValue().keySet().stream().max(Long::compare);
            if (last.isPresent()) {
                trials.add(new TrialFolder(folder.resolve(each.getKey()).resolve("seed-" + last.get())).readRequest());
            }
        }
        return trials;
    }

    /** What the comparison was made with, where nothing else is given. */
    private List<String> asBefore(StoredComparison stored, List<Trial> earlier) {
        List<String> arguments = new ArrayList<>(List.of(
                "--compare-to",
                stored.compareTo(),
                "--split",
                stored.split().name().toLowerCase(Locale.ROOT)));
        TableMetrics metrics = stored.tableMetrics(ConfiguredCommand::binder);
        if (metrics != null) {
            List<String> names = metrics.metrics().stream().map(Blueprint::name).toList();
            arguments.addAll(List.of("--metrics", String.join(",", names)));
        }
        if (!earlier.isEmpty()) {
            Trial first = earlier.get(0);
            arguments.addAll(List.of("--kernels", first.kernels().toString(), "--device", first.device()));
            if (given(SEEDS).isEmpty()) {
                arguments.addAll(List.of(SEEDS, Seeds.text(seeds(stored))));
            }
            if (given(TEXT_ENCODER).isEmpty()) {
                arguments.addAll(List.of(TEXT_ENCODER, first.textEncoder()));
            }
            List<Config> layers =
                    new ArrayList<>(earlier.stream().map(Trial::overrides).toList());
            layers.add(settings);
            Config all = Settings.layer(layers);
            arguments.addAll(List.of("--recipe", TrainingRecipe.of(all).toString()));
            assign(List.of(), TrainingRecipe.EQUAL.in(all).root(), arguments);
        }
        return arguments;
    }

    private static Set<Long> seeds(StoredComparison stored) {
        Set<Long> seeds = new TreeSet<>();
        stored.trials().values().forEach(trials -> seeds.addAll(trials.keySet()));
        return seeds;
    }

    /** Settings one by one, as {@code --set} takes them. */
    private static void assign(List<String> path, ConfigValue value, List<String> arguments) {
        if (value instanceof ConfigObject object && (path.isEmpty() || !object.isEmpty())) {
            new TreeMap<>(object).forEach((key, below) -> {
                List<String> further = new ArrayList<>(path);
                further.add(key);
                assign(further, below, arguments);
            });
        } else {
            arguments.add("--set");
            arguments.add(ConfigUtil.joinPath(path) + "=" + value.render(ConfigRenderOptions.concise()));
        }
    }

    /** Its tables go beside the report, which is all that standard output is for. */
    private int compare(List<String> arguments) {
        probe.getErr().println("Trials are missing, which this command trains:");
        probe.getErr().println(line(arguments));
        probe.getErr().flush();
        CommandLine comparing = Main.commandLine(COMPARE);
        comparing.setOut(probe.getErr());
        comparing.setErr(probe.getErr());
        int status = comparing.execute(arguments.toArray(String[]::new));
        if (status == REFUSED) {
            List<String> keeping = new ArrayList<>(arguments);
            keeping.add("--keep");
            probe.getErr()
                    .println("Nothing was trained. If finished trials were made with something else, choose what"
                            + " becomes of them, by --keep or by --again in its place, and probe then:");
            probe.getErr().println(line(keeping));
            probe.getErr().println(line(List.of("probe", folder.toString(), model)));
            probe.getErr().flush();
        }
        return status;
    }

    private static String line(List<String> arguments) {
        return "./derl " + GivenCommand.line(arguments);
    }
}
