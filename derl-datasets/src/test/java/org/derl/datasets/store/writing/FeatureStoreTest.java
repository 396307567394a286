package org.derl.datasets.store.writing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.typesafe.config.ConfigFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.derl.data.file.FeatureFile;
import org.derl.io.Fingerprint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder as a whole: it appears complete or not at all, and is made once. */
class FeatureStoreTest {

    private static final FeatureFile CONTENT = new MadeFeatures()
            .with("audio", 2, new float[] {1, 2, 3, 4}, new float[] {5, 6, 0, 0})
            .file();

    @TempDir
    Path cache;

    private Path origin;
    private Path sets;

    @BeforeEach
    void writeOrigin() throws IOException {
        origin = Files.writeString(cache.resolve("origin.pkl"), "content");
        sets = cache.resolve("data-sets");
    }

    private List<String> run(String settings, boolean replaces) throws IOException {
        return Imports.run("derl", settings, CONTENT, origin, cache, replaces);
    }

    private List<String> names() throws IOException {
        return names(sets);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private String manifest() throws IOException {
        return Files.readString(sets.resolve("made/manifest.json"));
    }

    @Test
    void folderHoldsManifestDescriptionAndAFileAModalityAndPart() throws IOException {
        run("", false);
        assertEquals(List.of("made"), names());
        assertEquals(
                List.of(
                        "data-set.conf",
                        "manifest.json",
                        "test-audio.safetensors",
                        "train-audio.safetensors",
                        "valid-audio.safetensors"),
                names(sets.resolve("made")));
        assertTrue(manifest().contains(Fingerprint.of(origin)));
        String description = Files.readString(sets.resolve("made/data-set.conf"));
        assertTrue(description.contains(Fingerprint.of(sets.resolve("made/manifest.json"))), description);
    }

    @Test
    void onlyDataOfTranscriptsAloneAreReadByAnEncoderOfTheirOwn() throws IOException {
        List<String> texts = List.of("one", "two");
        assertEquals("bert-frozen", textEncoder(made().withTranscripts(texts)));
        assertEquals("bge-small-zh-frozen", textEncoder(made().withTranscripts(List.of("很好。", "不好 bad"))));
        assertEquals("as-is", textEncoder(made()));
        assertEquals(
                "as-is",
                textEncoder(
                        made().with("text", 1, new float[] {1}, new float[] {2}).withTranscripts(texts)));
    }

    private static MadeFeatures made() {
        return new MadeFeatures().with("audio", 1, new float[] {1}, new float[] {2});
    }

    private String textEncoder(MadeFeatures features) throws IOException {
        Imports.run("derl", "", features.file(), origin, cache, true);
        return ConfigFactory.parseFile(sets.resolve("made/data-set.conf").toFile())
                .getString("derl.data-sets.made.text-encoder");
    }

    @Test
    void devicesAreNotRead() throws IOException {
        run("", false);
        Path description = sets.resolve("made/data-set.conf");
        replaceByDevice(description);
        assertTrue(run("", false).get(0).startsWith("imported from origin.pkl"));
        assertTrue(Files.isRegularFile(description));
        Path manifest = sets.resolve("made/manifest.json");
        replaceByDevice(manifest);
        IOException refusal = assertThrows(IOException.class, () -> run("", false));
        assertTrue(refusal.getMessage().contains(manifest + " is no regular file"), refusal.getMessage());
    }

    private static void replaceByDevice(Path file) throws IOException {
        Path zero = Path.of("/dev/zero");
        assumeTrue(Files.exists(zero), "there is no /dev/zero");
        Files.delete(file);
        Files.createSymbolicLink(file, zero);
    }

    @Test
    void secondImportOfTheSameContentDoesNothing() throws IOException {
        run("", false);
        Object before = Files.getLastModifiedTime(sets.resolve("made"));
        origin = Files.move(origin, cache.resolve("moved.pkl"));
        assertEquals(
                List.of("made is there already, made of this very content by this policy; nothing was done"),
                run("", false));
        assertEquals(before, Files.getLastModifiedTime(sets.resolve("made")));
    }

    @Test
    void aCacheThatHoldsTheContentIsOnlyRead() throws IOException {
        run("", false);
        // Nobody can lock what is a folder, not even the superuser, whom permissions do not bind.
        Path lock = cache.resolve("data-sets.lock");
        Files.delete(lock);
        Files.createDirectory(lock);
        Path left = Files.createDirectories(sets.resolve("other.unfinished"));
        assertTrue(run("", false).get(0).contains("nothing was done"));
        assertTrue(Files.exists(left));
        IOException refusal = assertThrows(IOException.class, () -> run("", true));
        assertTrue(
                refusal.getMessage().contains("the folder " + cache + " cannot be written to"), refusal.getMessage());
    }

    /** As settings of a layout read them from the same files. */
    @Test
    void otherTextsOfTheSameFilesAreAnotherDataSet() throws IOException {
        importTexts("one", "two");
        importTexts("one", "two");
        IOException refusal = assertThrows(IOException.class, () -> importTexts("one", "three"));
        assertTrue(refusal.getMessage().contains("reading of the files"), refusal.getMessage());
    }

    private void importTexts(String... texts) throws IOException {
        Imports.run("derl", "", made().withTranscripts(List.of(texts)).file(), origin, cache, false);
    }

    @Test
    void otherContentOrPolicyReplacesOnlyWhenTold() throws IOException {
        run("", false);
        String former = manifest();
        Files.writeString(origin, "CONTENT");
        IOException refusal = assertThrows(IOException.class, () -> run("", false));
        assertTrue(refusal.getMessage().contains("holds another data set of this name"), refusal.getMessage());
        assertEquals(former, manifest());
        run("", true);
        assertNotEquals(former, manifest());
        assertThrows(IOException.class, () -> run("storage = float16", false));
        run("storage = float16", true);
        assertTrue(manifest().contains("\"storage\": \"FLOAT16\""), manifest());
        assertEquals(List.of("made"), names());
    }

    @Test
    void damagedFolderIsMadeAnew() throws IOException {
        run("", false);
        String whole = manifest();
        Path file = sets.resolve("made/valid-audio.safetensors");
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(4097);
            bytes.write(bytes.read() ^ 1);
        }
        assertTrue(run("", false).get(0).startsWith("imported from origin.pkl (SHA-256 "));
        assertEquals(whole, manifest());
    }

    @Test
    void folderThatCannotBeReadIsReplacedOnlyWhenAsked() throws IOException {
        run("", false);
        String whole = manifest();
        for (String damaged : List.of("{", "{}", "{\"version\": 2}", whole.replace("\"FLOAT32\"", "3"))) {
            Files.writeString(sets.resolve("made/manifest.json"), damaged);
            String message =
                    assertThrows(IOException.class, () -> run("", false)).getMessage();
            assertTrue(message.contains("--again"), message);
            run("", true);
            assertEquals(whole, manifest());
        }
    }

    @Test
    void sameContentIsMadeAnewWhenAsked() throws IOException {
        run("", false);
        assertTrue(run("", false).get(0).contains("nothing was done"));
        assertTrue(run("", true).get(0).startsWith("imported from origin.pkl"));
    }

    @Test
    void formerFolderMayHoldFolders() throws IOException {
        run("", false);
        Files.createDirectories(sets.resolve("made/.notes/more"));
        run("", true);
        assertEquals(List.of("made"), names());
    }

    @Test
    void failureLeavesNothingBehind() throws IOException {
        String refusing = "modalities.audio.empty = refuse";
        FeatureFile empty = new MadeFeatures()
                .with("audio", 2, new float[] {1, 2}, new float[] {0, 0})
                .file();
        assertThrows(IOException.class, () -> Imports.run("derl", refusing, empty, origin, cache));
        assertEquals(List.of(), names());
    }

    @Test
    void whatAKilledImportLeftIsClearedAwayByOneThatHasNothingElseToDo() throws IOException {
        run("", false);
        Files.createDirectories(sets.resolve("other.unfinished"));
        assertTrue(run("", false).get(0).contains("nothing was done"));
        assertEquals(List.of("made"), names());
    }

    @Test
    void whatAKilledImportLeftIsClearedAway() throws IOException {
        run("", false);
        Files.createDirectories(sets.resolve("other.unfinished"));
        Files.writeString(sets.resolve("other.unfinished/train-audio.safetensors"), "half");
        Files.move(sets.resolve("made"), sets.resolve("made.former"));
        assertEquals(1, run("", false).size());
        assertEquals(List.of("made"), names());
    }

    @Test
    void importThatIsToldToEndLeavesNothingBehind() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        InterruptedImport.class.getName(),
                        cache.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertEquals(InterruptedImport.WRITING, lines.readLine());
            assertEquals(List.of("made.unfinished"), names());
            process.destroy(); // SIGTERM
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        assertEquals(List.of(), names());
    }
}
