package org.derl.datasets.pickle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.derl.data.file.ArrayFile;
import org.derl.datasets.array.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Containers that Python wrote (containers.py beside them). */
class ContainersTest {

    @TempDir
    Path folder;

    private ArrayFile open(String name) throws IOException {
        return Pickles.open(Read.resource(ContainersTest.class, name), folder, Pickles.MAPPED_FROM);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 5})
    void containersAreReadAsWhatTheyHold(int protocol) throws IOException {
        ArrayFile file = open("containers-p" + protocol + ".pkl");
        assertEquals(List.of(1.0, 2.0), Pickles.doubles(Read.array(file, "default", "a")));
        assertEquals(List.of(1.5), Pickles.doubles(Read.array(file, "nested", "x", "y")));
        assertEquals(List.of(2.0), Pickles.doubles(Read.array(file, "count", "a")));
        assertEquals(List.of(1.0), Pickles.doubles(Read.array(file, "ordered", "first")));
        assertEquals(List.of(3.0, 5.0, 7.0), Pickles.doubles(Read.array(file, "range")));
        assertEquals(List.of(5.0, 3.0, 1.0), Pickles.doubles(Read.array(file, "down")));
        assertEquals(List.of("1", "4", "None"), Read.texts(file, "slice"));
        assertEquals(List.of(7.0), Pickles.doubles(Read.array(file, "set")));
        assertEquals(List.of("s"), Read.texts(file, "frozen"));
        assertEquals(List.of(1.0, 2.0), Pickles.doubles(Read.array(file, "tuple")));
        assertEquals(List.of(1.0, 2.0), Pickles.doubles(Read.array(file, "queue")));
        assertEquals(List.of(1.0), Pickles.doubles(Read.array(file, "keys", "v_3")));
        assertEquals(List.of(2.0), Pickles.doubles(Read.array(file, "keys", "None")));
    }

    @Test
    void thoseOfPython2AreTheSame() throws IOException {
        ArrayFile file = open("containers-py2.pkl");
        assertEquals(List.of(1.0, 2.0), Pickles.doubles(Read.array(file, "default", "a")));
        assertEquals(List.of(3.0, 5.0, 7.0), Pickles.doubles(Read.array(file, "range")));
        assertEquals(List.of(7.0), Pickles.doubles(Read.array(file, "set")));
        assertEquals(List.of("s"), Read.texts(file, "frozen"));
    }

    @Test
    void whatFollowsTheFirstPickleIsSaid() throws IOException {
        ArrayFile file = open("two.pkl");
        assertEquals(List.of(1.0, 2.0), Pickles.doubles(Read.array(file, "array")));
        assertEquals(1, file.remarks().size());
        assertTrue(
                file.remarks().get(0).startsWith("24 bytes follow its first pickle"),
                file.remarks().get(0));
        assertEquals(List.of(), open("containers-p4.pkl").remarks());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cbuiltins\\nrange\\n(I0\\nL9000000000000000000L\\nI1\\ntR.|needs more than",
                "cbuiltins\\nrange\\n(L-9000000000000000000L\\nL9000000000000000000L\\nI1\\ntR.|more numbers than"
                        + " there are",
                "cbuiltins\\nrange\\n(I0\\nI5\\nI0\\ntR.|with arguments that it does not have",
                "cbuiltins\\nrange\\n(I0\\nI5\\nI1\\nI1\\ntR.|with arguments that it does not have",
                "cbuiltins\\nlist\\n(I5\\ntR.|calls a type of Python",
                "ccollections\\ndefaultdict\\n(I5\\ntR.|with arguments that it does not have",
                "ccollections\\ndefaultdict\\n(cos\\nsystem\\ntR.|asks for 'os.system'",
                "ccollections\\nCounter\\n((I1\\nI2\\nltR.|with arguments that it does not have",
                "ccollections\\nOrderedDict\\n(((I1\\ntltR.|with arguments that it does not have",
                "(d((I1\\ntI2\\ntI3\\ns.|uses tuples within a tuple",
                "(dcbuiltins\\nint\\nI3\\ns.|uses what is neither text nor number",
            })
    void whatNoContainerIsMadeOfIsRefused(String pickle, String reason) {
        IOException refused = assertThrows(IOException.class, () -> Pickles.open(folder, pickle.replace("\\n", "\n")));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
    }

    @Test
    void aRangeOfOneStepUpToTheLargestNumberIsCounted() throws IOException {
        String pickle = "cbuiltins\nrange\n(L9223372036854775805L\nL9223372036854775807L\nI1\ntR.";
        assertEquals(2, Pickles.only(folder, pickle).size());
    }

    @Test
    void tuplesThatAreKeysMayNotBeLong() {
        String pickle = "(d(V" + "x".repeat(300) + "\ntI3\ns.";
        IOException refused = assertThrows(IOException.class, () -> Pickles.open(folder, pickle));
        assertTrue(refused.getMessage().contains("a tuple of 300 characters"), refused.getMessage());
    }

    @Test
    void decimalsAreNumbersAndPathsAreTexts(@TempDir Path folder) throws IOException {
        assertEquals(List.of(-1.25), Pickles.doubles(Pickles.only(folder, "cdecimal\nDecimal\n(S'-1.25'\ntR.")));
        String path = "cpathlib\nPosixPath\n(S'/'\nS'audio'\nS'a.wav'\ntR.";
        assertEquals(List.of("/audio/a.wav"), Pickles.texts(Pickles.only(folder, path)));
    }

    @Test
    void otherObjectsAreRefusedWithTheWayOut(@TempDir Path folder) {
        for (String[] refused : new String[][] {
            {"cdatetime\ndate\n.", "put str(date) in the place of each"},
            {"c__main__\nClip\n.", "object._asdict() of a named tuple"},
            {"cnumpy\ndtype\n(S'c8'\nI0\nI1\ntR.", "such as array.real and array.imag"},
            {"cnumpy\ndtype\n(S'M8[s]'\nI0\nI1\ntR.", "such as array.astype(str)"},
            {"cdecimal\nDecimal\n(S'one'\ntR.", "has 'one' for a decimal number"},
        }) {
            IOException error = assertThrows(IOException.class, () -> Pickles.open(folder, refused[0]));
            assertTrue(String.valueOf(error.getMessage()).contains(refused[1]), error.getMessage());
        }
    }
}
