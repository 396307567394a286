package org.derl.bench.probe;

import static org.derl.bench.probe.ProbeSection.number;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.derl.bench.probe.leak.FeatureLeak;
import org.derl.bench.probe.leak.FeatureLeaks;
import org.derl.bench.probe.leak.LabelSpread;
import org.derl.bench.statistics.UnpairedBootstrap;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.text.Words;
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
        few(data, test).ifPresent(notes::add);
        spreads(data, test).ifPresent(notes::add);
        notes.add(
                "Pearson's correlation of labels and a ridge regression on means over time. Held out: training samples of"
                        + " groups to which it was not fitted, by which its penalty is chosen. Fall: from there, and from"
                        + " validation, to test; at least: its lower bound with 99 %; p: that it is 0.1 or less, by 10,000"
                        + " draws of groups, Holm over modalities. Draws leave the fit of a regression as it is. Regressions"
                        + " alone looked at the test split, and chose nothing by it.");
        return new ProbeSection(
                "features",
                "Do features know their labels?",
                verdicts(leaks),
                new Table("", columns(), rows(leaks), notes),
                CheckedJson.GSON.toJsonTree(leaks));
    }

    /** Which splits have too few groups to draw from. */
    private static Optional<String> few(DataSet data, Split test) {
        List<String> few = new ArrayList<>();
        splits(data, test).forEach((name, split) -> {
            long groups = split.groups().stream().distinct().count();
            if (groups < UnpairedBootstrap.FEWEST_GROUPS) {
                few.add(Words.count(groups, "group") + " in the " + name + " split");
            }
        });
        return few.isEmpty()
                ? Optional.empty()
                : Optional.of("There are only " + ProbeSection.list(few) + ": draws of fewer than "
                        + UnpairedBootstrap.FEWEST_GROUPS
                        + " groups vary too little, so that what they belong to is shown without a bound, a p or a"
                        + " verdict.");
    }

    /** The standard deviations of labels, where they differ. */
    private static Optional<String> spreads(DataSet data, Split test) {
        List<String> spreads = new ArrayList<>();
        splits(data, test)
                .forEach((name, split) ->
                        spreads.add(String.format(Locale.ROOT, "%.2f %s", LabelSpread.of(split.labels()), name)));
        long different = spreads.stream()
                .map(spread -> spread.substring(0, spread.indexOf(' ')))
                .distinct()
                .count();
        return different == 1
                ? Optional.empty()
                : Optional.of("Standard deviation of labels: " + String.join(", ", spreads)
                        + ". A fall is what is left once the correlation that it is from is corrected to that of the"
                        + " test split (Thorndike's case 2).");
    }

    private static Map<String, Split> splits(DataSet data, Split test) {
        Map<String, Split> splits = new LinkedHashMap<>();
        splits.put("training", data.training());
        splits.put("validation", data.validation());
        splits.put("test", test);
        return splits;
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
                            + " it was not fitted with a correlation of %.3f (%.3f at the spread of labels that the test split"
                            + " has), but those of the test split with %.3f. A network that was trained on these labels has"
                            + " most likely computed these features.",
                    leak.modality(),
                    leak.heldOut(),
                    leak.fromHeldOut().from(),
                    leak.test()));
        }
        List<String> validation = names(leaks, leak -> leak.fromValidation().tells());
        if (!validation.isEmpty()) {
            verdicts.add("The validation split knows its labels by " + ProbeSection.list(validation)
                    + ", too, and the test split does not: what is chosen on it is chosen by the leak, and its numbers are"
                    + " too good.");
        }
        List<String> clean = names(leaks, leak -> leak.fromHeldOut().isJudged() && !leak.leaks());
        List<String> open = names(leaks, leak -> !leak.fromHeldOut().isJudged());
        if (!leaking.isEmpty()) {
            verdicts.add(
                    "A model learns to trust such features, and they fail it on new samples. Use features that were"
                            + " made without these labels; no other split of the same samples helps.");
        } else if (leaks.isEmpty()) {
            verdicts.add("Not asked: no modality has vectors that could be looked at.");
        } else if (validation.isEmpty() && !clean.isEmpty()) {
            verdicts.add("No sign of it: " + ProbeSection.list(clean)
                    + " predict labels of training samples to which nothing was fitted no better than those of the test"
                    + " split, as far as a linear regression shows.");
        }
        if (!open.isEmpty()) {
            verdicts.add("Not judged: " + ProbeSection.list(open)
                    + ". There are too few groups to draw from, or a correlation is undefined.");
        }
        return verdicts;
    }

    private static List<String> names(List<FeatureLeak> leaks, Predicate<FeatureLeak> which) {
        return leaks.stream().filter(which).map(FeatureLeak::modality).toList();
    }
}
