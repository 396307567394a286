package org.derl.datasets.pickle;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derl.data.Directories;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;

/** Whatever bytes a file has, it opens and its arrays can be read, or an error says why not. See docs/fuzzing.md. */
class PickleFuzzTest {

    private static final int PIECE = 1 << 12;

    /** In files of odd length even small arrays are mapped, or decoded into temporary files. */
    private static final int[] MAPPED_FROM = {1 << 20, 64};

    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("pickle-fuzz");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        Path file = Files.write(FOLDER.resolve("fuzz.pkl"), bytes);
        PickleFormat.Config config = new PickleFormat.Config(32, 1 << 24, MAPPED_FROM[bytes.length % 2]);
        try (ArrayFile arrays = new PickleFormat(config, new Directories(FOLDER, FOLDER)).open(file)) {
            for (NamedArray named : arrays.arrays()) {
                if (named.array() instanceof NumberArray numbers) {
                    read(numbers);
                }
            }
        } catch (IOException e) {
            // The one error that a file may end in.
        } finally {
            Files.delete(file);
        }
    }

    private static void read(NumberArray numbers) throws IOException {
        double[] doubles = new double[PIECE];
        float[] floats = new float[PIECE];
        for (long at = 0; at < numbers.size(); at += PIECE) {
            int count = (int) Math.min(PIECE, numbers.size() - at);
            numbers.doubles(at, doubles, 0, count);
            numbers.floats(at, floats, 0, count);
            numbers.bytes(at, ByteBuffer.allocate(count * numbers.elementBytes()));
        }
    }
}
