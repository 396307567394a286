package org.derl.datasets.store.writing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.config.InvalidConfigException;
import org.derl.data.Modality;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FileSequences.Padding;
import org.derl.data.file.FileSplit;
import org.derl.data.preparation.Preparation;
import org.derl.data.preparation.Treatment;
import org.derl.datasets.array.view.SplitRows;
import org.derl.datasets.store.StoredFeatures;
import org.derl.datasets.store.StoredSequences;
import org.derl.io.Fingerprint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each rule of a policy by itself, on audio of two features a step. */
class PolicyTest {

    private static final float NAN = Float.NaN;
    private static final float LEAST = Float.NEGATIVE_INFINITY;
    private static final String PLAIN = "modalities.audio { standardize = false, clip = null }";

    @TempDir
    Path cache;

    private int imports;

    private record Stored(StoredFeatures features, List<String> notes) {

        float[] audio() throws IOException {
            StoredSequences sequences = features.features("train", Modality.AUDIO);
            float[] values = new float[(int) sequences.values().size()];
            sequences.values().floats(0, values, 0, values.length);
            return values;
        }

        int[] lengths() throws IOException {
            return features.features("train", Modality.AUDIO).lengths();
        }

        float[] scaled() throws IOException {
            float[] values = audio();
            features.preparation(Modality.AUDIO).apply(values, 0, values.length);
            return values;
        }
    }

    private Stored run(String settings, MadeFeatures made) throws IOException {
        return run("derl", settings, made.file());
    }

    private Stored run(String policy, String settings, FeatureFile file) throws IOException {
        // Another file each time, for the same one would not be imported again.
        Path origin = Files.writeString(cache.resolve("origin.pkl"), "content " + imports++);
        List<String> notes = Imports.run(policy, settings, file, origin, cache, true);
        Path folder = cache.resolve("data-sets/made");
        StoredFeatures stored = StoredFeatures.open(folder, Fingerprint.of(folder.resolve("manifest.json")));
        stored.verify();
        return new Stored(stored, notes.subList(1, notes.size()));
    }

    private static MadeFeatures audio(float[]... rows) {
        return new MadeFeatures().with("audio", 2, rows);
    }

    @Test
    void paddingEndsAtTheLastStepThatIsNotZero() throws IOException {
        Stored stored = run(PLAIN, audio(new float[] {1, 0, 0, 2, 0, 0}, new float[] {0, 0, 0, 0, 3, 0}));
        assertArrayEquals(new int[] {2, 3}, stored.lengths());
        assertArrayEquals(new float[] {1, 0, 0, 2, 0, 0, 0, 0, 3, 0}, stored.audio());
    }

    @Test
    void declaredLengthsAreBelieved() throws IOException {
        MadeFeatures made = new MadeFeatures()
                .with(
                        "audio",
                        2,
                        List.of(2, 3, 9),
                        Padding.BACK,
                        new float[] {1, 2, 0, 0, 5, 6},
                        new float[] {1, 1, 2, 2, 0, 0},
                        new float[] {3, 3, 4, 4, 5, 5});
        Stored stored = run(PLAIN, made);
        assertArrayEquals(new int[] {2, 3, 3}, stored.lengths());
        assertArrayEquals(new float[] {1, 2, 0, 0, 1, 1, 2, 2, 0, 0, 3, 3, 4, 4, 5, 5}, stored.audio());
        assertEquals(
                List.of(
                        "audio: 3 sequences are declared to be longer than the array and end with it",
                        "audio: 3 sequences hold numbers after their declared length, which are left out"),
                stored.notes());
    }

    @Test
    void sequenceOfZerosIsEmptyWhateverItsDeclaredLength() throws IOException {
        MadeFeatures made = new MadeFeatures()
                .with("audio", 1, List.of(1, 1), Padding.BACK, new float[] {0, 0}, new float[] {4, 0});
        Stored stored = run(PLAIN, made);
        assertArrayEquals(new int[] {0, 1}, stored.lengths());
        assertEquals(List.of("audio: 3 sequences have no step and get one of zeros"), stored.notes());
    }

    @Test
    void modalitiesPaddedAtDifferentEndsKeepTheirOwnLengths() throws IOException {
        MadeFeatures made =
                audio(new float[] {1, 1, 0, 0, 0, 0}).with("text", 1, List.of(), Padding.FRONT, new float[] {0, 1, 2});
        assertArrayEquals(new int[] {1}, run(PLAIN, made).lengths());
    }

    @Test
    void keptPaddingCountsAsSteps() throws IOException {
        Stored stored = run("mmsa", "", audio(new float[] {1, 0, 0, 2, 0, 0}).file());
        assertArrayEquals(new int[] {3}, stored.lengths());
        assertArrayEquals(new float[] {1, 0, 0, 2, 0, 0}, stored.audio());
    }

    @Test
    void paddingInFrontIsCutOffOrTurnedRound() throws IOException {
        MadeFeatures made = new MadeFeatures()
                .with("audio", 2, List.of(), Padding.FRONT, new float[] {0, 0, 0, 1, 2, 0}, new float[] {
                    1, 1, 2, 2, 3, 3
                });
        Stored trimmed = run(PLAIN, made);
        assertArrayEquals(new int[] {2, 3}, trimmed.lengths());
        assertArrayEquals(new float[] {0, 1, 2, 0, 1, 1, 2, 2, 3, 3}, trimmed.audio());
        Stored turned = run("mmsa", "modalities.audio.padding = turn", made.file());
        assertArrayEquals(new int[] {3, 3}, turned.lengths());
        assertArrayEquals(new float[] {0, 1, 2, 0, 0, 0, 1, 1, 2, 2, 3, 3}, turned.audio());
    }

    @Test
    void declaredLengthsOfPaddingInFrontCountFromTheEnd() throws IOException {
        MadeFeatures made =
                new MadeFeatures().with("audio", 2, List.of(1), Padding.FRONT, new float[] {0, 0, 0, 1, 2, 0});
        assertArrayEquals(new float[] {2, 0}, run(PLAIN, made).audio());
    }

    @Test
    void stepsThatBelongTogetherKeepOneLength() throws IOException {
        MadeFeatures aligned = audio(new float[] {1, 1, 0, 0, 0, 0}).with("text", 1, new float[] {1, 2, 0});
        assertArrayEquals(new int[] {2}, run(PLAIN, aligned).lengths());
        assertArrayEquals(new float[] {1, 1, 0, 0}, run(PLAIN, aligned).audio());
        assertArrayEquals(
                new int[] {1}, run("common-length = false, " + PLAIN, aligned).lengths());
        MadeFeatures unaligned = audio(new float[] {1, 1, 0, 0, 0, 0}).with("text", 1, new float[] {1, 2});
        assertArrayEquals(new int[] {1}, run(PLAIN, unaligned).lengths());
    }

    @Test
    void longSequencesKeepTheEndThatIsAskedFor() throws IOException {
        MadeFeatures made = audio(new float[] {1, 1, 2, 2, 3, 3, 0, 0}, new float[] {4, 4, 0, 0, 0, 0, 0, 0});
        String most = PLAIN + ", modalities.audio.maximum-length = 2";
        Stored first = run(most, made);
        assertArrayEquals(new float[] {1, 1, 2, 2, 4, 4}, first.audio());
        assertEquals(List.of("audio: 3 sequences were cut to their first 2 steps"), first.notes());
        assertArrayEquals(
                new float[] {2, 2, 3, 3, 4, 4},
                run(most + ", modalities.audio.keeps = last", made).audio());
    }

    @Test
    void unusableNumbersAreTreatedByKind() throws IOException {
        MadeFeatures made = audio(new float[] {1, LEAST, NAN, 2, Float.POSITIVE_INFINITY, 3});
        String rules = PLAIN + ", modalities.audio { negative-infinity = zero, positive-infinity = keep, nan = keep }";
        Stored stored = run(rules, made);
        assertArrayEquals(new float[] {1, 0, NAN, 2, Float.POSITIVE_INFINITY, 3}, stored.audio());
        assertEquals(
                List.of(
                        "audio: 3 negative infinities became 0, of 18 numbers",
                        "audio: 3 infinities were kept, of 18 numbers",
                        "audio: 3 numbers that are none (NaN) were kept, of 18 numbers"),
                stored.notes());
    }

    @Test
    void refusedNumberIsNamed() {
        MadeFeatures made = audio(new float[] {1, 2, 3, 4}, new float[] {1, 2, 3, NAN});
        IOException refusal =
                assertThrows(IOException.class, () -> run(PLAIN + ", modalities.audio.nan = refuse", made));
        assertEquals(
                "the audio of sample train-1 (row 1 of train): is NaN at step 1, column 2, which the policy refuses;"
                        + " zero or training-mean would take its place",
                refusal.getMessage());
        assertTrue(Files.notExists(cache.resolve("data-sets/made")));
    }

    @Test
    void trainingMeanComesWhenNumbersAreLoaded() throws IOException {
        Stored stored = run(PLAIN, audio(new float[] {1, 10, NAN, LEAST, 5, 40, 0, 0}));
        assertArrayEquals(new float[] {1, 10, NAN, LEAST, 5, 40}, stored.audio());
        assertArrayEquals(new float[] {1, 10, 3, 25, 5, 40}, stored.scaled());
        assertEquals(
                List.of(
                        "audio: 3 negative infinities gave way to the training mean of their column, of 18 numbers",
                        "audio: 3 numbers that are none (NaN) gave way to the training mean of their column, of 18"
                                + " numbers"),
                stored.notes());
    }

    /** Column one has mean 2 and deviation 1, column two is constant. */
    @Test
    void columnsAreStandardizedAndClippedByTheTrainingPart() throws IOException {
        MadeFeatures made = audio(new float[] {1, 7, 3, 7, 0, 0}, new float[] {NAN, 7, 0, 0, 0, 0});
        assertArrayEquals(new float[] {-1, 0, 1, 0, 0, 0}, run("", made).scaled());
        assertArrayEquals(
                new float[] {-0.5f, 0, 0.5f, 0, 0, 0},
                run("modalities.audio.clip = 0.5", made).scaled());
        assertArrayEquals(
                new float[] {1, 2, 2, 2},
                run("modalities.audio { standardize = false, clip = 2 }", audio(new float[] {1, 7, 3, 7}))
                        .scaled());
    }

    @Test
    void rawFeaturesBecomeWhatIsRead() throws IOException {
        float nan = Float.NaN;
        Stored stored = run(
                "storage = float16, modalities.audio { nan = training-mean, maximum-length = 2, keeps = last, clip = 1.2 }",
                audio(new float[] {0.1f, 1, 7, 2, nan, 9}));
        Preparation preparation = stored.features().preparation(Modality.AUDIO);
        assertArrayEquals(stored.scaled(), preparation.prepare(new float[] {0.1f, 1, 7, 2, nan, 9}, 2));
        Stored averaged = run(
                "modalities.audio { averaged = true, nan = zero, negative-infinity = zero, positive-infinity = zero }",
                audio(new float[] {1, 5, nan, 7}));
        assertArrayEquals(
                averaged.scaled(),
                averaged.features().preparation(Modality.AUDIO).prepare(new float[] {1, 5, nan, 7}, 2));
    }

    @Test
    void meanOverTimeCountsPaddingAndHasNoNaN() throws IOException {
        MadeFeatures made = audio(new float[] {1, LEAST, 2, NAN, 0, 0}, new float[] {0.1f, 0, 0.2f, 3, 0.7f, 3});
        Stored stored = run("mmsa-normalized", "", made.file());
        assertArrayEquals(new int[] {1, 1}, stored.lengths());
        assertArrayEquals(new float[] {1, 0, (0.1f + 0.2f + 0.7f) / 3, 2}, stored.audio());
        assertTrue(
                stored.notes().contains("audio: 3 means over time that were no number (NaN) became 0"),
                stored.notes().toString());
    }

    @Test
    void sequenceWithoutAnyStepIsEmptyOrRefused() throws IOException {
        MadeFeatures made = audio(new float[] {1, 1, 2, 2}, new float[] {0, 0, 0, 0});
        Stored stored = run(PLAIN, made);
        assertArrayEquals(new int[] {2, 0}, stored.lengths());
        assertEquals(List.of("audio: 3 sequences have no step and get one of zeros"), stored.notes());
        assertEquals(List.of(0, 1), stored.features().complete("train"));
        assertEquals(
                List.of(0),
                run(PLAIN + ", modalities.audio.empty = leave-out", made)
                        .features()
                        .complete("train"));
        IOException refusal =
                assertThrows(IOException.class, () -> run(PLAIN + ", modalities.audio.empty = refuse", made));
        assertTrue(
                refusal.getMessage().startsWith("the audio of sample train-1 (row 1 of train): has no step"),
                refusal.getMessage());
    }

    @Test
    void float16RoundsToTheNearestAndRefusesWhatIsTooLarge() throws IOException {
        Stored stored = run(PLAIN + ", storage = float16", audio(new float[] {1, 0.1f, -65504, 1e-7f}));
        assertArrayEquals(new float[] {1, 0.099975586f, -65504, 1.1920929e-7f}, stored.audio());
        IOException refusal = assertThrows(
                IOException.class,
                () -> run(
                        PLAIN + ", storage = float16", audio(new float[] {1, 2, 65520, 1}, new float[] {1, 1, 1, 1})));
        assertEquals(
                "the audio of sample train-0 (row 0 of train): holds 65520.0 at step 1, column 1, which is too large"
                        + " for float16; import it as float32",
                refusal.getMessage());
    }

    @Test
    void rulesThatContradictEachOtherAreRefused() {
        for (String contradiction : List.of(
                "modalities.audio.padding = keep",
                "modalities.audio.averaged = true",
                "modalities.audio.clip = 0",
                "modalities.audio.maximum-length = 0")) {
            assertThrows(InvalidConfigException.class, () -> Imports.bind("derl", contradiction), contradiction);
        }
    }

    @Test
    void everyShippedPolicyBinds() {
        for (String policy : List.of("derl", "mmsa", "mmsa-normalized", "mult", "lmf")) {
            Imports.Wanted bound = Imports.bind(policy, "");
            assertEquals("feature-store", bound.policy().name());
            assertTrue(!bound.description().isBlank());
        }
        FeatureStore.Config lmf =
                (FeatureStore.Config) Imports.bind("lmf", "").policy().settings();
        assertEquals(Treatment.ZERO, lmf.modalities().get(Modality.AUDIO).nan());
        assertEquals(Treatment.KEEP, lmf.modalities().get(Modality.AUDIO).negativeInfinity());
    }

    @Test
    void modalityWithoutRulesIsRefused() {
        MadeFeatures made = audio(new float[] {1, 2}).with("gesture", 1, new float[] {1});
        IOException refusal = assertThrows(IOException.class, () -> run("", made));
        assertEquals(
                "the policy does not say what happens to gesture; it has rules for [text, audio, vision]",
                refusal.getMessage());
    }

    @Test
    void labelsOutsideOfTheFamilysRangeAreRefusedOrCounted() throws IOException {
        MadeFeatures made = audio(new float[] {1, 2}, new float[] {1, 2}).withLabels(List.of(3.0, -3.5), Map.of());
        IOException refusal = assertThrows(IOException.class, () -> run("", made));
        assertTrue(
                refusal.getMessage().startsWith("the label of train-1 is -3.5, outside of [-3, 3]"),
                refusal.getMessage());
        assertEquals(
                List.of("3 labels lie outside of [-3, 3]"),
                run("mmsa", "", made.file()).notes());
        made.withLabels(List.of(0.0, Double.POSITIVE_INFINITY), Map.of());
        assertThrows(IOException.class, () -> run("mmsa", "", made.file()));
    }

    @Test
    void samplesWithoutALabelAreLeftOutAndCounted() throws IOException {
        MadeFeatures made = audio(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6})
                .withLabels(List.of(0.0, Double.NaN, 1.0), Map.of());
        Stored stored = run(PLAIN, made);
        assertArrayEquals(new float[] {1, 2, 5, 6}, stored.audio());
        assertEquals(
                List.of("train-0", "train-2"), stored.features().part("train").ids());
        assertEquals(
                "3 samples without a label (NaN) are left out (train 1 of 3, valid 1 of 3, test 1 of 3), such as"
                        + " train-1",
                stored.notes().get(0));
    }

    @Test
    void aValidationSplitIsMadeOfGroupsOnRequest() throws IOException {
        float[][] rows = new float[40][];
        List<Double> labels = new ArrayList<>();
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new float[] {row, row + 0.5f};
            labels.add(row / 20.0);
        }
        FeatureFile file =
                withoutValidation(audio(rows).withLabels(labels, Map.of()).file());
        IOException refusal = assertThrows(IOException.class, () -> run("derl", PLAIN, file));
        assertTrue(refusal.getMessage().contains("--validation 0.15"), refusal.getMessage());
        Stored stored = run("derl", PLAIN + "\nvalidation = 0.25", file);
        List<String> training = stored.features().part("train").groups();
        List<String> validation = stored.features().part("valid").groups();
        assertEquals(40, training.size() + validation.size());
        assertTrue(validation.size() >= 10 && validation.size() <= 13, validation.toString());
        assertTrue(Collections.disjoint(training, validation), validation.toString());
        assertEquals(
                validation,
                run("derl", PLAIN + "\nvalidation = 0.25", file)
                        .features()
                        .part("valid")
                        .groups());
        assertTrue(
                stored.notes().get(0).startsWith("the files have no validation split: " + validation.size() + " of 40"),
                stored.notes().get(0));
    }

    /** Four samples of each group. */
    private static FeatureFile withoutValidation(FeatureFile file) {
        FileSplit train = file.training();
        List<String> groups = IntStream.range(0, train.size())
                .mapToObj(row -> "video" + row / 4)
                .toList();
        FileSplit grouped = new FileSplit(
                train.ids(), groups, train.labels(), train.modalityLabels(), train.features(), null, List.of());
        return new FeatureFile(
                file.layout(), file.family(), grouped, SplitRows.of(file.validation(), List.of()), file.test());
    }

    @Test
    void classesAreRefusedUntilSomebodySaysThatTheyAreAScale() throws IOException {
        float[][] rows = new float[12][];
        List<Double> labels = new ArrayList<>();
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new float[] {row, 1};
            labels.add(row % 3.0);
        }
        FeatureFile file = audio(rows).withLabels(labels, Map.of()).file();
        IOException refusal = assertThrows(IOException.class, () -> run("derl", "", file));
        assertTrue(
                refusal.getMessage().startsWith("the labels are 0, 1, 2 alone, which look like classes"),
                refusal.getMessage());
        assertTrue(refusal.getMessage().endsWith("--labels 0..2"), refusal.getMessage());
    }
}
