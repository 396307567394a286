package org.derl.datasets.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.data.file.NamedArray;
import org.derl.datasets.array.Read;
import org.derl.datasets.csv.CsvFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextFormatsTest {

    private static final FileFormat CSV =
            new CsvFormat(new CsvFormat.Config(1 << 10, 200, 2000, 20, "told"), Read.NO_DIRECTORIES);
    private static final FileFormat JSON = new JsonFormat(new JsonFormat.Config(1 << 10, 20), Read.NO_DIRECTORIES);

    @TempDir
    private Path folder;

    private ArrayFile csv(String... lines) throws IOException {
        return CSV.open(Files.write(folder.resolve("table.csv"), List.of(lines)));
    }

    private ArrayFile json(String text) throws IOException {
        return JSON.open(Files.writeString(folder.resolve("tree.json"), text));
    }

    private static List<String> names(ArrayFile file) {
        return file.arrays().stream().map(NamedArray::name).toList();
    }

    @Test
    void columnsOfATableWithHeaderBearItsNames() throws IOException {
        ArrayFile file = csv("id,clip,pitch,note", "a,0001,1.5,\"x, y\"", "b,0002,,", "c,0003,-inf,z");
        assertEquals(List.of("id", "clip", "pitch", "note"), names(file));
        assertEquals(List.of("0001", "0002", "0003"), Read.texts(file, "clip"));
        assertArrayEquals(new double[] {1.5, Double.NaN, Double.NEGATIVE_INFINITY}, Read.doubles(file, "pitch"));
        assertEquals(List.of("x, y", "", "z"), Read.texts(file, "note"));
    }

    @Test
    void tableWithoutHeaderIsOneArrayOfNumbers() throws IOException {
        ArrayFile file = csv("v_1,1,2", "v_2,3,4e-1");
        assertEquals(List.of("values", "column 1"), names(file));
        assertEquals(new Shape(2, 2), Read.array(file, "values").shape());
        assertArrayEquals(new double[] {1, 2, 3, 0.4}, Read.doubles(file, "values"));
        assertEquals(List.of("v_1", "v_2"), Read.texts(file, "column 1"));
    }

    @Test
    void markOfByteOrderIsNoPartOfAName() throws IOException {
        assertEquals(List.of("id", "x"), names(csv("\uFEFFid,x", "a,1")));
    }

    @Test
    void separatorsAreToldByTheFirstLines() throws IOException {
        for (String line : List.of("id;x;note", "id\tx\tnote")) {
            String separator = line.substring(2, 3);
            ArrayFile file = csv(line, "a;1,5;b, c, d".replace(";", separator), "d;-,25;e".replace(";", separator));
            assertEquals(List.of("id", "x", "note"), names(file));
            assertArrayEquals(new double[] {1.5, -0.25}, Read.doubles(file, "x"));
            assertEquals(
                    List.of(
                            separator.equals(";") ? "separated by semicolons" : "separated by tabs",
                            "decimal commas in x"),
                    file.remarks());
        }
        assertEquals(List.of("id", "a;b"), names(csv("id,a;b", "x,\"1;2;3\"")));
        assertArrayEquals(new double[] {0.5, 1.5}, Read.doubles(csv("0,5;1,5"), "values"));
    }

    @Test
    void whatStandsForNoNumberDropsNoColumn() throws IOException {
        for (String cell : List.of("NA", "#NAME?", "", "null", "<NA>", "-1.#IND", "#DIV/0!")) {
            ArrayFile file = csv("id,x", "a,1", "b," + cell, "c,3");
            assertArrayEquals(new double[] {1, Double.NaN, 3}, Read.doubles(file, "x"), cell);
            assertEquals(
                    List.of("1 missing number, taken for NaN: " + (cell.isEmpty() ? "an empty one" : "'" + cell + "'")
                            + " in the column x, row 2"),
                    file.remarks());
        }
        assertEquals(List.of("NA", "No"), Read.texts(csv("id,x", "a,NA", "b,No"), "x"));
        assertEquals(List.of("1,234", "12,345"), Read.texts(csv("id;x", "a;1,234", "b;12,345"), "x"));
        assertEquals(List.of("1,5", "2.5"), Read.texts(csv("id;x", "a;1,5", "b;2.5"), "x"));
    }

    @Test
    void headsMayBeQuotedPaddedAndAboveAnIndex() throws IOException {
        ArrayFile file = csv(", id ,'X y',  \"z\"", "0, a ,1,2", "1,b,3,4", "   ", "");
        assertEquals(List.of("column 1", "id", "X y", "z"), names(file));
        assertEquals(List.of("a", "b"), Read.texts(file, "id"));
    }

    @Test
    void encodingsAreToldByTheirMarkNamedOrAsked() throws IOException {
        Path table = folder.resolve("table.csv");
        String text = "id,text\na,\u4f60\u597d\u4e16\u754c\n";
        for (String wide : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE")) {
            Files.write(table, ("\uFEFF" + text).getBytes(Charset.forName(wide)));
            ArrayFile file = CSV.open(table);
            assertEquals(List.of("\u4f60\u597d\u4e16\u754c"), Read.texts(file, "text"));
            assertEquals(List.of("in " + wide + ", by its mark of byte order"), file.remarks());
        }
        for (String other : List.of("GB18030", "UTF-16LE", "UTF-16BE")) {
            String ascii = "id,text,and,many,more,heads,that,are,of,ascii,alone\n";
            Files.write(table, (other.startsWith("UTF") ? ascii : text).getBytes(Charset.forName(other)));
            wrong(
                    () -> CSV.open(table),
                    "table.csv: this is not text in UTF-8; it looks like " + other
                            + " (in line 1 or soon after); save it"
                            + " as UTF-8; check and import read other encodings by --set format.csv.encoding=" + other);
        }
        Files.write(table, text.getBytes(Charset.forName("GBK")));
        FileFormat asked = new CsvFormat(new CsvFormat.Config(1 << 10, 200, 2000, 20, "GBK"), Read.NO_DIRECTORIES);
        assertEquals(List.of("\u4f60\u597d\u4e16\u754c"), Read.texts(asked.open(table), "text"));
        assertThrows(IllegalArgumentException.class, () -> new CsvFormat.Config(1, 1, 1, 1, "utf-9"));
    }

    @Test
    void damagedTableIsRefused() {
        wrong(
                () -> csv("id,x", "a,\"he said \"wow\" once\""),
                "table.csv:2: a quotation mark stands inside a value, at its character 12; double it there (\"\")");
        wrong(() -> csv("id,x", "a,1", "b"), "table.csv:3: there is 1 value instead of 2");
        wrong(() -> csv("id,x", "a,\"1"), "table.csv:2: a quotation mark is not closed");
        wrong(() -> csv(), "is empty");
        wrong(() -> csv("x".repeat(1 << 10)), "more than bytes = 1024");
        wrong(() -> CSV.open(folder.resolve("none.csv")), ": there is no such file");
    }

    @Test
    void tablesThatTakeTooMuchAreRefused() throws IOException {
        String columns = String.join(",", Collections.nCopies(21, "1"));
        wrong(
                () -> csv(columns),
                "table.csv:1: there are 21 columns, more than arrays = 20; if the file is sound, raise it by --set");
        String first = "x".repeat(190);
        csv(first, first, first); // no row is too long by itself
        wrong(
                () -> csv("x", "1", "2", first + first + first),
                "table.csv:4: this row has more than row-characters = 200");
        wrong(() -> csv("x", "\"1", first, first, first), "if a quote is not closed in it, close it");
        List<String> rows = Collections.nCopies(40, "a");
        wrong(
                () -> csv(rows.toArray(String[]::new)),
                "table.csv:32: up to here the file takes more memory than memory-b");
        csv(Collections.nCopies(200, "1").toArray(String[]::new));
    }

    @Test
    void idsOfManyDigitsAreNames() throws IOException {
        String longest = "1".repeat(31);
        ArrayFile file =
                csv("id,hash,x", "1234567890123456789," + longest + ",-9007199254740994.5", "7,8,36028797018963968");
        assertEquals(List.of("1234567890123456789", "7"), Read.texts(file, "id"));
        assertEquals(List.of(longest, "8"), Read.texts(file, "hash"));
        assertArrayEquals(new double[] {-0x1p53 - 2, 0x1p55}, Read.doubles(file, "x"), 0);
    }

    @Test
    void idInTheFirstRowIsNoHeader() throws IOException {
        for (String id : List.of("1234567890123456789", "0001")) {
            ArrayFile file = csv(id + ",good", "2,bad");
            assertEquals(List.of("column 1", "column 2"), names(file));
            assertEquals(List.of(id, "2"), Read.texts(file, "column 1"));
            assertEquals(List.of("good", "bad"), Read.texts(file, "column 2"));
        }
    }

    @Test
    void listsOfJsonAreArraysAtTheirPlace() throws IOException {
        ArrayFile file = json("{\"folds\": {\"train\": [\"a\", \"é\"]}, \"m\": [[1, 2], [3, 4e0]], \"n\": 7}");
        assertEquals(List.of("folds/train", "m", "n"), names(file));
        assertEquals(List.of("a", "é"), Read.texts(file, "folds", "train"));
        assertEquals(new Shape(2, 2), Read.array(file, "m").shape());
        assertArrayEquals(new double[] {1, 2, 3, 4}, Read.doubles(file, "m"));
        assertEquals(new Shape(), Read.array(file, "n").shape());
        assertArrayEquals(new double[] {5}, Read.doubles(json("[5]"), "values"));
    }

    @ParameterizedTest
    @CsvSource({
        "'[]', empty, 0",
        "'[1, \"a\"]', mixed, 2",
        "'[[1], [1, 2]]', mixed, 2",
        "'[{\"a\": 1}, {}]', object, 2",
        "'[true, false, true]', boolean, 3",
    })
    void whatIsNoArrayIsListedOnly(String text, String dtype, long length) throws IOException {
        assertEquals(dtype, Read.array(json(text), "values").dtype());
        assertEquals(new Shape(length), Read.array(json(text), "values").shape());
    }

    @Test
    void damagedJsonIsRefused() {
        for (String text : List.of("", "{", "[1, 2", "{\"a\": 1, \"a\": 2}", "[1] 2", "[NaN]", "[1e999]", "{'a': 1}")) {
            wrong(() -> json(text), "tree.json is no sound JSON: ");
        }
        wrong(() -> json("[".repeat(100)), "tree.json is no sound JSON: ");
        wrong(() -> json(" ".repeat(1 << 11)), "more than bytes = 1024");
        String keys = IntStream.range(0, 21).mapToObj(i -> "\"" + i + "\": 1").collect(Collectors.joining(", "));
        wrong(() -> json("{" + keys + "}"), "tree.json has more arrays than arrays = 20; if it is sound, raise it");
    }

    private interface Opening {
        ArrayFile open() throws IOException;
    }

    private static void wrong(Opening opening, String message) {
        IOException error = assertThrows(IOException.class, opening::open);
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }
}
