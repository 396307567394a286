package org.derl.encoders.bert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.derl.tensor.Compute;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainedWeightsTest {

    @TempDir
    Path directory;

    private final AtomicInteger made = new AtomicInteger();
    private Path folder;

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
        folder = directory.resolve("cache/small");
    }

    private void make(Path unfinished) throws IOException {
        made.incrementAndGet();
        SmallFolder.write(unfinished);
    }

    @Test
    void makesAFolderOnce() throws IOException {
        String first = PretrainedWeights.cached(folder, this::make).fingerprint();
        assertEquals(first, PretrainedWeights.cached(folder, this::make).fingerprint());
        assertEquals(1, made.get());
        assertEquals(folder, PretrainedWeights.cached(folder, this::make).folder());
    }

    @Test
    void onlyReadsAFolderThatIsWhole() throws IOException {
        PretrainedWeights.cached(folder, this::make);
        Path lock = directory.resolve("cache/small.lock");
        // Nobody can lock what is a folder, not even the superuser, whom permissions do not bind.
        Files.delete(lock);
        Files.createDirectory(lock);
        PretrainedWeights.cached(folder, this::make);
        assertEquals(1, made.get());
    }

    @Test
    void makesOneFolderForThreadsThatNeedItAtOnce() {
        IntStream.range(0, 4).parallel().forEach(thread -> {
            try {
                PretrainedWeights.cached(folder, this::make);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertEquals(1, made.get());
    }

    @Test
    void makesAHalfWrittenFolderAnew() throws IOException {
        Path unfinished = directory.resolve("cache/small.part");
        SmallFolder.write(unfinished); // what a killed process left
        Files.writeString(unfinished.resolve("stray"), "");
        SmallFolder.write(folder); // without a fingerprint
        PretrainedWeights.cached(folder, this::make);
        assertEquals(1, made.get());
        assertFalse(Files.exists(unfinished));
        assertFalse(Files.exists(folder.resolve("stray")));
    }

    @Test
    void noticesASingleChangedBitAndATruncation() throws IOException {
        PretrainedWeights.cached(folder, this::make);
        Path weights = folder.resolve(HuggingFaceFolder.WEIGHTS);
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length - 1] ^= 1;
        Files.write(weights, bytes);
        PretrainedWeights.cached(folder, this::make);
        assertEquals(2, made.get());
        Files.write(weights, new byte[10]);
        PretrainedWeights.cached(folder, this::make);
        assertEquals(3, made.get());
    }

    @Test
    void aDeviceIsNoFingerprintAndTellsNoShape() throws IOException {
        PretrainedWeights.cached(folder, this::make);
        Path zero = Path.of("/dev/zero");
        assumeTrue(Files.exists(zero), "there is no /dev/zero");
        Files.delete(folder.resolve("fingerprint"));
        Files.createSymbolicLink(folder.resolve("fingerprint"), zero);
        PretrainedWeights.cached(folder, this::make);
        assertEquals(2, made.get());
        Path settings = folder.resolve("tokenizer_config.json");
        Files.delete(settings);
        Files.createSymbolicLink(settings, zero);
        String message = assertThrows(IOException.class, () -> HuggingFaceFolder.open(folder))
                .getMessage();
        assertTrue(message.startsWith(settings + " is no regular file"), message);
    }

    @Test
    void leavesNothingBehindAFailure() {
        String message = assertThrows(
                        IOException.class,
                        () -> PretrainedWeights.cached(folder, unfinished -> {
                            Files.writeString(unfinished.resolve("half"), "written");
                            throw new IOException("no network");
                        }))
                .getMessage();
        assertEquals("no network", message);
        assertFalse(Files.exists(folder));
        assertFalse(Files.exists(directory.resolve("cache/small.part")));
    }

    @Test
    void takesAFolderOrAKnownName() throws IOException {
        SmallFolder.write(folder);
        assertEquals(
                folder, PretrainedWeights.open(folder.toString(), directory).folder());
        String message = assertThrows(
                        IllegalArgumentException.class, () -> PretrainedWeights.open("bert-base-uncassed", directory))
                .getMessage();
        assertTrue(message.endsWith("did you mean 'bert-base-uncased'?"), message);
    }
}
