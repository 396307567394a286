package org.derl.datasets.pickle;

import static org.derl.datasets.pickle.Pickles.doubles;
import static org.derl.datasets.pickle.Pickles.only;
import static org.derl.datasets.pickle.Pickles.texts;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.derl.data.file.NamedArray;
import org.derl.data.file.StoredArray;
import org.derl.io.Directories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PickleFormatTest {

    @TempDir
    private Path folder;

    private List<String> names(String pickle) throws IOException {
        return Pickles.open(folder, pickle).arrays().stream()
                .map(NamedArray::name)
                .toList();
    }

    private void check(StoredArray array, String dtype, long... shape) {
        assertEquals(dtype, array.dtype());
        assertArrayEquals(shape, array.shape().getShape());
    }

    @ParameterizedTest
    @CsvSource({
        "K0, int64, 48",
        "J\u00ff\u00ff\u00ff\u00ff, int64, -1",
        "'L-12L\n', int64, -12",
        "\u008a\u0002\u00fe\u00ff, int64, -2",
        "'F0.5\n', float64, 0.5",
        "'F-inf\n', float64, -Infinity",
        "\u0088, bool, 1",
        "'I00\n', bool, 0"
    })
    void aSingleNumberIsAnArrayWithoutAxes(String instructions, String dtype, double value) throws IOException {
        assertEquals(List.of("array"), names(instructions + "."));
        StoredArray array = only(folder, instructions + ".");
        check(array, dtype);
        assertEquals(List.of(value), doubles(array));
    }

    @Test
    void listsAreAsNumpyWouldMakeThem() throws IOException {
        StoredArray whole = only(folder, "(I1\nI2\nI9223372036854775807\nl.");
        check(whole, "int64", 3);
        assertEquals(0x7f, Pickles.bytes(whole)[23], "no digit is lost");
        check(only(folder, "(I1\nF2.5\nI01\nl."), "float64", 3);
        check(only(folder, "(I1\nI01\nl."), "int64", 2);
        check(only(folder, "(I00\nI01\nl."), "bool", 2);
        check(only(folder, "]."), "float64", 0);
        check(only(folder, "(Vab\nV\\u20ac\\U0001f600x\nl."), "str96", 2);
        check(only(folder, "(S'ab'\nS'c'\nl."), "bytes16", 2);
        assertEquals(List.of("1", "x", "None"), texts(only(folder, "(I1\nVx\nNl.")));
        check(only(folder, "(I1\nVx\nNl."), "object", 3);
    }

    @Test
    void listsWithinListsAreAxes() throws IOException {
        StoredArray two = only(folder, "((I1\nI2\nI3\nl(F4.5\nI5\nI6\ntl.");
        check(two, "float64", 2, 3);
        assertEquals(List.of(1.0, 2.0, 3.0, 4.5, 5.0, 6.0), doubles(two));
        check(only(folder, "(((I1\nl(I2\nll((I3\nl(I4\nlll."), "int64", 2, 2, 1);
    }

    @Test
    void raggedListsAreNamedByTheirIndex() throws IOException {
        String pickle = "((I1\nI2\nl(I3\nll.";
        assertEquals(List.of("0", "1"), names(pickle));
        assertEquals(
                List.of(3.0),
                doubles(Pickles.open(folder, pickle).array(List.of("1")).orElseThrow()));
    }

    @Test
    void dictionariesAreNames() throws IOException {
        String array = Pickles.array(Pickles.dtype("i2"), "(I1\nt", "S'\\x01\\x00'\n");
        assertEquals(
                List.of("happy/train/0", "happy/train/1", "caf\u00e9", "7"),
                names("(Vhappy\n(S'train'\n(" + array + array + "ldS'caf\\xe9'\nI1\nI7\nI2\nVnothing\nNd."));
        assertEquals(List.of("0", "1"), names("(" + array + array + "t."));
        assertEquals(List.of("a"), names("ccollections\nOrderedDict\n(((Va\nI1\nllp0\ntR."));
        assertEquals(List.of("a"), names("ccollections\nOrderedDict\n)R(Va\nI1\nu."));
        // with an attribute, as dictionaries of PyTorch's weights have one
        assertEquals(List.of("a"), names("ccollections\nOrderedDict\n)R(Va\nI1\nu(V_metadata\n(ddb."));
    }

    @Test
    void setsAreLists() throws IOException {
        check(only(folder, "\u0080\u0004\u008f(K\u0001K\u0002\u0090."), "int64", 2);
        check(only(folder, "c__builtin__\nset\n((I1\nI2\nI3\nltR."), "int64", 3);
    }

    @Test
    void bothByteOrdersAreRead() throws IOException {
        String bytes = "S'\\x01\\x02\\x00\\x03'\n";
        assertEquals(
                List.of(513.0, 768.0),
                doubles(only(folder, Pickles.array(Pickles.dtype("i2"), "(I2\nt", bytes) + ".")));
        assertEquals(
                List.of(258.0, 3.0),
                doubles(only(folder, Pickles.array(Pickles.dtype("i2", ">", -1), "(I2\nt", bytes) + ".")));
        assertEquals(
                List.of("\u0102"),
                texts(only(
                        folder,
                        Pickles.array(
                                        Pickles.dtype("U1", ">", 4),
                                        "(I1\nt",
                                        "S'\\0\\0\\x01\\x02'\n".replace("\\0", "\\x00"))
                                + ".")));
    }

    @Test
    void textsOfFixedWidthLoseTheirFilling() throws IOException {
        StoredArray ids =
                only(folder, Pickles.array(Pickles.dtype("S3", "|", 3), "(I2\nI1\nt", "S'ab\\x00c\\xe9\\x00'\n") + ".");
        check(ids, "bytes24", 2, 1);
        assertEquals(List.of("ab", "c\u00e9"), texts(ids));
    }

    @Test
    void textsInFortranOrderAreCountedInCOrder() throws IOException {
        String array = Pickles.array(Pickles.dtype("S1", "|", 1), "(I2\nI3\nt", "S'adbecf'\n")
                .replace("I00\nS'adbecf", "I01\nS'adbecf");
        assertEquals(List.of("a", "b", "c", "d", "e", "f"), texts(only(folder, array + ".")));
    }

    @Test
    void arraysOfObjectsAreWhatTheyHold() throws IOException {
        String object = Pickles.dtype("O8", "|", -1);
        StoredArray texts = only(folder, Pickles.array(object, "(I2\nt", "(Vx\nNl") + ".");
        check(texts, "object", 2);
        assertEquals(List.of("x", "None"), texts(texts));
        check(only(folder, Pickles.array(object, "(I2\nI1\nt", "(I1\nF2\nl") + "."), "float64", 2, 1);
        String inner = Pickles.array(Pickles.dtype("i1"), "(I1\nt", "S'a'\n");
        assertEquals(List.of("0", "1"), names(Pickles.array(object, "(I2\nt", "(" + inner + inner + "l") + "."));
    }

    @Test
    void scalarsOfNumpyKeepTheirType() throws IOException {
        String scalar = "cnumpy.core.multiarray\nscalar\n(" + Pickles.dtype("f4") + "S'\\x00\\x00\\xc0?'\ntR";
        check(only(folder, scalar + "."), "float32");
        StoredArray list = only(folder, "(" + scalar + scalar + "l.");
        check(list, "float32", 2);
        assertEquals(List.of(1.5, 1.5), doubles(list));
        check(only(folder, "(" + scalar + "I1\nl."), "float64", 2);
    }

    @Test
    void emptyBytesOfProtocol2AreBytes() throws IOException {
        check(
                only(folder, Pickles.array(Pickles.dtype("f4"), "(I0\nI7\nt", "c__builtin__\nbytes\n)R") + "."),
                "float32",
                0,
                7);
    }

    @Test
    void dtypeMayNameItsOrder() throws IOException {
        assertEquals(
                List.of(258.0),
                doubles(only(
                        folder,
                        "cnumpy.core.numeric\n_frombuffer\n(c__builtin__\nbytearray\n(S'\\x01\\x02'\ntR"
                                + "cnumpy\ndtype\n(S'>i2'\ntR(I1\ntS'C'\ntR.")));
    }

    @Test
    void longTextsAreNoArraysByThemselves() throws IOException {
        String text = "X\0\0\u0010\0" + "x".repeat(1 << 20);
        assertEquals(List.of("a"), names("(Va\nI1\nVnotes\n" + text + "d."));
        IOException error = assertThrows(IOException.class, () -> names("(" + text + "l."));
        assertTrue(error.getMessage().contains("texts that are longer than mapped-from"), error.getMessage());
    }

    @Test
    void whatFollowsThePickleIsLeftAlone() throws IOException {
        assertEquals(List.of(1.0), doubles(only(folder, "I1\n.cos\nsystem\n")));
    }

    @Test
    void listsBeyondTheBudgetAreRefused() throws IOException {
        Path file = Files.write(
                folder.resolve("long.pkl"),
                ("(" + "I1\n".repeat(100_000) + "l.").getBytes(StandardCharsets.ISO_8859_1));
        PickleFormat format =
                new PickleFormat(new PickleFormat.Config(32, 1_000_000, 1 << 20, 100), new Directories(folder, folder));
        String error = assertThrows(IOException.class, () -> format.open(file)).getMessage();
        assertTrue(error.contains("needs more than 1000000 bytes of memory"), error);
        assertTrue(
                error.contains(
                        "if you trust the file, raise it by --set format.pickle.small-bytes=..., or save its lists as"
                                + " arrays"),
                error);
        assertEquals(
                new Shape(100_000),
                Pickles.open(file, folder, 1 << 20).arrays().get(0).array().shape());
    }

    @Test
    void moreArraysThanAFileMayHaveAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("many.pkl"), "(dVa\nI1\nsVb\nI2\nsVc\nI3\ns.");
        PickleFormat format =
                new PickleFormat(new PickleFormat.Config(32, 1 << 20, 1 << 20, 2), new Directories(folder, folder));
        String error = assertThrows(IOException.class, () -> format.open(file)).getMessage();
        assertEquals(
                file + " has more arrays than arrays = 2; if it is sound, raise it by --set format.pickle.arrays=...",
                error);
        assertEquals(3, Pickles.open(file, folder, 1 << 20).arrays().size());
    }

    @Test
    void aMissingFileIsNamed() {
        assertThrows(NoSuchFileException.class, () -> Pickles.open(folder.resolve("none.pkl"), folder, 1));
    }

    @Test
    void picklesAreRecognisedByNameOrStart() {
        PickleFormat format = new PickleFormat(new PickleFormat.Config(32, 1, 1, 100), new Directories(folder, folder));
        assertTrue(format.recognizes(Path.of("a.PKL"), new byte[] {'('}));
        assertTrue(format.recognizes(Path.of("data"), new byte[] {(byte) 0x80, 4}));
        assertFalse(format.recognizes(Path.of("data.npy"), new byte[] {(byte) 0x93, 'N'}));
        assertFalse(format.recognizes(Path.of("data"), new byte[0]));
    }
}
