package org.derl.bench.cli.probe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.derl.bench.cli.Main;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.Models;
import org.derl.bench.probe.ProbeRun;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.data.Modality;
import org.derl.data.SplitName;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Trains what a probe needs and a comparison has not, by {@code derl compare} with the models that are there already. */
final class MissingTrials {

    static final String SEEDS = "--seeds";
    static final String TEXT_ENCODER = "--text-encoder";
    static final String WORKERS = "--workers";

    private static final String COMPARE = "compare";

    /** By which trials become others; all are options of {@code derl compare}. */
    private static final List<String> OF_TRIALS = List.of(SEEDS, TEXT_ENCODER, "--set", "--settings");

    private static final List<String> OF_PLACE = List.of(WORKERS, "--data-dir", "--cache-dir");

    private final CommandLine probe;
    private final Path folder;
    private final String model;

    /** @param probe whose options were given */
    MissingTrials(CommandLine probe, Path folder, String model) {
        this.probe = probe;
        this.folder = folder;
        this.model = model;
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
     */
    int train(String dataSet, String textEncoder, Models models, DataSets dataSets) throws IOException {
        Optional<StoredComparison> stored =
                StoredComparison.isIn(folder) ? Optional.of(StoredComparison.read(folder)) : Optional.empty();
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
            arguments.addAll(asBefore(stored.get()));
        }
        Stream.concat(OF_TRIALS.stream(), OF_PLACE.stream()).forEach(option -> arguments.addAll(given(option)));
        return compare(arguments);
    }

    /** What the comparison was made with, where nothing else is given. */
    private List<String> asBefore(StoredComparison stored) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--compare-to",
                stored.compareTo(),
                "--split",
                stored.split().name().toLowerCase(Locale.ROOT)));
        for (Map.Entry<String, Map<Long, String>> trials : stored.trials().entrySet()) {
            Optional<Long> last = trials.getValue().keySet().stream().max(Long::compare);
            if (last.isPresent()) {
                Trial trial =
                        new TrialFolder(folder.resolve(trials.getKey()).resolve("seed-" + last.get())).readRequest();
                arguments.addAll(List.of("--kernels", trial.kernels().toString()));
                if (given(SEEDS).isEmpty()) {
                    arguments.addAll(List.of(SEEDS, last.get().toString()));
                }
                if (given(TEXT_ENCODER).isEmpty()) {
                    arguments.addAll(List.of(TEXT_ENCODER, trial.textEncoder()));
                }
                break;
            }
        }
        return arguments;
    }

    /** Its tables go beside the report, which is all that standard output is for. */
    private int compare(List<String> arguments) {
        probe.getErr().println("Trials are missing, which this command trains:");
        probe.getErr().println("./derl " + String.join(" ", arguments));
        probe.getErr().flush();
        CommandLine comparing = Main.commandLine(COMPARE);
        comparing.setOut(probe.getErr());
        comparing.setErr(probe.getErr());
        return comparing.execute(arguments.toArray(String[]::new));
    }
}
