package org.derl.datasets.matlab;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.data.file.NumberArray;
import org.derl.datasets.array.Read;
import org.derl.datasets.array.UnreadArray;
import org.derl.datasets.hdf5.Hdf5Format;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as MATLAB writes them (fixtures.py beside them). */
class MatlabFormatTest {

    private static final FileFormat FORMAT =
            new MatlabFormat(new MatlabFormat.Config(1 << 20, 1000), Read.NO_DIRECTORIES);
    private static final double[] EIGHTHS =
            IntStream.range(0, 24).mapToDouble(i -> i / 8.0).toArray();

    @TempDir
    Path folder;

    private static Path resource(String name) {
        return Read.resource(MatlabFormatTest.class, name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.mat", "deflated.mat"})
    void arraysAreReadInTheOrderOfAxes(String name) throws IOException {
        ArrayFile file = FORMAT.open(resource(name));
        NumberArray audio = (NumberArray) Read.array(file, "train", "audio");
        assertEquals(new Shape(2, 3, 4), audio.shape());
        assertEquals("float32", audio.dtype());
        assertArrayEquals(EIGHTHS, Read.doubles(audio));
        assertEquals(
                0.125f,
                ByteBuffer.wrap(Read.bytes(audio))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getFloat(4));
        assertArrayEquals(new double[] {1.5, -2}, Read.doubles(file, "train", "label"));
        assertEquals(new Shape(2, 1), Read.array(file, "train", "label").shape());
        assertEquals(List.of("one", "two"), Read.texts(file, "ids"));
        assertEquals(new Shape(2, 3), Read.array(file, "ragged", "0").shape());
        assertEquals(List.of("mosi"), Read.texts(file, "name"));
        assertEquals("int16", Read.array(file, "whole").dtype());
        assertArrayEquals(new double[] {1, -2, 3}, Read.doubles(file, "whole"));
        assertEquals("bool", Read.array(file, "truth").dtype());
        assertArrayEquals(new byte[] {0, 0, 0, 0, 0, 1, 0, 0}, Read.bytes((NumberArray) Read.array(file, "large")));
        assertInstanceOf(UnreadArray.class, Read.array(file, "imaginary"));
    }

    @Test
    void version73HasItsAxesInTheSameOrder() throws IOException {
        FileFormat hdf5 =
                new Hdf5Format(new Hdf5Format.Config(1 << 20, 1 << 20, 1 << 20, 1 << 20, 100), Read.NO_DIRECTORIES);
        ArrayFile file = hdf5.open(resource("v73.mat"));
        for (String name : List.of("audio", "packed")) {
            NumberArray array = (NumberArray) Read.array(file, name);
            assertEquals(new Shape(2, 3, 4), array.shape());
            assertArrayEquals(EIGHTHS, Read.doubles(array));
            assertEquals(
                    0.125f,
                    ByteBuffer.wrap(Read.bytes(array))
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getFloat(4));
        }
        assertFalse(FORMAT.recognizes(Path.of("v73.mat"), Files.readAllBytes(resource("v73.mat"))));
    }

    @Test
    void whatIsDamagedOrTooLargeIsRefused() throws IOException {
        byte[] all = Files.readAllBytes(resource("plain.mat"));
        for (int end = 130; end < all.length; end += 37) {
            Path cut = Files.write(folder.resolve("cut.mat"), Arrays.copyOf(all, end));
            IOException refused = assertThrows(IOException.class, () -> FORMAT.open(cut), "cut at " + end);
            assertTrue(refused.getMessage().contains("is no sound file of MATLAB"), refused.getMessage());
        }
        refused(FORMAT, "deep.mat", "more than 64 deep in one another");
        refused(
                new MatlabFormat(new MatlabFormat.Config(1000, 1000), Read.NO_DIRECTORIES),
                "deflated.mat",
                "takes more memory than memory-bytes = 1000");
        refused(
                new MatlabFormat(new MatlabFormat.Config(1 << 20, 3), Read.NO_DIRECTORIES),
                "plain.mat",
                "has more arrays than arrays = 3");
    }

    private static void refused(FileFormat format, String name, String message) {
        IOException refused = assertThrows(IOException.class, () -> format.open(resource(name)));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }
}
