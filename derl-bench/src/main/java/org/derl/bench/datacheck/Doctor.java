package org.derl.bench.datacheck;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.Formats;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.data.DataFiles;
import org.derl.bench.datacheck.check.BareArray;
import org.derl.bench.datacheck.check.BuildableModels;
import org.derl.bench.datacheck.check.ConstantColumns;
import org.derl.bench.datacheck.check.Duplicates;
import org.derl.bench.datacheck.check.LabelColumns;
import org.derl.bench.datacheck.check.LabelLeak;
import org.derl.bench.datacheck.check.Labels;
import org.derl.bench.datacheck.check.Lengths;
import org.derl.bench.datacheck.check.NonFiniteValues;
import org.derl.bench.datacheck.check.Probes;
import org.derl.bench.datacheck.check.SplitSizes;
import org.derl.bench.datacheck.check.Transcripts;
import org.derl.bench.datacheck.check.ZeroSamples;
import org.derl.config.ConfigBinder;
import org.derl.data.DataSet;
import org.derl.data.Task;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.Reading;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/** Examines data files and data sets. */
public final class Doctor {

    private static final int MOST_NAMES = 8;
    private static final String SETTINGS = "derl.data-check";

    private final Formats formats;
    private final Models models;
    private final DataSets dataSets;
    private final TextEncoders textEncoders;
    private final Published published;
    private final Limits limits;

    private record Settings(Limits leak) {}

    /** With the formats, layouts, models and data sets of a configuration. */
    @Inject
    Doctor(
            Configuration configuration,
            ConfigBinder binder,
            Formats formats,
            Models models,
            DataSets dataSets,
            TextEncoders textEncoders) {
        this.formats = formats;
        this.models = models;
        this.dataSets = dataSets;
        this.textEncoders = textEncoders;
        published = Published.read(binder);
        limits = binder.bind(configuration.defaults(), SETTINGS, Settings.class).leak();
    }

    /**
     * Examines files that belong together, or folders of such; one that is refused is a finding.
     *
     * @param labels the range of the labels, where somebody told it
     */
    public Report files(List<Path> places, Task.@Nullable Regression labels) {
        String title = places.stream().map(Path::toString).collect(Collectors.joining(", "));
        try (DataFiles files = DataFiles.open(formats, places)) {
            List<CheckedFile> checked = new ArrayList<>();
            for (Path path : files.paths()) {
                checked.add(CheckedFile.of(path, published));
            }
            return files(title, checked, files, labels);
        } catch (IOException e) {
            return refused(title, e);
        }
    }

    private Report files(String title, List<CheckedFile> checked, DataFiles files, Task.@Nullable Regression labels)
            throws IOException {
        Optional<FeatureFile> features;
        try {
            features = files.features();
        } catch (IOException e) {
            return bare(
                    title,
                    checked,
                    files,
                    Finding.error(
                            "layout",
                            Place.EVERYWHERE,
                            "these files do not go together: " + Reason.inOneLine(e),
                            "So they were checked as arrays alone: splits, lengths, labels and leakage were not."));
        }
        return features.isPresent()
                ? report(
                        title,
                        checked,
                        Subject.of(features.get(), features.get().family(), labels),
                        files.readings(features))
                : bare(title, checked, files, noLayout(files));
    }

    private static Finding noLayout(DataFiles files) {
        return Finding.warning(
                "no-layout",
                Place.EVERYWHERE,
                "no layout fits, so these were checked as arrays alone"
                        + files.nearest()
                                .map(nearest -> "; " + nearest.inWords())
                                .orElse(""),
                "Which are features, labels or ids is not known: splits, lengths, labels and leakage were not"
                        + " checked. The layouts are in docs/data.md.");
    }

    /** Examines a data set of the catalog, as models are given it; that it cannot be loaded is a finding. */
    public Report dataSet(String name) {
        String encoder = dataSets.usualTextEncoder(name);
        String title = "data set " + name + ", text by " + encoder;
        try {
            DataSet data = dataSets.load(name, encoder);
            return report(title, List.of(), Subject.of(data), List.of());
        } catch (IOException e) {
            return refused(title, e);
        }
    }

    /**
     * Examines what is about to be imported, as {@link #files} does; which models can be built on it is not tried.
     *
     * @param family whose settings are to hold, whatever the files tell
     * @param labels the range of the labels, where somebody told it
     */
    public Report content(FeatureFile file, String family, Task.@Nullable Regression labels) throws IOException {
        return report(file.layout(), List.of(), Subject.of(file, family, labels), file.readings(), List.of());
    }

    /** Examines a subject that was read from files, if any. */
    Report report(String title, List<CheckedFile> files, Subject subject, List<Reading> readings) throws IOException {
        return report(title, files, subject, readings, List.of(new BuildableModels(models, textEncoders)));
    }

    private Report report(
            String title, List<CheckedFile> files, Subject subject, List<Reading> readings, List<Examination> further)
            throws IOException {
        Examined examined = Examined.of(subject);
        List<Probe> probes = Probes.of(examined, limits.samples());
        List<Examination> examinations = new ArrayList<>(List.of(
                Doctor::refusal,
                new SplitSizes(published),
                new Duplicates(),
                new Labels(),
                new NonFiniteValues(),
                new Lengths(),
                new ZeroSamples(),
                new ConstantColumns(),
                new Transcripts(),
                new LabelColumns(),
                new LabelLeak(limits, probes)));
        examinations.addAll(further);
        List<Finding> findings = examinations.stream()
                .flatMap(examination -> examination.findings(examined).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        findings.addAll(notRead(readings));
        return new Report(title, files, readings, examined, List.of(), probes, findings);
    }

    /** Numbers that may be features are no remark at the edge: without them nothing is learned from. */
    private static List<Finding> notRead(List<Reading> readings) {
        return readings.stream()
                .filter(reading -> reading.meaning().equals(Reading.NOT_READ))
                .map(reading -> Finding.warning(
                        "not-read",
                        Place.EVERYWHERE,
                        "columns that may be features were not read: "
                                + reading.origins().stream()
                                        .map(Reading.Origin::array)
                                        .limit(MOST_NAMES)
                                        .collect(Collectors.joining(", "))
                                + (reading.origins().size() > MOST_NAMES ? " ..." : ""),
                        "Nothing tells of which modality they are. Put those of each into a file that is named by it,"
                                + " such as audio.csv, with the same ids; or delete them."))
                .toList();
    }

    /** Layouts know of some files that nothing may be trained on. */
    private static List<Finding> refusal(Examined examined) {
        String refusal = examined.subject().refusal();
        return refusal == null
                ? List.of()
                : List.of(Finding.error(
                        "not-for-training",
                        Place.EVERYWHERE,
                        "nothing may be trained on these files",
                        refusal + (refusal.endsWith(".") ? "" : ".")));
    }

    private static Report bare(String title, List<CheckedFile> checked, DataFiles files, Finding reason)
            throws IOException {
        List<BareArray> arrays = new ArrayList<>();
        for (ArrayFile file : files.files()) {
            for (NamedArray named : file.arrays()) {
                arrays.add(BareArray.of(file.path(), named));
            }
        }
        List<Finding> findings = new ArrayList<>(List.of(reason));
        arrays.forEach(array -> findings.addAll(array.findings()));
        return new Report(title, checked, files.readings(Optional.empty()), null, arrays, List.of(), findings);
    }

    private static Report refused(String title, IOException e) {
        Finding finding = Finding.error(
                "refused", Place.EVERYWHERE, "cannot be read: " + Reason.inOneLine(e), "Nothing else was checked.");
        return new Report(title, List.of(), List.of(), null, List.of(), List.of(), List.of(finding));
    }
}
