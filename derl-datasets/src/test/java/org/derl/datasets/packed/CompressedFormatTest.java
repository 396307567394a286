package org.derl.datasets.packed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.derl.data.file.FileFormat;
import org.derl.data.file.FileFormat.Unpacked;
import org.derl.io.Directories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedFormatTest {

    private static final byte[] CONTENT = "id,label\n".repeat(1000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private FileFormat format(long inflated, long memory) {
        return new CompressedFormat(
                new CompressedFormat.Config(inflated, memory), new Directories(folder, folder.resolve("cache")));
    }

    private Path packed(String name) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream packing =
                        name.endsWith(".xz") ? new XZCompressorOutputStream(out) : new GZIPOutputStream(out)) {
            packing.write(CONTENT);
        }
        return file;
    }

    private long left() throws IOException {
        try (Stream<Path> left = Files.walk(folder.resolve("cache"))) {
            return left.filter(Files::isRegularFile).count();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels.csv.gz", "labels.csv.xz", "labels.csv"})
    void contentIsUnpackedForAsLongAsItIsNeeded(String name) throws IOException {
        Path file = packed(name);
        FileFormat format = format(1 << 20, 1 << 28);
        assertTrue(format.recognizes(Path.of("any"), Files.readAllBytes(file)));
        Path unpacked;
        try (Unpacked content = format.unpack(file)) {
            unpacked = content.file();
            assertEquals("labels.csv", unpacked.getFileName().toString());
            assertArrayEquals(CONTENT, Files.readAllBytes(unpacked));
        }
        assertFalse(Files.exists(unpacked));
        assertEquals(0, left());
    }

    @Test
    void beginningOfWhatIsPackedIsReadWithoutUnpackingIt() throws IOException {
        for (String name : new String[] {"labels.csv.gz", "labels.csv.xz"}) {
            byte[] start = format(1, 1 << 28).startWithin(packed(name)).orElseThrow();
            assertArrayEquals(Arrays.copyOf(CONTENT, start.length), start);
            assertTrue(start.length > 1000);
        }
        assertFalse(Files.exists(folder.resolve("cache")));
    }

    @Test
    void filesOfSeveralMembersAreReadToTheEnd() throws IOException {
        Path file = packed("two.gz");
        byte[] member = Files.readAllBytes(file);
        byte[] both = Arrays.copyOf(member, 2 * member.length);
        System.arraycopy(member, 0, both, member.length, member.length);
        Files.write(file, both);
        try (Unpacked content = format(1 << 20, 1 << 28).unpack(file)) {
            assertEquals(2L * CONTENT.length, Files.size(content.file()));
        }
    }

    @Test
    void whatIsDamagedOrBecomesTooLargeIsRefusedAndLeavesNothing() throws IOException {
        Path file = packed("a.gz");
        refused(format(100, 1 << 28), file, "becomes more than inflated-bytes = 100");
        refused(format(1 << 20, 2048), packed("a.xz"), "cannot be unpacked");
        for (String name : new String[] {"a.gz", "a.xz"}) {
            Path cut = folder.resolve(name);
            byte[] all = Files.readAllBytes(cut);
            Files.write(cut, Arrays.copyOf(all, all.length - 5));
            refused(format(1 << 20, 1 << 28), cut, "cannot be unpacked");
        }
        assertEquals(0, left());
    }

    @Test
    void whatAKilledProcessLeftIsClearedAway() throws IOException {
        Path left = folder.resolve(Path.of("cache", "unpacked", "killed", "a.pkl"));
        Files.createDirectories(left.getParent());
        Files.write(left, CONTENT);
        try (Unpacked content = format(1 << 20, 1 << 28).unpack(packed("a.gz"))) {
            assertFalse(Files.exists(left));
            assertTrue(Files.exists(content.file()));
        }
    }

    private static void refused(FileFormat format, Path file, String message) {
        IOException refused = assertThrows(IOException.class, () -> format.unpack(file));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }
}
