package org.derl.bench.datacheck.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.derl.bench.datacheck.CheckedFile;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Probe;
import org.derl.bench.datacheck.Published;
import org.derl.bench.datacheck.Report;
import org.derl.bench.datacheck.Subject;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.datacheck.check.BareArray;
import org.derl.bench.datacheck.report.SplitSummary.LengthRange;
import org.derl.bench.text.Words;
import org.derl.data.FeatureShape;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;

/** What any report tells first: what the data is, whatever is wrong with it. */
final class Facts {

    private static final int MOST_TYPES = 12;
    private static final int MOST_NAMES = 8;

    private final List<Fact> facts = new ArrayList<>();

    private Facts() {}

    /** A line: what is told, and what there is to tell. */
    record Fact(String label, String value) {}

    static List<Fact> of(Report report) {
        Facts facts = new Facts();
        for (CheckedFile file : report.files()) {
            facts.add(file, report.files().size() == 1);
            facts.addArrays(report.arrays().stream()
                    .filter(array -> array.file().equals(file.path()))
                    .toList());
        }
        Examined examined = report.examined();
        if (examined != null) {
            facts.add(examined);
            facts.addProbes(report.probes());
        }
        return facts.facts;
    }

    private void add(String label, String value) {
        facts.add(new Fact(label, value));
    }

    private void add(CheckedFile file, boolean withChecksum) {
        Published.KnownFile known = file.known();
        add("file", file.path().getFileName() + ", " + Words.bytes(file.bytes()));
        if (known != null) {
            add("known", known.name() + ", by its SHA-256 in the " + known.source());
        } else if (withChecksum) {
            add("SHA-256", file.sha256());
        }
    }

    private void add(Examined examined) {
        Subject subject = examined.subject();
        add("what", subject.title() + (subject.family() == null ? "" : ", of the family " + subject.family()));
        add(
                "samples",
                subject.splits().stream().map(split -> samples(examined, split)).collect(Collectors.joining("; ")));
        subject.splits()
                .get(0)
                .features()
                .modalities()
                .forEach(modality -> add(modality.name(), sequences(examined, modality)));
    }

    private static String samples(Examined examined, SubjectSplit split) {
        int groups = new SplitSummary(examined, split).groups();
        long unlabeled = examined.subject().loaded()
                ? 0
                : split.labels().stream().filter(label -> label.isNaN()).count();
        return split.name() + " " + (split.size() - unlabeled)
                + (groups == 0 ? "" : " from " + Words.count(groups, "video"))
                + (unlabeled == 0 ? "" : " and " + unlabeled + " without a label");
    }

    private static String sequences(Examined examined, Modality modality) {
        SplitSummary training =
                new SplitSummary(examined, examined.subject().splits().get(0));
        FeatureShape shape = training.statistics(modality).features().shape();
        LengthRange lengths = training.lengths(modality);
        return (shape.content() == Content.TOKENS
                        ? "tokens out of " + shape.size()
                        : Words.count(shape.size(), "feature") + " a step")
                + ", " + steps(lengths, shape.maximumLength());
    }

    private static String steps(LengthRange lengths, int most) {
        return lengths.least() == lengths.most()
                ? Words.count(lengths.most(), "step")
                : String.format(
                        Locale.ROOT,
                        "%d to %d steps of at most %d, median %d",
                        lengths.least(),
                        lengths.most(),
                        most,
                        lengths.median());
    }

    private void addProbes(List<Probe> probes) {
        if (!probes.isEmpty()) {
            add(
                    "alone",
                    probes.stream()
                                    .map(probe -> probe.modality() + " " + Words.share(probe.accuracy()))
                                    .collect(Collectors.joining(", "))
                            + "; larger class "
                            + Words.share(probes.get(0).majority())
                            + " (test accuracy of " + probes.get(0).sides().inWords("against")
                            + " by a ridge regression on the mean features of one modality)");
        }
    }

    /** Arrays of one type and shape, such as the columns of a table, share a line. */
    private void addArrays(List<BareArray> arrays) {
        Map<String, List<String>> byType = new LinkedHashMap<>();
        arrays.forEach(array -> byType.computeIfAbsent(
                        array.array().dtype() + " " + array.array().shape(), type -> new ArrayList<>())
                .add(array.within()));
        byType.entrySet().stream()
                .limit(MOST_TYPES)
                .forEach(type -> add("", some(type.getValue()) + ": " + type.getKey()));
        if (byType.size() > MOST_TYPES) {
            add("", "and others; derl data inspect lists all " + arrays.size() + " arrays");
        }
    }

    private static String some(List<String> names) {
        return names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : "");
    }
}
