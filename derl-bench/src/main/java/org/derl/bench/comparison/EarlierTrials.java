package org.derl.bench.comparison;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.derl.bench.trial.Differences;
import org.derl.bench.trial.Provenance;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.bench.trial.TrialSettings;
import org.derl.data.DataSet;
import org.derl.data.Split;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;
import org.derl.io.Reason;

/**
 * What an earlier run into the same folder has left of the trials of an experiment.
 *
 * @param same results that would come out the same again, for nothing that they follow from has changed
 * @param others finished trials that were made with something else
 * @param anew why further ones are to be trained anew: their files were damaged, or lack the test split
 */
public record EarlierTrials(Map<Trial, TrialResult> same, Map<Trial, Other> others, Map<Trial, String> anew) {

    /**
     * A finished trial that was made with something else.
     *
     * @param result what came of it
     * @param differences in words, at least one
     * @param sameSamples whether it is about the samples that the experiment is about
     */
    public record Other(TrialResult result, List<String> differences, boolean sameSamples) {}

    /** Of which nothing is there yet. */
    static EarlierTrials none() {
        return new EarlierTrials(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /**
     * Takes a finished trial in.
     *
     * @param settings of the trial that would run now
     * @param provenance of that one
     * @param data that it would run on
     */
    void add(TrialFolder folder, TrialSettings settings, Provenance provenance, DataSet data) {
        Trial trial = settings.trial();
        try {
            TrialResult result = folder.read();
            List<String> differences = Differences.of(folder, result.facts(), settings, provenance);
            if (!differences.isEmpty()) {
                others.put(trial, new Other(result, differences, areOf(data, trial, result)));
            } else if (lacksTest(trial, result)) {
                anew.put(trial, "it stopped at the validation split");
            } else {
                same.put(trial, result);
            }
        } catch (IOException e) {
            anew.put(trial, Reason.inOneLine(e));
        }
    }

    private static boolean areOf(DataSet data, Trial trial, TrialResult result) {
        Predictions test = trial.split() == SplitName.TEST ? result.test() : null;
        return isOf(data.validation(), result.validation()) && (test == null || isOf(data.test(), test));
    }

    private static boolean isOf(Split split, Predictions predictions) {
        return predictions.ids().equals(split.ids()) && predictions.labels().equals(split.labels());
    }

    private static boolean lacksTest(Trial trial, TrialResult result) {
        return trial.split() == SplitName.TEST && result.test() == null;
    }

    /** How many trials that were made with something else stopped at the validation split, though test is asked for. */
    public long othersWithoutTest() {
        return others.entrySet().stream()
                .filter(other -> lacksTest(other.getKey(), other.getValue().result()))
                .count();
    }

    /**
     * How many trials that were made with something else are about other samples, which no table holds beside these.
     */
    public long othersOfOtherSamples() {
        return others.values().stream().filter(other -> !other.sameSamples()).count();
    }

    /** All finished trials, those made with something else among them. */
    public Map<Trial, TrialResult> all() {
        Map<Trial, TrialResult> all = new LinkedHashMap<>(same);
        others.forEach((trial, other) -> all.put(trial, other.result()));
        return all;
    }

    /** With what the others were made, a line for each model and difference: {@code derl (2 trials): ...}. */
    public List<String> othersInWords() {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        others.forEach((trial, other) -> counts.computeIfAbsent(trial.model(), model -> new LinkedHashMap<>())
                .merge(String.join("; ", other.differences()), 1, Integer::sum));
        List<String> lines = new ArrayList<>();
        counts.forEach((model, differences) -> differences.forEach(
                (words, count) -> lines.add(model + " (" + count + (count == 1 ? " trial): " : " trials): ") + words)));
        return lines;
    }
}
