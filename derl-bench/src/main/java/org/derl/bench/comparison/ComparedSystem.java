package org.derl.bench.comparison;

import java.util.ArrayList;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.derl.bench.search.Searches;
import org.derl.bench.trial.TrialResult;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;

/**
 * One row of a comparison: a model, or a control without a network.
 *
 * @param name of the model, or of the control
 * @param title as the table prints it
 * @param textEncoder the name of the text encoder, or {@code -} where none is used
 * @param parameters how many numbers were fitted; empty where no trial gave a result
 * @param seconds the mean over trials; not a number where nothing was timed
 * @param validation the predictions of each trial, in the order of the seeds
 * @param test the predictions of each trial, in the order of the seeds
 * @param notes what a reader must be told of it, a clause each
 * @param computed how its trials were computed, as {@link KernelsNote} words it, each way once
 * @param selectionCosts by how much the mean absolute error on the test split would have been lower had the epoch been
 *     chosen there, of each trial in which that was diagnosed
 * @param failures of trials that gave no result
 * @param trials the fingerprints of those that gave one, by their seeds; none of a control
 */
public record ComparedSystem(
        String name,
        String title,
        String textEncoder,
        OptionalLong parameters,
        double seconds,
        List<Predictions> validation,
        List<Predictions> test,
        List<String> notes,
        List<String> computed,
        List<Double> selectionCosts,
        List<String> failures,
        Map<Long, String> trials) {

    /** Of the span of labels. */
    private static final double SHOWS = 1e-3;

    /** How a failure names the seed of its trial, before it says why. */
    private static final Pattern SEED = Pattern.compile("^[^:]* \\(seed (-?\\d+)\\): ");

    /** A model, by what came of its trials from each seed. */
    static ComparedSystem of(
            String name, String title, String textEncoder, Map<Long, TrialResult> trials, List<String> failures) {
        Collection<TrialResult> results = trials.values();
        Map<Long, String> fingerprints = new TreeMap<>();
        trials.forEach((seed, result) -> fingerprints.put(seed, result.facts().fingerprint()));
        return new ComparedSystem(
                name,
                title,
                textEncoder,
                results.stream()
                        .mapToLong(result -> result.facts().parameters())
                        .findFirst(),
                results.stream()
                        .mapToDouble(result -> result.facts().seconds())
                        .average()
                        .orElse(Double.NaN),
                results.stream().map(TrialResult::validation).toList(),
                results.stream().map(TrialResult::test).filter(Objects::nonNull).toList(),
                results.stream()
                        .flatMap(result -> result.facts().notes().stream())
                        .distinct()
                        .toList(),
                results.stream()
                        .map(result -> KernelsNote.computed(result.facts()))
                        .distinct()
                        .toList(),
                results.stream()
                        .map(TrialResult::selectionCost)
                        .filter(Objects::nonNull)
                        .toList(),
                failures,
                fingerprints);
    }

    /** A control, by what it predicts and what is to be said of it. */
    public static ComparedSystem ofControl(
            String name,
            String title,
            String textEncoder,
            long parameters,
            List<Predictions> validation,
            List<Predictions> test,
            List<String> notes) {
        return new ComparedSystem(
                name,
                title,
                textEncoder,
                OptionalLong.of(parameters),
                Double.NaN,
                validation,
                test,
                notes,
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    /** The same with other predictions of the test split. */
    public ComparedSystem testedBy(List<Predictions> others) {
        return new ComparedSystem(
                name,
                title,
                textEncoder,
                parameters,
                seconds,
                validation,
                others,
                notes,
                computed,
                selectionCosts,
                failures,
                trials);
    }

    /** The same under other names. */
    public ComparedSystem named(String newName, String newTitle) {
        return new ComparedSystem(
                newName,
                newTitle,
                textEncoder,
                parameters,
                seconds,
                validation,
                test,
                notes,
                computed,
                selectionCosts,
                failures,
                trials);
    }

    /** Whether another one has a seed's trial of the same fingerprint, with the same predictions. */
    public boolean hasSameTrial(ComparedSystem other, long seed) {
        return Objects.equals(trials.get(seed), other.trials.get(seed))
                && ofSeed(validation, seed).equals(other.ofSeed(other.validation, seed))
                && ofSeed(test, seed).equals(other.ofSeed(other.test, seed));
    }

    /** Of a list with an element for each trial, that of a seed; none where it has no element for each. */
    private <T> Optional<T> ofSeed(List<T> ofTrials, long seed) {
        int place = new ArrayList<>(new TreeSet<>(trials.keySet())).indexOf(seed);
        return place >= 0 && ofTrials.size() == trials.size() ? Optional.of(ofTrials.get(place)) : Optional.empty();
    }

    /** The same with the trials of the same model from other seeds; of those that both have, one. */
    public ComparedSystem with(ComparedSystem other) {
        Map<Long, String> all = new TreeMap<>(other.trials);
        all.putAll(trials);
        int more = all.size() - trials.size();
        return new ComparedSystem(
                name,
                title,
                textEncoder,
                parameters.isPresent() ? parameters : other.parameters,
                more == 0 ? seconds : (seconds * trials.size() + other.seconds * more) / all.size(),
                joined(all, other, validation, other.validation),
                joined(all, other, test, other.test),
                distinct(notes, other.notes),
                distinct(computed, other.computed),
                joined(all, other, selectionCosts, other.selectionCosts),
                failures(all, other),
                all);
    }

    private <T> List<T> joined(Map<Long, String> all, ComparedSystem other, List<T> own, List<T> others) {
        return all.keySet().stream()
                .flatMap(seed -> ofSeed(own, seed).or(() -> other.ofSeed(others, seed)).stream())
                .toList();
    }

    /** Those of seeds that neither has, one of each. */
    private List<String> failures(Map<Long, String> all, ComparedSystem other) {
        Map<String, String> left = new LinkedHashMap<>();
        for (String failure : distinct(failures, other.failures)) {
            Matcher seed = SEED.matcher(failure);
            left.putIfAbsent(seed.find() ? seed.group(1) : failure, failure);
        }
        all.keySet().forEach(seed -> left.remove(String.valueOf(seed)));
        return List.copyOf(left.values());
    }

    private static List<String> distinct(List<String> own, List<String> others) {
        return Stream.concat(own.stream(), others.stream()).distinct().toList();
    }

    /** Rows of models as notes on searches of settings want them, by their names. */
    public static Map<String, Searches.SearchedRow> searched(List<ComparedSystem> systems) {
        Map<String, Searches.SearchedRow> rows = new LinkedHashMap<>();
        systems.stream()
                .filter(ComparedSystem::isTrained)
                .forEach(system -> rows.put(
                        system.name, new Searches.SearchedRow(system.title, Set.copyOf(system.trials.keySet()))));
        return rows;
    }

    /** Whether it is a model, and no control, which no seed changes. */
    public boolean isTrained() {
        return !Double.isNaN(seconds) || !failures.isEmpty();
    }

    /** Its predictions of the validation or the test split. */
    public List<Predictions> on(SplitName split) {
        return split == SplitName.TEST ? test : validation;
    }

    /** How many seeds it was to have. */
    int asked(SplitName split) {
        return on(split).size() + failures.size();
    }

    /** The seeds of its trials, those among them that gave no result. */
    Set<Long> seeds() {
        Set<Long> seeds = new TreeSet<>(trials.keySet());
        for (String failure : failures) {
            Matcher seed = SEED.matcher(failure);
            if (seed.find()) {
                seeds.add(Long.parseLong(seed.group(1)));
            }
        }
        return seeds;
    }

    /** Over how many seeds its row is, as in {@code (4 of 5)}; empty where none or all of them gave no result. */
    public String counted(SplitName split) {
        int seeds = on(split).size();
        return seeds == 0 || failures.isEmpty() ? "" : " (" + seeds + " of " + asked(split) + ")";
    }

    /** With how many seeds a model predicts one number for all samples, to what shows in a table. */
    public long collapsed(SplitName split) {
        return isTrained()
                ? on(split).stream()
                        .filter(seed -> span(seed.predictions()) <= SHOWS * span(seed.labels()))
                        .count()
                : 0;
    }

    private static double span(List<Double> values) {
        DoubleSummaryStatistics statistics =
                values.stream().mapToDouble(value -> value).summaryStatistics();
        return statistics.getMax() - statistics.getMin();
    }
}
