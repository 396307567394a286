package org.derl.datasets.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape;
import org.derl.datasets.LettersPlugin.Letters;
import org.derl.datasets.table.ArrayTable;
import org.derl.datasets.table.FeatureTable;
import org.derl.datasets.table.Sample;
import org.derl.tensor.Kernels;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureCacheTest {

    private static final int TEXTS = 600;
    private static final List<String> WORDS = IntStream.range(0, TEXTS)
            .mapToObj(i -> "word ".repeat(1 + i % 7) + i)
            .toList();
    private static final List<Sample> SAMPLES = IntStream.range(0, TEXTS)
            .mapToObj(i -> new Sample("sample " + i, "group", 0))
            .toList();
    private static final FeatureExtractor LETTERS = new Letters(new Letters.Config(3, false));

    @TempDir
    Path folder;

    @BeforeEach
    void startCounting() {
        Letters.EXTRACTED.set(0);
    }

    private FeatureTable features() throws IOException {
        return new FeatureCache(folder).features("test", LETTERS, SAMPLES, WORDS);
    }

    private Path file() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".features"))
                    .findAny()
                    .orElseThrow();
        }
    }

    private void checkFeatures(FeatureTable table) throws IOException {
        List<float[]> expected = LETTERS.extract(WORDS);
        assertEquals(TEXTS, table.rows());
        for (int row = 0; row < TEXTS; row++) {
            float[] copy = new float[2 + expected.get(row).length];
            table.copy(row, copy, 2);
            assertEquals(expected.get(row).length, 3 * table.length(row));
            assertEquals(0, copy[1]);
            assertArrayEquals(expected.get(row), Arrays.copyOfRange(copy, 2, copy.length), "row " + row);
        }
    }

    @Test
    void featuresAreThoseOfTheExtractor() throws IOException {
        checkFeatures(features());
        assertEquals(LETTERS.shape(), features().shape());
    }

    @Test
    void textsAreExtractedOnce() throws IOException {
        features();
        FeatureTable again = features();
        assertEquals(TEXTS, Letters.EXTRACTED.get());
        checkFeatures(again);
    }

    @Test
    void onlyFinishedFilesRemain() throws IOException {
        features();
        try (var files = Files.list(folder)) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".part")));
        }
    }

    @Test
    void otherTextsOrSettingsAreOtherFeatures() throws IOException {
        features();
        FeatureCache cache = new FeatureCache(folder);
        cache.features("test", LETTERS, SAMPLES.subList(0, 10), WORDS.subList(0, 10));
        cache.features("test", new Letters(new Letters.Config(2, false)), SAMPLES, WORDS);
        assertEquals(2 * TEXTS + 10, Letters.EXTRACTED.get());
    }

    @Test
    void featuresOfOtherProcessorsAreOtherFeatures() throws IOException {
        features();
        String here = FeatureCache.key(LETTERS, WORDS, Kernels.ofThisProcess().reach());
        assertEquals(
                "test-" + here.substring(0, 16) + ".features",
                file().getFileName().toString());
        assertNotEquals(here, FeatureCache.key(LETTERS, WORDS, "another processor"));
    }

    @Test
    void textsAreNotRunTogether() throws IOException {
        FeatureCache cache = new FeatureCache(folder);
        cache.features("test", LETTERS, SAMPLES.subList(0, 2), List.of("ab", "c"));
        FeatureTable other = cache.features("test", LETTERS, SAMPLES.subList(0, 2), List.of("a", "bc"));
        float[] first = new float[3];
        other.copy(0, first, 0);
        assertArrayEquals(new float[] {1, 2, 3}, first);
    }

    @Test
    void truncatedFileIsMadeAnew() throws IOException {
        features();
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            file.setLength(file.length() - 4);
        }
        checkFeatures(features());
        assertEquals(3 * TEXTS, Letters.EXTRACTED.get()); // twice for the cache, once for the comparison
    }

    @Test
    void fileCutOffInItsHeaderIsMadeAnew() throws IOException {
        features();
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            file.setLength(20);
        }
        checkFeatures(features());
    }

    @Test
    void changedByteIsNoticed() throws IOException {
        features();
        Path file = file();
        for (long position : List.of(0L, 9L, 25L, 40L, 80L, Files.size(file) - 1)) {
            Letters.EXTRACTED.set(0);
            try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
                bytes.seek(position);
                int value = bytes.read();
                bytes.seek(position);
                bytes.write(value ^ 1);
            }
            checkFeatures(features());
            assertEquals(2 * TEXTS, Letters.EXTRACTED.get(), "byte " + position);
        }
    }

    @Test
    void aFolderThatHoldsTheFeaturesIsOnlyRead() throws IOException {
        features();
        Path lock = file().resolveSibling(file().getFileName() + ".lock");
        // Nobody can lock what is a folder, not even the superuser, whom permissions do not bind.
        Files.delete(lock);
        Files.createDirectory(lock);
        checkFeatures(features());
        try (var files = Files.list(folder)) {
            assertEquals(Set.of(file(), lock), files.collect(Collectors.toSet()));
        }
        Files.delete(file());
        IOException refusal = assertThrows(IOException.class, this::features);
        assertTrue(refusal.getMessage().contains("the folder " + folder + " cannot be written to"));
    }

    @Test
    void fileLeftHalfWrittenIsNeverRead() throws IOException {
        features();
        Path finished = file();
        Path unfinished = finished.resolveSibling(finished.getFileName() + ".1f.part");
        Files.move(finished, unfinished);
        checkFeatures(features());
        assertTrue(Files.notExists(unfinished));
    }

    @Test
    void threadsThatNeedOneFileMakeItOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<FeatureTable> work = this::features;
            for (Future<FeatureTable> table : threads.invokeAll(List.of(work, work, work, work))) {
                assertEquals(TEXTS, table.get().rows());
            }
        } finally {
            threads.shutdown();
        }
        assertEquals(TEXTS, Letters.EXTRACTED.get());
    }

    @Test
    void failureLeavesNothingBehind() throws IOException {
        IOException failure = assertThrows(IOException.class, () -> extract(FeatureShape.features(1, 3), Float.NaN));
        assertTrue(
                failure.getMessage().contains("the text of sample sample 1 gave NaN at step 0, column 1"),
                failure.getMessage());
        try (var files = Files.list(folder)) {
            assertTrue(files.allMatch(file -> file.toString().endsWith(".lock")));
        }
    }

    @Test
    void wrongFeaturesAreRefusedWithTheirSample() {
        FeatureShape shape = FeatureShape.features(2, 2);
        for (float[] wrong : List.of(new float[0], new float[3], new float[6])) {
            IOException failure = assertThrows(IOException.class, () -> extract(shape, wrong));
            assertTrue(failure.getMessage().contains("sample 1"), failure.getMessage());
        }
    }

    @Test
    void tokensStayInMemoryAndWithinTheVocabulary() throws IOException {
        assertInstanceOf(ArrayTable.class, extract(FeatureShape.tokens(5, 3), 4));
        for (float wrong : new float[] {5, -1, 1.5f, Float.NaN}) {
            assertThrows(IOException.class, () -> extract(FeatureShape.tokens(5, 3), wrong));
        }
    }

    /** Features of three texts, the second of which gives the given numbers. */
    private FeatureTable extract(FeatureShape shape, float... second) throws IOException {
        float[] sound = new float[FeatureTable.width(shape)];
        FeatureExtractor extractor = new FeatureExtractor() {
            @Override
            public FeatureShape shape() {
                return shape;
            }

            @Override
            public String fingerprint() {
                return "fixed";
            }

            @Override
            public List<float[]> extract(List<String> texts) {
                return List.of(sound, second, sound);
            }
        };
        return new FeatureCache(folder).features("test", extractor, SAMPLES.subList(0, 3), List.of("a", "b", "c"));
    }
}
