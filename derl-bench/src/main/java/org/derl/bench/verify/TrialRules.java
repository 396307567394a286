package org.derl.bench.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.derl.bench.search.Searches;
import org.derl.bench.trial.Circumstances;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.jspecify.annotations.Nullable;

/** What holds in the folders of trials. */
final class TrialRules {

    private static final Pattern SEED = Pattern.compile("seed-(-?\\d{1,18})");

    static final List<Rule> ALL = List.of(
            new Rule("files", "Every file of every trial is what was written.", TrialRules::files),
            new Rule("trials", "No trial was dropped, failed, or was trained again since.", TrialRules::trials),
            new Rule("seeds", "All models have the same seeds.", TrialRules::seeds),
            new Rule("samples", "All trials have the same samples and labels, in the same order.", TrialRules::samples),
            new Rule("test", "Every trial opened the test split once, after its epoch was chosen.", TrialRules::test),
            new Rule("budget", "All models had the same budget of derl tune, or none had any.", TrialRules::budget));

    private TrialRules() {}

    private static List<String> files(Evidence evidence) {
        return evidence.trials().stream()
                .filter(trial -> trial.damage() != null)
                .map(trial -> trial.label() + ": " + trial.damage())
                .toList();
    }

    private static List<String> trials(Evidence evidence) {
        List<String> breaches = new ArrayList<>(evidence.comparison().failures());
        for (Evidence.Found trial : evidence.trials()) {
            if (trial.result() != null && !trial.result().facts().fingerprint().equals(trial.fingerprint())) {
                breaches.add(trial.label() + " was trained again with something else since the tables were written");
            }
        }
        evidence.comparison().trials().forEach((model, seeds) -> {
            for (long seed : seedsOnDisk(Evidence.of(evidence.folder(), model))) {
                if (!seeds.containsKey(seed)) {
                    breaches.add(model + " (seed " + seed + ") is finished, but in no table");
                }
            }
        });
        return breaches;
    }

    private static Set<Long> seedsOnDisk(Path model) {
        if (!Files.isDirectory(model)) {
            return Set.of();
        }
        Set<Long> seeds = new TreeSet<>();
        try (Stream<Path> folders = Files.list(model)) {
            folders.filter(folder -> new TrialFolder(folder).isComplete()).forEach(folder -> {
                Matcher seed = SEED.matcher(String.valueOf(folder.getFileName()));
                if (seed.matches()) {
                    seeds.add(Long.parseLong(seed.group(1)));
                }
            });
            return seeds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> seeds(Evidence evidence) {
        return lackingSeeds(evidence.comparison().trials());
    }

    static List<String> lackingSeeds(Map<String, Map<Long, String>> trials) {
        Set<Long> all = new TreeSet<>();
        trials.values().forEach(seeds -> all.addAll(seeds.keySet()));
        List<String> breaches = new ArrayList<>();
        trials.forEach((model, seeds) -> {
            Set<Long> missing = new TreeSet<>(all);
            missing.removeAll(seeds.keySet());
            if (!missing.isEmpty()) {
                breaches.add(model + " lacks the seeds " + missing + ", which another model has");
            }
        });
        return breaches;
    }

    private static List<String> samples(Evidence evidence) {
        List<String> breaches = new ArrayList<>(unlike(
                evidence,
                (label, facts) -> facts.circumstances() == null ? label + " does not say which samples it had" : null));
        TrialResult first = evidence.results().values().stream().findFirst().orElse(null);
        if (first == null || first.facts().circumstances() == null) {
            return breaches;
        }
        Map<String, String> samples = first.facts().circumstances().samples();
        breaches.addAll(unlike(
                evidence,
                (label, facts) -> facts.circumstances() == null
                                || facts.circumstances().samples().equals(samples)
                        ? null
                        : label + " has other samples or labels than the first trial"));
        evidence.results().forEach((label, result) -> breaches.addAll(predicted(label, result)));
        return breaches;
    }

    private static List<String> test(Evidence evidence) {
        List<String> breaches = new ArrayList<>();
        evidence.results().forEach((label, result) -> {
            Circumstances circumstances = result.facts().circumstances();
            List<String> openings = circumstances == null ? List.of() : circumstances.openings();
            String chosen = Circumstances.words(label, result.facts().bestEpoch());
            boolean once = openings.size() == 1 && openings.get(0).startsWith(chosen);
            if (result.test() == null ? !openings.isEmpty() : !once) {
                breaches.add(label + " opened it otherwise: " + (openings.isEmpty() ? "never" : openings));
            }
        });
        return breaches;
    }

    private static List<String> budget(Evidence evidence) {
        Searches searches = evidence.comparison().data().searches();
        return searches == null
                ? List.of()
                : searches.breaches(evidence.comparison().trials().keySet());
    }

    private static List<String> unlike(
            Evidence evidence, BiFunction<String, TrialResult.Facts, @Nullable String> breach) {
        List<String> breaches = new ArrayList<>();
        evidence.results().forEach((label, result) -> {
            String found = breach.apply(label, result.facts());
            if (found != null) {
                breaches.add(found);
            }
        });
        return breaches;
    }

    /** Whether the predictions are about the samples of their splits. */
    private static List<String> predicted(String label, TrialResult result) {
        Circumstances circumstances = result.facts().circumstances();
        if (circumstances == null) {
            return List.of();
        }
        List<String> breaches = new ArrayList<>();
        Map<String, String> samples = circumstances.samples();
        if (!Objects.equals(samples.get("validation"), Circumstances.checksum(result.validation()))) {
            breaches.add(label + ": the samples of validation.csv are not those of the validation split");
        }
        if (result.test() != null && !Objects.equals(samples.get("test"), Circumstances.checksum(result.test()))) {
            breaches.add(label + ": the samples of test.csv are not those of the test split");
        }
        return breaches;
    }
}
