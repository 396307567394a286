package org.derl.bench.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.text.Words;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.config.Names;
import org.jspecify.annotations.Nullable;

/**
 * The trials that predict: those of one model, alike but for their seeds.
 *
 * @param model its name
 * @param seeds each seed's folder
 * @param notes how they were chosen and what was left out, a sentence each
 */
public record ChosenTrials(String model, SortedMap<Long, TrialFolder> seeds, List<String> notes) {

    private static final Pattern SEED = Pattern.compile("seed-(-?\\d+)");
    private static final String OF_TRIAL = "trial.conf";

    /** Keeps what it is given as it is. */
    public ChosenTrials {
        seeds = Collections.unmodifiableSortedMap(new TreeMap<>(seeds));
        notes = List.copyOf(notes);
    }

    /**
     * Those of a folder: of a trial, of a model with its seeds, or of a comparison, of which the best model on the
     * validation split is taken unless one is named.
     *
     * @param model null where none is named
     * @throws IllegalArgumentException when the folder is none of these, has no finished trial of the model, or trials
     *     that differ in more than their seeds; the message says what to name
     * @throws IOException when a file is damaged
     */
    public static ChosenTrials in(Path folder, @Nullable String model) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    folder + " is no folder; name that of a comparison, such as runs/texts, of a model in it, such as"
                            + " runs/texts/text-only, or of a trial, such as runs/texts/text-only/seed-1");
        }
        ChosenTrials chosen = Files.isRegularFile(folder.resolve(OF_TRIAL))
                ? ofTrial(folder)
                : StoredComparison.isIn(folder) ? ofComparison(folder, model) : ofModel(folder);
        if (model != null && !chosen.model().equals(model)) {
            throw new IllegalArgumentException(
                    "--model is " + model + ", but " + folder + " is of " + chosen.model() + "; leave --model out");
        }
        chosen.refuseDifferent();
        return chosen;
    }

    private static ChosenTrials ofTrial(Path folder) throws IOException {
        TrialFolder files = new TrialFolder(folder);
        Trial trial = files.readRequest();
        return new ChosenTrials(trial.model(), new TreeMap<>(Map.of(trial.seed(), files)), List.of());
    }

    private static ChosenTrials ofModel(Path folder) throws IOException {
        SortedMap<Long, TrialFolder> seeds = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                Matcher seed = SEED.matcher(String.valueOf(entry.getFileName()));
                TrialFolder files = new TrialFolder(entry);
                if (seed.matches() && files.isComplete()) {
                    seeds.put(Long.parseLong(seed.group(1)), files);
                } else if (seed.matches()) {
                    notes.add("Left out: " + entry + ", which has not come to its end.");
                }
            }
        }
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException(
                    folder + " holds no finished trial: neither a comparison that has come to its end"
                            + " (comparison.json) nor trials of a model (seed-1 ...); ./derl compare makes them");
        }
        return new ChosenTrials(seeds.values().iterator().next().readRequest().model(), seeds, notes);
    }

    private static ChosenTrials ofComparison(Path folder, @Nullable String model) throws IOException {
        Map<String, ComparedSystem> trained = new LinkedHashMap<>();
        StoredComparison.read(folder).systems(folder).stream()
                .filter(system -> system.isTrained() && !system.trials().isEmpty())
                .forEach(system -> trained.put(system.name(), system));
        if (trained.isEmpty() || (model != null && !trained.containsKey(model))) {
            throw new IllegalArgumentException("the comparison in " + folder + " has no finished trial"
                    + (model == null ? "" : " of " + model + "; " + Names.unknown(model, trained.keySet())));
        }
        List<String> notes = new ArrayList<>();
        ComparedSystem system = model == null ? best(trained, notes) : Objects.requireNonNull(trained.get(model));
        SortedMap<Long, TrialFolder> seeds = new TreeMap<>();
        system.trials()
                .keySet()
                .forEach(seed -> seeds.put(
                        seed, new TrialFolder(folder.resolve(system.name()).resolve("seed-" + seed))));
        system.failures().forEach(failure -> notes.add("Left out: " + failure + "."));
        return new ChosenTrials(system.name(), seeds, notes);
    }

    private static ComparedSystem best(Map<String, ComparedSystem> trained, List<String> notes) {
        ComparedSystem best = trained.values().stream()
                .min(Comparator.comparingDouble(ChosenTrials::error))
                .orElseThrow();
        if (trained.size() > 1) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%s predicts: of %d models it has the least MAE on the validation split (%.3f%s); --model names"
                            + " another.",
                    best.name(),
                    trained.size(),
                    error(best),
                    best.validation().size() == 1
                            ? ""
                            : ", mean over " + best.validation().size() + " seeds"));
        }
        return best;
    }

    /** The MAE on the validation split, mean over seeds. */
    private static double error(ComparedSystem system) {
        return system.validation().stream()
                .mapToDouble(SentimentMetrics.MAE.metric()::of)
                .average()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Their mean would be of nothing that can be named. */
    private void refuseDifferent() throws IOException {
        TrialFolder firstFiles = seeds.values().iterator().next();
        Trial first = firstFiles.readRequest();
        for (TrialFolder files : seeds.values()) {
            Trial other = files.readRequest();
            Trial alike = new Trial(
                    first.model(),
                    first.dataSet(),
                    first.textEncoder(),
                    other.seed(),
                    other.device(),
                    other.kernels(),
                    first.overrides(),
                    other.split());
            if (!alike.equals(other)) {
                throw new IllegalArgumentException(firstFiles.path() + " and " + files.path()
                        + " were made with different settings or data, so that their mean says nothing; name one of"
                        + " them");
            }
        }
    }

    /** How many seeds there are, in words. */
    public String seedsInWords() {
        return Words.count(seeds.size(), "seed");
    }
}
