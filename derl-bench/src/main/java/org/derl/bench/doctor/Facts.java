package org.derl.bench.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.derl.bench.doctor.PartSummary.LengthRange;
import org.derl.data.FeatureShape;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;

/** What any report tells first: what the data is, whatever is wrong with it. */
final class Facts {

    private static final int MOST_ARRAYS = 30;

    private final List<Fact> facts = new ArrayList<>();

    private Facts() {}

    /** A line: what is told, and what there is to tell. */
    record Fact(String label, String value) {}

    static List<Fact> of(Report report) {
        Facts facts = new Facts();
        report.files().forEach(facts::add);
        Examined examined = report.examined();
        if (examined != null) {
            facts.add(examined);
            facts.addProbes(report.probes());
        }
        facts.addArrays(report.arrays());
        return facts.facts;
    }

    private void add(String label, String value) {
        facts.add(new Fact(label, value));
    }

    private void add(CheckedFile file) {
        Published.KnownFile known = file.known();
        add("file", file.path().getFileName() + ", " + Words.bytes(file.bytes()));
        add(
                known == null ? "SHA-256" : "known",
                known == null ? file.sha256() : known.name() + ", by its SHA-256 in the " + known.source());
    }

    private void add(Examined examined) {
        Subject subject = examined.subject();
        add("what", subject.title() + (subject.family() == null ? "" : ", of the family " + subject.family()));
        add(
                "samples",
                subject.parts().stream().map(part -> samples(examined, part)).collect(Collectors.joining("; ")));
        subject.parts()
                .get(0)
                .features()
                .modalities()
                .forEach(modality -> add(modality.name(), sequences(examined, modality)));
    }

    private static String samples(Examined examined, SubjectPart part) {
        int groups = new PartSummary(examined, part).groups();
        return part.name() + " " + part.size() + (groups == 0 ? "" : " from " + Words.count(groups, "video"));
    }

    private static String sequences(Examined examined, Modality modality) {
        PartSummary training =
                new PartSummary(examined, examined.subject().parts().get(0));
        FeatureShape shape = training.statistics(modality).features().shape();
        LengthRange lengths = training.lengths(modality);
        return (shape.content() == Content.TOKENS
                        ? "tokens out of " + shape.size()
                        : Words.count(shape.size(), "feature") + " a step")
                + String.format(
                        Locale.ROOT,
                        ", %d to %d steps of at most %d, median %d",
                        lengths.least(),
                        lengths.most(),
                        shape.maximumLength(),
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
                            + " (test accuracy of negative against positive by a ridge regression on the mean features"
                            + " of one modality)");
        }
    }

    private void addArrays(List<BareArray> arrays) {
        arrays.stream()
                .limit(MOST_ARRAYS)
                .forEach(array -> add(
                        "array",
                        array.name() + ", " + array.array().dtype() + " "
                                + array.array().shape()));
        if (arrays.size() > MOST_ARRAYS) {
            add("", "and " + (arrays.size() - MOST_ARRAYS) + " more; derl data inspect lists all");
        }
    }
}
