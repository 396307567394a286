package org.derl.datasets.imported;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.config.InvalidConfigException;
import org.derl.data.Batch;
import org.derl.data.DataSet;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.data.Task;
import org.derl.data.file.FileSequences.Padding;
import org.derl.datasets.Loading;
import org.derl.datasets.store.writing.Imports;
import org.derl.datasets.store.writing.MadeFeatures;
import org.derl.io.Fingerprint;
import org.derl.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportedDataSetTest {

    private static final String PLAIN = "modalities.audio { standardize = false, clip = null }";
    private static final String LETTERS = ", text { type = letters, size = 3, tokens = false }";

    @TempDir
    Path cache;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Compute.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private static MadeFeatures made() {
        return new MadeFeatures()
                .with("text", 3, new float[] {1, 2, 3, 4, 5, 6, 0, 0, 0}, new float[] {7, 8, 9, 0, 0, 0, 0, 0, 0})
                .with("audio", 2, List.of(2, 1), Padding.BACK, new float[] {1, 2, 3, 4, 0, 0, 0, 0}, new float[] {
                    5, 6, 0, 0, 0, 0, 0, 0
                });
    }

    private void run(String settings, MadeFeatures made) throws IOException {
        Path origin = Files.writeString(cache.resolve("origin.pkl"), "content");
        Imports.run("derl", settings, made.file(), origin, cache);
    }

    private DataSet load(String settings) throws IOException {
        String checksum = Fingerprint.of(cache.resolve("data-sets/made/manifest.json"));
        return Loading.load(
                "type = imported, name = made, manifest = \"" + checksum + "\"" + settings,
                cache.resolve("data"),
                cache);
    }

    private Sequence sequence(DataSet data, Modality modality) {
        return data.training().batch(manager, List.of(1, 0)).inputs().get(modality);
    }

    @Test
    void batchHoldsWhatWasStored() throws IOException {
        run(PLAIN, made());
        DataSet data = load("");
        Sequence text = sequence(data, Modality.TEXT);
        assertEquals(new Shape(2, 2, 3), text.values().getShape());
        assertArrayEquals(
                new float[] {7, 8, 9, 0, 0, 0, 1, 2, 3, 4, 5, 6}, text.values().toFloatArray());
        Sequence audio = sequence(data, Modality.AUDIO);
        assertArrayEquals(new float[] {5, 6, 0, 0, 1, 2, 3, 4}, audio.values().toFloatArray());
        assertArrayEquals(new int[] {1, 2}, audio.lengths());
        assertEquals(FeatureShape.features(2, 2), data.schema().inputs().get(Modality.AUDIO));
        assertEquals(Task.SENTIMENT, data.schema().task());
        assertEquals("mosi", data.family());
        assertEquals(List.of("train-0", "train-1"), data.training().ids());
        assertTrue(
                data.notes().get(0).startsWith("imported from origin.pkl (SHA-256 "),
                data.notes().toString());
    }

    /** So that nobody reads gigabytes to know whether they are the same. */
    @Test
    void checksumStandsForAllNumbers() throws IOException {
        run("", made().withTranscripts(List.of("a bcd ef", "ghij")));
        String stored = Fingerprint.of(cache.resolve("data-sets/made/manifest.json"));
        assertEquals(Optional.of(stored + " FEATURES"), load("").test().checksum());
        // Text that an extractor has made is of that extractor too.
        String extracted = load(LETTERS).test().checksum().orElseThrow();
        assertTrue(extracted.startsWith(stored + " TRANSCRIPTS "), extracted);
        assertNotEquals(stored + " TRANSCRIPTS ", extracted);
    }

    @Test
    void float16IsWidened() throws IOException {
        run(PLAIN + ", storage = float16", made());
        assertArrayEquals(
                new float[] {5, 6, 0, 0, 1, 2, 3, 4},
                sequence(load(""), Modality.AUDIO).values().toFloatArray());
    }

    /** Column one holds 1, 3 and 5, column two one more each: mean 3 and 4, deviation the root of 8/3. */
    @Test
    void numbersAreScaledAsTheyAreLoaded() throws IOException {
        run("modalities.audio.clip = 1", made());
        float last = (float) (-2 / Math.sqrt(8 / 3.0));
        assertEquals(-1.2247449f, last);
        assertArrayEquals(
                new float[] {1, 1, 0, 0, -1, -1, 0, 0},
                sequence(load(""), Modality.AUDIO).values().toFloatArray());
    }

    @Test
    void sampleWithoutAnyStepIsLeftOutOrGetsOneOfZeros() throws IOException {
        MadeFeatures empty = new MadeFeatures()
                .with("audio", 2, new float[] {0, 0, 0, 0}, new float[] {1, 2, 3, 4})
                .withLabels(List.of(1.0, 2.0), Map.of("audio", List.of(0.5, -0.5)));
        run("", empty);
        Sequence audio = load("").training().batch(manager, List.of(0)).inputs().get(Modality.AUDIO);
        assertArrayEquals(new float[] {0, 0}, audio.values().toFloatArray());
        run("modalities.audio.empty = leave-out", empty);
        Batch batch = load("").training().batch(manager, List.of(0));
        assertEquals(List.of("train-1"), batch.ids());
        assertArrayEquals(
                new float[] {-0.5f},
                batch.targets().unimodal().get(Modality.AUDIO).toFloatArray());
    }

    @Test
    void labelsOfModalitiesAreTargets() throws IOException {
        run("", made().withLabels(List.of(1.0, -1.0), Map.of("text", List.of(0.25, 0.5), "audio", List.of(2.0, 3.0))));
        Batch batch = load("").training().batch(manager, List.of(1, 0));
        assertArrayEquals(new float[] {-1, 1}, batch.targets().overall().toFloatArray());
        assertArrayEquals(
                new float[] {0.5f, 0.25f},
                batch.targets().unimodal().get(Modality.TEXT).toFloatArray());
        assertArrayEquals(
                new float[] {3, 2},
                batch.targets().unimodal().get(Modality.AUDIO).toFloatArray());
    }

    @Test
    void tokensAreReadWhenAskedFor() throws IOException {
        run("", made().withTokens(new float[] {101, 7, 102, 1, 1, 1, 0, 0, 0}, new float[] {
            101, 102, 0, 1, 1, 0, 0, 0, 0
        }));
        DataSet data = load(", read-text = tokens");
        assertEquals(FeatureShape.tokens(103, 3), data.schema().inputs().get(Modality.TEXT));
        Sequence text = sequence(data, Modality.TEXT);
        assertArrayEquals(new long[] {101, 102, 0, 101, 7, 102}, text.values().toLongArray());
        assertArrayEquals(new int[] {2, 3}, text.lengths());
        assertNotEquals(
                load(", read-text = features").test().checksum(), data.test().checksum());
        assertEquals(
                FeatureShape.tokens(200, 3),
                load(", read-text = tokens, text { type = letters, size = 200, tokens = true }")
                        .schema()
                        .inputs()
                        .get(Modality.TEXT));
        IOException refusal = assertThrows(
                IOException.class,
                () -> load(", read-text = tokens, text { type = letters, size = 50, tokens = true }"));
        assertTrue(refusal.getMessage().startsWith("made holds token numbers up to 102"), refusal.getMessage());
    }

    @Test
    void tokensWithHolesInTheirMaskAreLeftOut() throws IOException {
        run("", made().withTokens(new float[] {101, 7, 102, 1, 0, 1, 0, 0, 0}, new float[] {
            101, 102, 0, 1, 1, 0, 0, 0, 0
        }));
        assertTrue(load("").notes().get(1).startsWith("text: token numbers are left out, for those of sample train-0"));
        IOException refusal = assertThrows(IOException.class, () -> load(", read-text = tokens"));
        assertTrue(refusal.getMessage().contains("hold no token numbers"), refusal.getMessage());
    }

    @Test
    void transcriptsGoThroughTheTextEncodersExtractor() throws IOException {
        run("", made().withTranscripts(List.of("a bcd ef", "ghij")));
        DataSet data = load(LETTERS);
        Sequence text = sequence(data, Modality.TEXT);
        assertArrayEquals(
                new float[] {4, 5, 6, 0, 0, 0, 0, 0, 0, 1, 2, 3, 3, 4, 5, 2, 3, 4},
                text.values().toFloatArray());
        assertEquals(
                2,
                sequence(load(", read-text = features" + LETTERS), Modality.TEXT)
                        .time());
    }

    @Test
    void missingTranscriptsAreTold() throws IOException {
        run("", made());
        IOException refusal = assertThrows(IOException.class, () -> load(LETTERS));
        assertTrue(refusal.getMessage().contains("hold no transcripts"), refusal.getMessage());
        assertThrows(InvalidConfigException.class, () -> load(", read-text = transcripts"));
    }

    @Test
    void damageIsToldWithTheRemedy() throws IOException {
        run("", made());
        Path file = cache.resolve("data-sets/made/valid-audio.safetensors");
        byte[] whole = Files.readAllBytes(file);
        byte[] changed = whole.clone();
        changed[whole.length - 20] ^= 1;
        for (byte[] damaged : List.of(changed, new byte[0], Arrays.copyOf(whole, whole.length - 4))) {
            Files.write(file, damaged);
            IOException refusal = assertThrows(IOException.class, () -> load(""));
            assertTrue(
                    refusal.getMessage().contains("valid-audio.safetensors")
                            && refusal.getMessage()
                                    .endsWith("import its file again: ./derl data import FILE --name made"),
                    refusal.getMessage());
        }
        Files.delete(file);
        assertThrows(IOException.class, () -> load(""));
        Files.write(file, whole);
        assertEquals(2, load("").validation().size());
        Files.write(file, changed);
        assertEquals(2, load(", verify = false").validation().size());
    }

    @Test
    void changedManifestIsTold() throws IOException {
        run("", made());
        Path manifest = cache.resolve("data-sets/made/manifest.json");
        String settings = "type = imported, name = made, manifest = \"" + Fingerprint.of(manifest) + "\"";
        try (RandomAccessFile file = new RandomAccessFile(manifest.toFile(), "rw")) {
            file.setLength(file.length() - 1);
        }
        IOException refusal = assertThrows(IOException.class, () -> Loading.load(settings, cache, cache));
        assertTrue(
                refusal.getMessage().contains("manifest.json is not the one that was written"), refusal.getMessage());
    }
}
