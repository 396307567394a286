package org.derl.datasets.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;
import org.derl.datasets.Loading;
import org.derl.datasets.array.Read;
import org.derl.datasets.pickle.PickleFormat;
import org.derl.io.Directories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that numpy wrote (fixtures.py beside them), and damaged ones. */
class NumpyFormatsTest {

    private static final PickleFormat.Config OBJECTS = new PickleFormat.Config(32, 1 << 20, 1 << 20, 100);
    private static final Directories DIRECTORIES =
            new Directories(Path.of("target"), Path.of("target", "numpy-formats"));
    private static final FileFormat NPY = new NpyFormat(new NpyFormat.Config(1 << 20, OBJECTS), DIRECTORIES);
    private static final FileFormat NPZ =
            new NpzFormat(new NpzFormat.Config(1 << 20, 1 << 20, 100, OBJECTS), DIRECTORIES);
    private static final double[] EIGHTHS =
            IntStream.range(0, 24).mapToDouble(i -> i / 8.0).toArray();

    @TempDir
    private Path folder;

    private static Path resource(String name) {
        return Read.resource(NumpyFormatsTest.class, name);
    }

    private static ArrayFile npy(String name) throws IOException {
        return NPY.open(resource(name + ".npy"));
    }

    @ParameterizedTest
    @CsvSource({"floats, float32", "fortran, float32", "big-endian, float64"})
    void numbersAreTheSameHoweverTheyLie(String name, String dtype) throws IOException {
        try (ArrayFile file = npy(name)) {
            assertEquals(dtype, Read.array(file, name).dtype());
            assertEquals(new Shape(2, 3, 4), Read.array(file, name).shape());
            assertArrayEquals(EIGHTHS, Read.doubles(file, name));
        }
    }

    @Test
    void allVersionsAndTypesAreRead() throws IOException {
        assertArrayEquals(new double[] {3, -1}, Read.doubles(npy("version-2"), "version-2"));
        assertArrayEquals(new double[] {1, 0}, Read.doubles(npy("version-3"), "version-3"));
        assertEquals("bool", Read.array(npy("version-3"), "version-3").dtype());
        assertEquals(new Shape(), Read.array(npy("scalar"), "scalar").shape());
        assertArrayEquals(new double[] {2.5}, Read.doubles(npy("scalar"), "scalar"));
    }

    @Test
    void textsAreReadInCOrder() throws IOException {
        assertEquals(List.of("café", "a", "", "wow – this"), Read.texts(npy("texts"), "texts"));
        assertEquals("str320", Read.array(npy("texts"), "texts").dtype());
        assertEquals(List.of("a", "b", "c", "d", "e", "f"), Read.texts(npy("fortran-texts"), "fortran-texts"));
        assertEquals(List.of("one", "three"), Read.texts(npy("bytes"), "bytes"));
        assertEquals("bytes40", Read.array(npy("bytes"), "bytes").dtype());
    }

    @ParameterizedTest
    @CsvSource({"complex, '''<c16'', which is not read'", "records, save each field"})
    void whatIsNotReadIsRefusedByName(String name, String message) {
        refused(NPY, resource(name + ".npy"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stored", "deflated"})
    void membersOfZipFilesAreArraysByTheirNames(String name) throws IOException {
        try (ArrayFile file = NPZ.open(resource(name + ".npz"))) {
            assertArrayEquals(EIGHTHS, Read.doubles(file, "train", "audio"));
            assertEquals(96, Read.bytes((NumberArray) Read.array(file, "train", "audio")).length);
            assertEquals(List.of("a$_$1", "b$_$2"), Read.texts(file, "train", "id"));
        }
    }

    @Test
    void filesAreRecognisedByTheirFirstBytes() throws IOException {
        byte[] npy = Files.readAllBytes(resource("floats.npy"));
        assertTrue(NPY.recognizes(Path.of("any"), npy));
        assertFalse(NPY.recognizes(Path.of("any.npy"), new byte[] {(byte) 0x93, 'N'}));
        byte[] npz = Files.readAllBytes(resource("stored.npz"));
        assertTrue(NPZ.recognizes(Path.of("any.npz"), npz));
        assertTrue(NPZ.recognizes(Path.of("mosi.pkl"), npz));
        assertFalse(NPZ.recognizes(Path.of("model.pt"), Arrays.copyOf(npz, 4)));
    }

    @Test
    void fileThatWasCutOffIsRefusedWhereverItEnds() throws IOException {
        for (String name : List.of("floats.npy", "texts.npy", "stored.npz", "deflated.npz")) {
            byte[] all = Files.readAllBytes(resource(name));
            for (int length = 0; length < all.length; length += 7) {
                Path file = Files.write(folder.resolve(name), Arrays.copyOf(all, length));
                refused(name.endsWith("npy") ? NPY : NPZ, file, "");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', instead of",
        "'{\"descr\": ''<f4'', ''fortran_order'': False, ''shape'': (2,), ''x'': ()}', instead of",
        "'{''descr'': ''<f4'', ''descr'': ''<f4''}', twice",
        "'{''descr'': ''<f4'', ''fortran_order'': 1, ''shape'': (2,)}', expected a text",
        "'{''descr'': ''<f3'', ''fortran_order'': True, ''shape'': (2,)}', which is not read",
        "'{''descr'': ''<U0'', ''fortran_order'': True, ''shape'': (2,)}', which is not read",
        "'{''descr'': ''hello'', ''fortran_order'': True, ''shape'': (2,)}', which is not read",
        "'{''descr'': ''<f4'', ''fortran_order'': True, ''shape'': (-2,)}', a length of an axis",
        "'{''descr'': ''<f4'', ''fortran_order'': True, ''shape'': (2,', ends too early",
        "'{''descr'': ''<f4'', ''fortran_order'': True, ''shape'': (2,)} + 1', expected the end",
        "'{''descr'': ''<f4'', ''fortran_order'': True, ''shape'': (999999999999999999, 99)}', is impossible",
        "'{''descr'': ''<f4'', ''fortran_order'': True, ''shape'': (3,)}', 'needs 12 bytes of data, but there are 8'",
        "'{''descr'': ''<f4'', ''fortran_order'': True, ''shape'': (1,)}', 'needs 4 bytes of data, but there are 8'",
    })
    void damagedHeaderIsRefused(String header, String message) throws IOException {
        refused(NPY, withHeader(header), message);
    }

    private Path withHeader(String header) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        byte[] file = new byte[10 + text.length + 8];
        byte[] start = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
        System.arraycopy(start, 0, file, 0, start.length);
        System.arraycopy(text, 0, file, start.length, text.length);
        return Files.write(folder.resolve("header.npy"), file);
    }

    /** As Python 2 wrote lengths of axes. */
    @Test
    void longLengthsOfAxesAreRead() throws IOException {
        Path file = withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (2L,), }");
        assertEquals(new Shape(2), Read.array(NPY.open(file), "header").shape());
    }

    @Test
    void deflatedMembersBeyondTheLimitAreRefused() throws IOException {
        Path inputs = resource("NumpyFuzzTestInputs/anyBytesAreReadOrRefused");
        refused(NPZ, inputs.resolve("hostile-bomb.npz"), "exceeds inflated-bytes = 1048576");
        refused(NPZ, inputs.resolve("hostile-claims-2g.npz"), "exceeds inflated-bytes = 1048576");
        FileFormat patient = new NpzFormat(new NpzFormat.Config(1L << 40, 1L << 40, 100, OBJECTS), Read.NO_DIRECTORIES);
        refused(patient, inputs.resolve("hostile-claims-2g.npz"), "claims to become 2147483647 bytes");
        refused(NPZ, inputs.resolve("hostile-bomb-that-lies.npz"), "needs 8388608 bytes of data, but there are");
    }

    @Test
    void moreArraysThanAFileMayHaveAreRefused() {
        FileFormat one = new NpzFormat(new NpzFormat.Config(1 << 20, 1 << 20, 1, OBJECTS), Read.NO_DIRECTORIES);
        refused(
                one,
                resource("stored.npz"),
                "has more arrays than arrays = 1; if it is sound, raise it by --set format.npz");
    }

    @Test
    void objectsAreReadAsAPickleOfThemIs() throws IOException {
        ArrayFile dictionary = NPY.open(resource("dictionary.npy"));
        assertArrayEquals(EIGHTHS, Read.doubles(dictionary, "train", "audio"));
        assertEquals(List.of("a", "b"), Read.texts(dictionary, "train", "id"));
        ArrayFile texts = NPY.open(resource("object-texts.npy"));
        assertEquals(List.of("a", "None", "c"), Read.texts(texts, "object-texts"));
        assertEquals("object", Read.array(texts, "object-texts").dtype());
        assertEquals(
                List.of(List.of("0", "a")),
                NPY.open(resource("objects.npy")).arrays().stream()
                        .map(NamedArray::path)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"objects.npz", "deflated-objects.npz"})
    void objectsOfMembersLieBelowTheirNames(String name) throws IOException {
        ArrayFile file = NPZ.open(resource(name));
        assertEquals(List.of("sad"), Read.texts(file, "train_corpus", "one", "emo"));
        assertArrayEquals(new double[] {-1.5}, Read.doubles(file, "train_corpus", "one", "val"));
        assertEquals(List.of("x", "yz"), Read.texts(file, "names"));
    }

    @Test
    void objectsRunNoCode() throws IOException {
        byte[] bytes = Files.readAllBytes(resource("objects.npy"));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int data = text.indexOf('\n') + 1;
        Path hostile = folder.resolve("hostile.npy");
        Files.writeString(hostile, text.substring(0, data) + "cos\nsystem\n(S'true'\ntR.", StandardCharsets.ISO_8859_1);
        refused(NPY, hostile, "byte " + data + " asks for 'os.system'");
    }

    /** Else a small file could be read for hours. */
    @Test
    void membersThatShareTheirDataAreRefused() throws IOException {
        byte[] all = Files.readAllBytes(resource("stored.npz"));
        ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        int directory = new String(all, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        int name = bytes.getShort(directory + 28);
        int next = directory + 46 + name + bytes.getShort(directory + 30) + bytes.getShort(directory + 32);
        int copies = 9;
        ByteBuffer shared = ByteBuffer.allocate(directory + copies * (next - directory) + 22)
                .order(ByteOrder.LITTLE_ENDIAN);
        shared.put(all, 0, directory);
        for (int i = 0; i < copies; i++) {
            shared.put(all, directory, next - directory);
            shared.put(shared.position() - (next - directory) + 46, (byte) ('a' + i)); // names differ
        }
        int end = shared.position();
        shared.put(all, all.length - 22, 22);
        shared.putShort(end + 8, (short) copies).putShort(end + 10, (short) copies);
        shared.putInt(end + 12, end - directory).putInt(end + 16, directory);
        refused(NPZ, Files.write(folder.resolve("shared.npz"), shared.array()), "its members overlap");
    }

    @Test
    void moreAxesThanNumpyAllowsAreRefused() throws IOException {
        String shape = "(" + "1,".repeat(65) + ")";
        refused(NPY, withHeader("{'descr': '<f4', 'fortran_order': True, 'shape': " + shape + "}"), "it has 65 axes");
    }

    /** One wrong byte of the data shows in the checksum alone. */
    @Test
    void wrongChecksumOfADeflatedMemberIsFound() throws IOException {
        byte[] all = Files.readAllBytes(resource("deflated.npz"));
        int directory = new String(all, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        all[directory + 16] ^= 1;
        ArrayFile file = NPZ.open(Files.write(folder.resolve("wrong.npz"), all));
        IOException error = assertThrows(IOException.class, () -> Read.doubles(file, "train", "audio"));
        assertTrue(error.getMessage().contains("its checksum is wrong"), error.getMessage());
        assertTrue(error.getMessage().contains("wrong.npz: in its member train/audio.npy"), error.getMessage());
    }

    /** A sparse file, so that no disk has to hold what lies beyond 2 GiB. */
    @Test
    void arrayBeyondTwoGibibytesIsRead() throws IOException {
        long rows = (1L << 29) + 5;
        Path file = folder.resolve("large.npy");
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", 1), }";
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
            large.write(header.getBytes(StandardCharsets.UTF_8));
            long data = large.getFilePointer();
            large.setLength(data + 4 * rows);
            large.seek(data + 4 * (rows - 1));
            large.write(new byte[] {0, 0, (byte) 0x80, 0x3f});
        }
        NumberArray numbers = (NumberArray) Read.array(NPY.open(file), "large");
        float[] last = new float[2];
        numbers.floats(rows - 2, last, 0, 2);
        assertArrayEquals(new float[] {0, 1}, last);
    }

    @Test
    void wordVectorsOfGloveAreRead() throws IOException {
        Path file = Loading.realData().resolve("glove/glove840b_300d.npy");
        NumberArray vectors = (NumberArray) Read.array(NPY.open(file), "glove840b_300d");
        assertEquals(new Shape(1925, 300), vectors.shape());
        int the = Files.readAllLines(file.resolveSibling("words.txt")).indexOf("the");
        float[] start = new float[4];
        vectors.floats(the * 300L, start, 0, 4);
        assertArrayEquals(new float[] {.27204f, -.06203f, -.1884f, .023225f}, start, 1e-6f);
    }

    private static void refused(FileFormat format, Path file, String message) {
        IOException error = assertThrows(IOException.class, () -> format.open(file));
        assertTrue(error.getMessage().startsWith(file.toString()), error.getMessage());
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }
}
