package org.derl.datasets.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;
import org.derl.data.file.TextArray;
import org.derl.datasets.array.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that h5py wrote (fixtures.py beside them), and damaged ones. */
class Hdf5FormatTest {

    private static final double[] COUNTED =
            IntStream.range(0, 105).mapToDouble(i -> i).toArray();

    @TempDir
    private Path folder;

    private static Hdf5Format limited(long inflatedBytes, int arrays) {
        Hdf5Format.Config config = new Hdf5Format.Config(1 << 20, 1 << 20, 1 << 20, inflatedBytes, arrays);
        return new Hdf5Format(config, Read.NO_DIRECTORIES);
    }

    private static Hdf5Format format(long chunkBytes, long cacheBytes, long textBytes) {
        return new Hdf5Format(
                new Hdf5Format.Config(chunkBytes, cacheBytes, textBytes, 1 << 24, 100), Read.NO_DIRECTORIES);
    }

    private static Path resource(String name) {
        return Read.resource(Hdf5FormatTest.class, name);
    }

    private static ArrayFile open(String name) throws IOException {
        return format(1 << 20, 1 << 20, 1 << 20).open(resource(name));
    }

    @Test
    void goldenFilesReadAsNumpyReadThem() throws IOException, NoSuchAlgorithmException {
        Path folder = resource("../data-formats/mfn_h5");
        JsonObject expected = JsonParser.parseString(Files.readString(resource("../data-formats/expected.json")))
                .getAsJsonObject()
                .getAsJsonObject("mfn_h5")
                .getAsJsonObject("content");
        assertEquals(6, expected.size());
        for (String name : expected.keySet()) {
            JsonObject of = expected.getAsJsonObject(name);
            ArrayFile file = format(1, 0, 1).open(folder.resolve(name.substring(0, name.indexOf('/'))));
            NumberArray data = (NumberArray) Read.array(file, "data");
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Read.bytes(data));
            assertEquals(
                    of.get("sha256_little_endian_C_order").getAsString(),
                    HexFormat.of().formatHex(hash),
                    name);
            assertEquals("float64", data.dtype());
            assertEquals(
                    of.get("sum_of_finite").getAsDouble(),
                    Arrays.stream(Read.doubles(data)).sum(),
                    1e-9);
        }
    }

    @Test
    void everyTypeIsReadAsNumpyNamesIt() throws IOException {
        ArrayFile file = open("types.h5");
        assertEquals("float16", Read.array(file, "f2").dtype());
        assertArrayEquals(Arrays.copyOf(quarters(), 30), Read.doubles(file, "f2"));
        assertArrayEquals(quarters(), Read.doubles(file, "f8-big"));
        assertArrayEquals(new double[] {-1, 2}, Read.doubles(file, "i1"));
        assertArrayEquals(new double[] {0x1p64}, Read.doubles(file, "u8"));
        assertEquals("bool", Read.array(file, "truths").dtype());
        assertArrayEquals(new double[] {1, 0, 1}, Read.doubles(file, "truths"));
        assertArrayEquals(new double[] {2.5}, Read.doubles(file, "scalar"));
        assertEquals(new Shape(), Read.array(file, "scalar").shape());
        assertEquals(new Shape(0, 3), Read.array(file, "none").shape());
        assertEquals(List.of("one", "three"), Read.texts(file, "fixed"));
        assertEquals("bytes40", Read.array(file, "fixed").dtype());
        assertEquals(List.of("café", "", "wow – this"), Read.texts(file, "any"));
        assertEquals("object", Read.array(file, "any").dtype());
        assertArrayEquals(new double[] {0, 1, 2}, Read.doubles(file, "group", "within"));
    }

    private static double[] quarters() {
        return IntStream.range(0, 30).mapToDouble(i -> i / 4.0).toArray();
    }

    @Test
    void whatIsNeitherNumbersNorTextsIsListed() throws IOException {
        ArrayFile file = open("types.h5");
        assertEquals("empty", Read.array(file, "empty").dtype());
        assertFalse(Read.array(file, "complex") instanceof NumberArray);
        assertEquals("compounddatatype", Read.array(file, "complex").dtype());
        assertTrue(file.array(List.of("alias")).isEmpty(), "what a soft link leads to is listed once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chunked-v3.h5", "chunked-v4.h5"})
    void chunksOfEveryKindMakeOneArray(String name) throws IOException {
        ArrayFile file = open(name);
        for (String dataSet : List.of("gzip", "shuffled", "plain", "one")) {
            assertArrayEquals(COUNTED, Read.doubles(file, dataSet), dataSet);
            assertEquals(new Shape(7, 5, 3), Read.array(file, dataSet).shape());
        }
        assertArrayEquals(new double[] {0, 15, 30, 45, 60, 75, 90}, Read.doubles(file, "growing"));
        assertEquals(102, Read.doubles(file, "growing-2")[34]);
        assertEquals(List.of("a", "bc", "def"), Read.texts(file, "texts"));
        assertEquals(List.of("x", "yz", "x"), Read.texts(file, "any"));
    }

    /** Without a cache each chunk is decoded again and again; pieces begin and end anywhere. */
    @Test
    void piecesOfAChunkedArrayAreReadAlike() throws IOException {
        NumberArray numbers =
                (NumberArray) Read.array(format(1 << 10, 0, 1000).open(resource("chunked-v3.h5")), "gzip");
        for (int from = 0; from < 105; from += 8) {
            float[] piece = new float[Math.min(11, 105 - from)];
            numbers.floats(from, piece, 0, piece.length);
            for (int i = 0; i < piece.length; i++) {
                assertEquals(from + i, piece[i]);
            }
        }
        assertThrows(IndexOutOfBoundsException.class, () -> numbers.floats(100, new float[6], 0, 6));
    }

    @Test
    void compactArraysUserBlocksAndManyGroupsAreRead() throws IOException {
        assertArrayEquals(new double[] {1, 2, 3}, Read.doubles(open("compact.h5"), "d1"));
        assertArrayEquals(new double[] {0, 1, 2, 3}, Read.doubles(open("user-block.h5"), "d1"));
        ArrayFile many = open("many-groups.h5");
        assertEquals(40, many.arrays().size());
        assertArrayEquals(new double[] {39}, Read.doubles(many, "g39", "x"));
    }

    @Test
    void aLinkIntoAnotherFileIsNamedAndTheRestIsRead() throws IOException {
        ArrayFile linked = open("linked.h5");
        assertArrayEquals(new double[] {1, 2}, Read.doubles(linked, "d2"));
        assertEquals(1, linked.arrays().size());
        assertEquals(
                List.of("/d1 is a link into another file, which is not followed; copy what it leads to into this file"),
                linked.remarks());
    }

    @Test
    void aFileIsKnownBehindTheBlockOfAUser() throws IOException {
        byte[] file = Files.readAllBytes(Read.resource(Hdf5FormatTest.class, "user-block.h5"));
        Hdf5Format format =
                new Hdf5Format(new Hdf5Format.Config(1 << 20, 1 << 20, 1 << 20, 1 << 20, 100), Read.NO_DIRECTORIES);
        assertTrue(format.recognizes(Path.of("any"), file));
        assertFalse(format.recognizes(Path.of("any.h5"), Arrays.copyOf(file, 512)));
    }

    @ParameterizedTest
    @CsvSource({
        "circle.h5, 'its groups lead in a circle, or too deep, at /a/b'",
        "other-file.h5, /d1 is a link into another file",
        "newest.h5, 'such as that of h5py.File(..., libver=''v110'')'",
        "unwritten.h5, /d1 was created but never written",
        "sparse.h5, makes more chunks than a file of 447 bytes can hold",
        "bomb.h5, more than chunk-bytes = 1048576",
    })
    void whatCannotBeReadIsRefusedByName(String name, String message) {
        refused(name, () -> open(name), message);
    }

    @Test
    void chunkThatIsMissingOrPackedInAnotherWayIsNamed() {
        refused("lzf.h5", () -> Read.doubles(open("lzf.h5"), "d1"), "is packed by the filter lzf");
        refused(
                "scale-offset.h5",
                () -> Read.doubles(open("scale-offset.h5"), "d1"),
                "of /d1 is packed by the filter scaleoffset, which is not read here; write it with gzip, or unpacked");
    }

    @Test
    void chunksThatWereNeverWrittenHaveTheFillValue() throws IOException {
        assertArrayEquals(new double[] {1, 1, 0, 0}, Read.doubles(open("unwritten-chunk.h5"), "d1"));
    }

    @Test
    void chunksThatBecomeTooManyBytesAreRefused() throws IOException {
        refused(
                "packed.h5",
                () -> limited(1 << 19, 9).open(resource("packed.h5")),
                "with /d1 its chunks become more than inflated-bytes = 524288; if it is sound, raise it by --set"
                        + " format");
        limited(1 << 20, 9).open(resource("packed.h5"));
        limited(0, 9).open(resource("chunked-v3.h5")); // what becomes no larger than the file is never too much
        refused(
                "packed-twice.h5",
                () -> limited(1L << 40, 9).open(resource("packed-twice.h5")),
                "with /d1 its chunks would become more bytes than a file of 4608 can hold; it is damaged or hostile");
    }

    @Test
    void moreArraysThanAFileMayHaveAreRefused() {
        refused(
                "many-groups.h5",
                () -> limited(0, 39).open(resource("many-groups.h5")),
                "has more arrays than arrays = 39; if it is sound, raise it by --set format.hdf5.arrays=...");
    }

    @Test
    void textsBeyondTheLimitAreRefused() {
        refused(
                "types.h5",
                () -> format(1 << 20, 0, 50).open(resource("types.h5")),
                "its texts exceed text-bytes = 50; if it is sound, raise it by --set format.hdf5.text-bytes=...");
    }

    @ParameterizedTest
    @ValueSource(strings = {"types.h5", "chunked-v4.h5", "words.csd"})
    void fileThatWasCutOffIsRefused(String name) throws IOException {
        byte[] all = Files.readAllBytes(resource(name));
        for (int length = 0; length < all.length; length += 397) {
            Path file = Files.write(folder.resolve(name), Arrays.copyOf(all, length));
            refused(name, () -> format(1 << 20, 0, 1 << 20).open(file), "");
        }
    }

    /** Whatever byte is wrong, what is read are arrays or an error. */
    @Test
    void anyWrongByteEndsInArraysOrAnError() throws IOException {
        byte[] all = Files.readAllBytes(resource("labels.csd"));
        Path file = folder.resolve("labels.csd");
        int refused = 0;
        for (int at = 0; at < all.length; at += 97) {
            all[at] ^= 0x55;
            Files.write(file, all);
            try {
                for (NamedArray named : format(1 << 16, 0, 1 << 16).open(file).arrays()) {
                    if (named.array() instanceof NumberArray numbers && numbers.size() < 100) {
                        Read.doubles(numbers);
                    } else {
                        assertFalse(named.array() instanceof TextArray);
                    }
                }
            } catch (IOException e) {
                refused++;
            }
            all[at] ^= 0x55;
        }
        assertTrue(refused > 5, refused + " of them were refused");
    }

    private interface Reading {
        Object read() throws IOException;
    }

    private static void refused(String name, Reading reading, String message) {
        IOException error = assertThrows(IOException.class, reading::read);
        assertTrue(error.getMessage().contains(name), error.getMessage());
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }
}
