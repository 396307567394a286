package org.derl.bench.probe;

import static org.derl.bench.probe.ProbeSection.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.trial.CheckedJson;
import org.derl.data.DataSet;
import org.derl.data.Split;

/** Whether features know their labels. */
final class LeakSection {

    private LeakSection() {}

    /** @param test the opened test split */
    static ProbeSection of(DataSet data, Split test) {
        List<String> notes = new ArrayList<>();
        List<FeatureLeak> leaks = FeatureLeaks.of(data, test, notes::add);
        if (data.training().groups().equals(data.training().ids())) {
            notes.add("The data set says of no samples that they belong together, such as those of one video: each was"
                    + " drawn by itself.");
        }
        notes.add(
                "Pearson's correlation of labels and a ridge regression on means over time. Held out: training samples of"
                        + " groups to which it was not fitted, by which its penalty is chosen. Fall: from there, and from"
                        + " validation, to test; at least: its lower bound with 99 %; p: that it is 0.1 or less, by 10,000"
                        + " draws of groups, Holm over modalities. Regressions alone looked at the test split, and chose"
                        + " nothing by it.");
        return new ProbeSection(
                "features",
                "Do features know their labels?",
                verdicts(leaks),
                new Table("", columns(), rows(leaks), notes),
                CheckedJson.GSON.toJsonTree(leaks));
    }

    private static List<Column> columns() {
        return List.of(
                Column.left("modality"),
                Column.right("held out"),
                Column.right("valid- ation"),
                Column.right("test"),
                Column.right("fall"),
                Column.right("at least"),
                Column.right("p"),
                Column.right("from valid- ation"),
                Column.right("at least"),
                Column.right("p"));
    }

    private static List<List<String>> rows(List<FeatureLeak> leaks) {
        return leaks.stream()
                .map(leak -> Stream.of(
                                List.of(
                                        leak.modality(),
                                        number(leak.heldOut()),
                                        number(leak.validation()),
                                        number(leak.test())),
                                cells(leak.fromHeldOut()),
                                cells(leak.fromValidation()))
                        .flatMap(List::stream)
                        .toList())
                .toList();
    }

    private static List<String> cells(FeatureLeak.Fall fall) {
        return List.of(
                number(fall.by()),
                number(fall.atLeast()),
                fall.probability() < 0.001 ? "<.001" : number(fall.probability()));
    }

    /** What is found, in words. */
    static List<String> verdicts(List<FeatureLeak> leaks) {
        List<String> verdicts = new ArrayList<>();
        List<FeatureLeak> leaking = leaks.stream().filter(FeatureLeak::leaks).toList();
        for (FeatureLeak leak : leaking) {
            verdicts.add(String.format(
                    Locale.ROOT,
                    "%s leaks labels: a ridge regression on its features predicts the labels of training samples to which"
                            + " it was not fitted with a correlation of %.3f, but those of the test split with %.3f. A"
                            + " network that was trained on these labels has most likely computed these features.",
                    leak.modality(),
                    leak.heldOut(),
                    leak.test()));
        }
        List<String> validation = leaks.stream()
                .filter(leak -> leak.fromValidation().tells())
                .map(FeatureLeak::modality)
                .toList();
        if (!validation.isEmpty()) {
            verdicts.add("The validation split knows its labels by " + ProbeSection.list(validation)
                    + ", too, and the test split does not: what is chosen on it is chosen by the leak, and its numbers are"
                    + " too good.");
        }
        if (!leaking.isEmpty()) {
            verdicts.add(
                    "A model learns to trust such features, and they fail it on new samples. Use features that were"
                            + " made without these labels; no other split of the same samples helps.");
        } else if (leaks.isEmpty()) {
            verdicts.add("Not asked: no modality has vectors that could be looked at.");
        } else if (validation.isEmpty()) {
            verdicts.add("No sign of it: "
                    + ProbeSection.list(
                            leaks.stream().map(FeatureLeak::modality).toList())
                    + " predict labels of training samples to which nothing was fitted no better than those of the test"
                    + " split, as far as a linear regression shows.");
        }
        return verdicts;
    }
}
