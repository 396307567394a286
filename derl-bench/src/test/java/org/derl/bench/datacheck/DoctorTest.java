package org.derl.bench.datacheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.datacheck.check.SmallSplit;
import org.derl.bench.datacheck.report.HtmlReport;
import org.derl.bench.datacheck.report.JsonReport;
import org.derl.bench.datacheck.report.Pen;
import org.derl.bench.datacheck.report.SplitSummary;
import org.derl.bench.datacheck.report.TextReport;
import org.derl.bench.datacheck.statistics.ColumnSummary;
import org.derl.data.Modality;
import org.derl.data.Task;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSplit;
import org.derl.data.file.Reading;
import org.junit.jupiter.api.Test;

class DoctorTest {

    private static final Doctor DOCTOR =
            Configuration.of(DoctorTest.class.getClassLoader()).make(Doctor.class);
    private static final int SAMPLES = 8;

    private final SmallSplit train = new SmallSplit("train", SAMPLES, 0);
    private final SmallSplit valid = new SmallSplit("valid", SAMPLES, 0);
    private final SmallSplit test = new SmallSplit("test", SAMPLES, 0);

    private static Report examine(SmallSplit train, SmallSplit valid, SmallSplit test) throws IOException {
        FeatureFile file = new FeatureFile("MMSA, unaligned", "mosi", train.split(), valid.split(), test.split());
        return DOCTOR.report("a file", List.of(), Subject.of(file, file.family(), null), file.readings());
    }

    private Report examine() throws IOException {
        return examine(train, valid, test);
    }

    /** The one finding of a kind. */
    private Finding found(String kind) throws IOException {
        List<Finding> all = examine().findings().stream()
                .filter(finding -> finding.kind().equals(kind))
                .toList();
        assertEquals(1, all.size(), all.toString());
        return all.get(0);
    }

    private static void assertFinding(Severity severity, String what, String place, Finding finding) {
        assertEquals(severity, finding.severity());
        assertEquals(what, finding.what());
        assertEquals(place, finding.place().inWords());
        assertFalse(finding.advice().isBlank());
    }

    @Test
    void nothingButSizesIsSaidOfSoundData() throws IOException {
        Report report = examine();
        assertEquals(
                List.of("split-sizes"),
                report.findings().stream()
                        .filter(finding -> finding.severity() != Severity.NOTE)
                        .map(Finding::kind)
                        .toList());
        assertEquals("warnings", report.verdict());
        assertEquals(
                "split sizes 8/8/8 are not the published 1284/229/686 of CMU-MOSI, standard folds",
                report.of(Severity.WARNING).get(0).what());
    }

    @Test
    void whatIsOfOneKindInSeveralSplitsIsOneFinding() throws IOException {
        for (SmallSplit split : List.of(train, valid, test)) {
            split.get("audio").set(0, 0, 1, Float.NaN);
            split.get("audio").set(0, 0, 2, Float.NaN);
            zero(split, 5);
        }
        zero(train, 6);
        test.labels.set(7, Double.NaN);
        train.labels.set(0, Double.NaN);
        train.labels.set(1, Double.NaN);
        valid.transcripts.set(0, "");
        test.transcripts.set(0, "");
        assertFinding(
                Severity.WARNING,
                "6 NaN in 3 samples (train 1, valid 1, test 1) and 2 columns",
                "audio, columns 1, 2, samples train-video0$_$0, valid-video0$_$0, test-video0$_$0",
                found("nan"));
        assertEquals(
                "4 samples all zeros (16.7 %: train 2, valid 1, test 1)",
                found("zero-samples").what());
        assertEquals(
                "3 samples without a label (NaN) (train 2, test 1)",
                found("label-not-finite").what());
        assertEquals(
                "2 transcripts without a word (valid 1, test 1)",
                found("empty-texts").what());
        String text = TextReport.write(examine(), new Pen(false, false)).replaceAll("\\s+", " ");
        assertTrue(
                text.contains("train 6 from 4 videos and 2 without a label; valid 8 from 4 videos; test 7 from 4"),
                text);
    }

    private static void zero(SmallSplit split, int sample) {
        for (int step = 0; step < 11; step++) {
            for (int column = 0; column < 4; column++) {
                split.get("vision").set(sample, step, column, 0);
            }
        }
    }

    @Test
    void manyFindingsOfOneKindAreShownTogether() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            findings.add(Finding.warning("nan", Place.modality("train", "x" + i), i + " NaN", "Bad."));
        }
        Report report = new Report("a file", List.of(), List.of(), null, List.of(), List.of(), findings);
        String text = TextReport.write(report, new Pen(false, false));
        assertTrue(text.contains("warning: 0 NaN, and 5 more like it\n  at train, x0"), text);
        assertTrue(text.contains("at and 3 more; --json lists all\n"), text);
        assertEquals(4, text.lines().filter(line -> line.startsWith("  at ")).count(), text);
        assertEquals(5, TextReport.findings(report, new Pen(false, false)).size());
    }

    @Test
    void nanIsFound() throws IOException {
        train.get("vision").set(2, 0, 3, Float.NaN);
        assertFinding(
                Severity.WARNING,
                "1 NaN in 1 sample and 1 column",
                "train, vision, column 3, sample train-video1$_$2",
                found("nan"));
    }

    @Test
    void negativeInfinityIsWorseOutsideAudio() throws IOException {
        valid.get("audio").set(1, 0, 0, Float.NEGATIVE_INFINITY);
        assertFinding(
                Severity.NOTE,
                "1 -inf in 1 sample and 1 column",
                "valid, audio, column 0, sample valid-video0$_$1",
                found("negative-infinity"));
        valid.get("audio").set(1, 0, 0, 0.5f);
        valid.get("text").set(1, 0, 0, Float.NEGATIVE_INFINITY);
        assertFinding(
                Severity.ERROR,
                "1 -inf in 1 sample and 1 column",
                "valid, text, column 0, sample valid-video0$_$1",
                found("negative-infinity"));
    }

    @Test
    void positiveInfinityIsAnErrorEvenInPadding() throws IOException {
        test.get("audio").set(0, 8, 1, Float.POSITIVE_INFINITY);
        assertFinding(
                Severity.ERROR,
                "1 +inf in 1 sample and 1 column",
                "test, audio, column 1, sample test-video0$_$0",
                found("positive-infinity"));
    }

    @Test
    void constantColumnIsFound() throws IOException {
        fill(train, 2, 4.5f);
        assertFinding(
                Severity.WARNING,
                "1 column of 3 constant in this split alone",
                "train, audio, column 2",
                found("constant-columns"));
        fill(valid, 2, 4.5f);
        fill(test, 2, 4.5f);
        assertFinding(
                Severity.WARNING,
                "1 column of 3 constant in every split",
                "audio, column 2",
                found("constant-columns"));
    }

    private static void fill(SmallSplit split, int column, float value) {
        for (int i = 0; i < SAMPLES; i++) {
            for (int step = 0; step < split.length("audio", i); step++) {
                split.get("audio").set(i, step, column, value);
            }
        }
    }

    @Test
    void sampleOfZerosIsFound() throws IOException {
        zero(test, 5);
        assertFinding(
                Severity.WARNING,
                "1 sample all zeros (12.5 %)",
                "test, vision, sample test-video2$_$5",
                found("zero-samples"));
    }

    @Test
    void duplicateIdIsFound() throws IOException {
        train.ids.set(3, train.ids.get(2));
        assertFinding(
                Severity.ERROR,
                "1 id more than once in one split",
                "train, sample train-video1$_$2",
                found("duplicate-ids"));
    }

    @Test
    void idInTwoSplitsIsFound() throws IOException {
        test.ids.set(0, train.ids.get(2));
        assertFinding(
                Severity.ERROR, "1 id in both splits", "train and test, sample train-video1$_$2", found("shared-ids"));
    }

    @Test
    void videoInTwoSplitsIsFound() throws IOException {
        valid.groups.set(0, "train-video3");
        assertFinding(
                Severity.WARNING,
                "1 video in both splits, such as train-video3",
                "train and valid, samples train-video3$_$6, train-video3$_$7",
                found("shared-groups"));
    }

    @Test
    void labelOutsideOfItsRangeIsFound() throws IOException {
        train.labels.set(4, 3.5);
        assertFinding(
                Severity.ERROR,
                "1 label outside of [-3, 3], such as 3.5",
                "train, sample train-video2$_$4",
                found("label-range"));
        assertEquals(
                1,
                new SplitSummary(examined(), examined().subject().split("train"))
                        .labels()
                        .outside());
    }

    private Examined examined() throws IOException {
        return Objects.requireNonNull(examine().examined());
    }

    @Test
    void labelsOfModalitiesAreExamined() throws IOException {
        for (SmallSplit split : List.of(train, valid, test)) {
            split.modalityLabels.put("audio", new ArrayList<>(split.labels));
        }
        Objects.requireNonNull(valid.modalityLabels.get("audio")).set(1, 3.5);
        assertFinding(
                Severity.ERROR,
                "1 label outside of [-3, 3], such as 3.5",
                "valid, audio, sample valid-video0$_$1",
                found("label-range"));
    }

    @Test
    void labelThatIsNoNumberIsFound() throws IOException {
        test.labels.set(7, Double.NaN);
        assertFinding(
                Severity.WARNING,
                "1 sample without a label (NaN)",
                "test, sample test-video3$_$7",
                found("label-not-finite"));
        test.labels.set(7, Double.POSITIVE_INFINITY);
        assertFinding(Severity.ERROR, "1 label infinite", "test, sample test-video3$_$7", found("label-not-finite"));
    }

    @Test
    void labelsOutsideOfTheirRangeAreToldOfAllSplitsTogether() throws IOException {
        train.labels.set(4, 3.5);
        test.labels.set(1, 4.);
        test.labels.set(2, 5.);
        Finding finding = found("label-range");
        assertFinding(
                Severity.ERROR,
                "3 labels outside of [-3, 3] (train 1, test 2), such as 3.5",
                "samples train-video2$_$4, test-video0$_$1, test-video1$_$2",
                finding);
        assertTrue(finding.advice().contains("--labels -3..5"), finding.advice());
        FeatureFile file = new FeatureFile("MMSA", "mosi", train.split(), valid.split(), test.split());
        Report told = DOCTOR.report(
                "a file", List.of(), Subject.of(file, file.family(), new Task.Regression(-3, 5)), List.of());
        assertTrue(told.findings().stream().noneMatch(each -> each.kind().equals("label-range")), told::toString);
    }

    @Test
    void idsThatDifferInFormAloneAreShownInBoth() throws IOException {
        train.ids.set(0, "clip 01.wav");
        test.ids.set(5, "Clip1");
        assertFinding(
                Severity.WARNING,
                "1 id twice but for the form, such as 'clip 01.wav' and 'Clip1', which differ by more than one of"
                        + " extension, zeros, blanks, quotation marks and capitals",
                "train and test, sample clip 01.wav",
                found("similar-ids"));
        train.ids.set(0, "x");
        test.ids.set(4, "CLIP1");
        assertFinding(
                Severity.WARNING,
                "1 id twice but for the form, such as 'Clip1' and 'CLIP1', which differ by capitals",
                "test, sample Clip1",
                found("similar-ids"));
    }

    @Test
    void whatHasNothingButLabelsIsRefused() throws IOException {
        for (SmallSplit split : List.of(train, valid, test)) {
            split.values.clear();
        }
        assertTrue(
                examine().findings().stream().noneMatch(each -> each.kind().equals("not-for-training")),
                "transcripts can be read");
        train.transcripts.replaceAll(words -> " ");
        Finding finding = found("not-for-training");
        assertEquals(Severity.ERROR, finding.severity());
        assertTrue(finding.advice().contains("nothing that a model could read"), finding.advice());
        assertTrue(examine().findings().stream().noneMatch(each -> each.kind().equals("models")));
    }

    @Test
    void lengthsAreComparedWithWhatIsThere() throws IOException {
        train.lengths.get("audio").set(1, 12);
        assertFinding(
                Severity.ERROR,
                "1 length beyond the 9 steps there are; the largest is 12",
                "train, audio, sample train-video0$_$1",
                found("length-beyond-padding"));
        train.lengths.get("audio").set(1, 0);
        assertFinding(
                Severity.WARNING,
                "1 sample of length 0 or less",
                "train, audio, sample train-video0$_$1",
                found("no-length"));
        assertFinding(
                Severity.WARNING,
                "1 sample with numbers other than 0 in the padding",
                "train, audio, sample train-video0$_$1",
                found("values-in-padding"));
    }

    @Test
    void emptyTextIsFound() throws IOException {
        valid.transcripts.set(2, " ");
        assertFinding(
                Severity.WARNING,
                "1 transcript without a word",
                "valid, sample valid-video1$_$2",
                found("empty-texts"));
    }

    @Test
    void noThresholdBetweenClassesIsInvented() throws IOException {
        List<SmallSplit> splits = List.of(
                new SmallSplit("train", 200, 0.9), new SmallSplit("valid", 50, 0.9), new SmallSplit("test", 200, 0.9));
        for (SmallSplit split : splits) {
            split.labels.replaceAll(label -> label + 4);
        }
        Report without = rated(splits, new Task.Regression(1, 7));
        assertEquals(List.of(), without.probes());
        Finding unseen = without.findings().stream()
                .filter(finding -> finding.kind().equals("label-leakage"))
                .findFirst()
                .orElseThrow();
        assertTrue(unseen.advice().contains("--labels 1..7 --threshold NUMBER"), unseen.advice());
        Report told = rated(splits, new Task.Regression(1, 7, 4.0));
        String text = TextReport.write(told, new Pen(false, false)).replaceAll("\\s+", " ");
        assertTrue(text.contains("test accuracy of labels below 4 against others by a ridge"), text);
        assertTrue(text.contains("features alone tells labels below 4 from others in"), text);
    }

    private static Report rated(List<SmallSplit> splits, Task.Regression range) throws IOException {
        FeatureFile file = new FeatureFile(
                "MFN",
                null,
                splits.get(0).split(),
                splits.get(1).split(),
                splits.get(2).split());
        return DOCTOR.report("a file", List.of(), Subject.of(file, file.family(), range), List.of());
    }

    @Test
    void transcriptsAreTextThatAnEncoderHasYetToCompute() throws IOException {
        FeatureFile file =
                new FeatureFile("CSV", "mosi", spoken(train.split()), spoken(valid.split()), spoken(test.split()));
        Report report = DOCTOR.report("a file", List.of(), Subject.of(file, file.family(), null), List.of());
        assertTrue(
                report.findings().stream().anyMatch(each -> each.what().startsWith("text is there as transcripts")),
                report.findings()::toString);
    }

    @Test
    void numbersThatWereNotReadAreAWarning() throws IOException {
        List<Reading> readings = List.of(new Reading(Reading.NOT_READ, Path.of("a.csv"), List.of("a1", "a2"), "why"));
        FeatureFile file = new FeatureFile("CSV", "mosi", train.split(), valid.split(), test.split());
        Report report = DOCTOR.report("a file", List.of(), Subject.of(file, file.family(), null), readings);
        assertTrue(
                report.findings().stream()
                        .anyMatch(each -> each.severity() == Severity.WARNING
                                && each.what().endsWith("were not read: a1, a2")),
                report.findings()::toString);
    }

    private static FileSplit spoken(FileSplit split) {
        return new FileSplit(
                split.ids(),
                split.groups(),
                split.labels(),
                split.modalityLabels(),
                split.features().only(List.of(Modality.AUDIO)),
                null,
                split.ids());
    }

    /** Its mean is the same for every sample only where it is summed exactly; its rounding must get no weight. */
    @Test
    void constantColumnHidesNoLeak() throws IOException {
        List<SmallSplit> splits = List.of(
                new SmallSplit("train", 400, 0.9), new SmallSplit("valid", 100, 0.9), new SmallSplit("test", 400, 0.9));
        for (SmallSplit split : splits) {
            float value = split == splits.get(0) ? 0.1f : 0.2f;
            for (int i = 0; i < split.ids.size(); i++) {
                for (int step = 0; step < split.length("text", i); step++) {
                    split.get("text").set(i, step, 1, value);
                }
            }
        }
        Report report = examine(splits.get(0), splits.get(1), splits.get(2));
        assertTrue(
                report.findings().stream().anyMatch(each -> each.kind().equals("label-leakage")),
                report.findings().toString());
    }

    @Test
    void featuresThatKnowTheLabelsAreFound() throws IOException {
        Report leaking = examine(
                new SmallSplit("train", 400, 0.9), new SmallSplit("valid", 100, 0.9), new SmallSplit("test", 400, 0.9));
        Finding finding = leaking.findings().stream()
                .filter(each -> each.kind().equals("label-leakage"))
                .findFirst()
                .orElseThrow();
        assertEquals(Severity.WARNING, finding.severity());
        assertEquals("test, text", finding.place().inWords());
        assertTrue(finding.advice().contains("Most likely label leakage"), finding.advice());
        Report honest = examine(
                new SmallSplit("train", 400, 0.2), new SmallSplit("valid", 100, 0.2), new SmallSplit("test", 400, 0.2));
        assertEquals(3, honest.probes().size());
        assertTrue(
                honest.findings().stream().noneMatch(each -> each.kind().equals("label-leakage")),
                honest.findings().toString());
    }

    @Test
    void modelsAreTriedOnTheseSizes() throws IOException {
        List<Finding> models = examine().findings().stream()
                .filter(finding -> finding.kind().equals("models"))
                .toList();
        assertFalse(models.isEmpty());
        models.forEach(finding -> assertEquals(Severity.NOTE, finding.severity()));
    }

    @Test
    void statisticsAreThoseOfTheStepsThatCount() throws IOException {
        fill(train, 0, 2);
        train.get("audio").set(0, 0, 0, 5);
        int steps = 0;
        for (int i = 0; i < SAMPLES; i++) {
            steps += train.length("audio", i);
        }
        ColumnSummary column = examined()
                .of(examined().subject().split("train"))
                .values()
                .get(1)
                .columns()
                .get(0);
        double mean = 2 + 3.0 / steps;
        assertEquals(steps, column.finite());
        assertEquals(mean, column.mean(), 1e-9);
        assertEquals(Math.sqrt(9.0 / steps - 9.0 / steps / steps), column.deviation(), 1e-9);
        assertEquals(5, column.highest());
        assertEquals(2, column.lowest());
        assertEquals(0, column.zeros());
    }

    @Test
    void reportsAreComplete() throws IOException {
        train.labels.set(4, 3.5);
        train.ids.set(0, "<b>$_$0");
        train.get("vision").set(0, 0, 0, Float.NaN);
        Report report = examine();
        String text = TextReport.write(report, new Pen(false, false));
        assertTrue(text.contains("\nThis data is broken: 1 error, 2 warnings, "), text);
        assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
        assertTrue(text.chars().allMatch(c -> c < 128), text);
        String page = HtmlReport.page(report);
        assertFalse(page.contains("{{"), page);
        assertFalse(page.contains("<b>$_$0"), "not escaped");
        assertTrue(page.contains("&lt;b&gt;$_$0"), "not named");
        assertTrue(JsonReport.write(report).contains("\"verdict\": \"broken\""));
    }

    @Test
    void aFeatureThatIsTheLabelIsNamed() throws IOException {
        for (int sample = 0; sample < SAMPLES; sample++) {
            for (int step = 0; step < train.length("audio", sample); step++) {
                train.get("audio").set(sample, step, 2, (float) -train.labels.get(sample));
            }
        }
        assertFinding(
                Severity.ERROR,
                "1 column of audio equal to the labels or a multiple of them (|r| = 1)",
                "train, audio, column 2",
                found("label-among-features"));
    }
}
