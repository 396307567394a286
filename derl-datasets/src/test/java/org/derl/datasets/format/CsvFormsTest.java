package org.derl.datasets.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.datasets.array.Read;
import org.derl.datasets.csv.CsvFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables and trees as programs and people write them. */
class CsvFormsTest {

    @TempDir
    private Path folder;

    private ArrayFile csv(String... lines) throws IOException {
        CsvFormat format = new CsvFormat(new CsvFormat.Config(1 << 10, 200, 2000, 20, "told"), Read.NO_DIRECTORIES);
        return format.open(Files.write(folder.resolve("table.csv"), List.of(lines)));
    }

    private static List<String> names(ArrayFile file) {
        return file.arrays().stream().map(NamedArray::name).toList();
    }

    @Test
    void namesBetweenSingleQuotesAreThoseOfOpenSmile() throws IOException {
        ArrayFile file = csv("name;frameTime;F0", "'clip00';0.0;1", "'clip 1';0.1;2");
        assertEquals(List.of("clip00", "clip 1"), Read.texts(file, "name"));
        assertEquals(
                List.of("separated by semicolons", "without the single quotes around all values of name"),
                file.remarks());
        assertEquals(List.of("'a'", "it's"), Read.texts(csv("id,x", "'a',1", "it's,2"), "id"));
    }

    @Test
    void columnsOfOneNameAreToldApart() throws IOException {
        ArrayFile file = csv("id,x,x,y,x", "a,1,2,3,4", "b,5,6,7,8");
        assertEquals(List.of("id", "x", "x.1", "y", "x.2"), names(file));
        assertArrayEquals(new double[] {2, 6}, Read.doubles(file, "x.1"));
        assertEquals(List.of("columns of one name have a number: x.1 and 1 others"), file.remarks());
        assertEquals(List.of("x", "x.2", "x.1"), names(csv("x,x,x.1", "1,2,3")));
        assertEquals(List.of("column 1", "column 2"), names(csv("good,good", "bad,bad")));
    }

    @Test
    void headThatStandsAgainIsLeftOut() throws IOException {
        ArrayFile file = csv("id,x", "a,1", "id,x", "b,2", "id,x");
        assertArrayEquals(new double[] {1, 2}, Read.doubles(file, "x"));
        assertEquals(List.of("the head stands again in line 3 and 1 others, left out"), file.remarks());
        assertEquals(List.of("yes", "no"), Read.texts(csv("no", "yes", "no"), "no"));
    }

    @Test
    void barsAndBlanksSeparateValues() throws IOException {
        ArrayFile bars = csv("id|label|text", "a|1|well, yes", "b|-1|no; no");
        assertEquals(List.of("id", "label", "text"), names(bars));
        assertEquals(List.of("separated by bars"), bars.remarks());
        ArrayFile blanks = csv("id f1 f2", "a 0.5 -1e-3", "b 2 3");
        assertArrayEquals(new double[] {-1e-3, 3}, Read.doubles(blanks, "f2"));
        assertEquals(List.of("separated by blanks"), blanks.remarks());
        assertEquals(List.of("text"), names(csv("text", "so good", "so bad")));
        assertEquals(List.of("the text"), names(csv("the text", "so good", "so bad")));
        assertEquals(List.of("id", "a|b"), names(csv("id,a|b", "1,2|3")));
    }

    @Test
    void typesettersMinusIsAMinus() throws IOException {
        ArrayFile file = csv("id,x", "a,\u22121.5", "b,2e\u22121");
        assertArrayEquals(new double[] {-1.5, 0.2}, Read.doubles(file, "x"));
        assertArrayEquals(new double[] {-1, 2}, Read.doubles(csv("\u22121,2"), "values"));
    }

    @Test
    void rowsAreNamedByTheLineWhereTheyBegin() throws IOException {
        IOException wrong =
                assertThrows(IOException.class, () -> csv("id,x", "", "a,\"one", "two\"", "b,\"three", "four\",5"));
        assertTrue(wrong.getMessage().contains("table.csv:5: there are 3 values instead of 2"), wrong.getMessage());
    }

    @Test
    void jsonIsKnownByItsContent() throws IOException {
        JsonFormat json = new JsonFormat(new JsonFormat.Config(1 << 10, 20), Read.NO_DIRECTORIES);
        for (String text : List.of("{\"a\": 1}", " [[1, 2]]", "[\"a\"]", "\n[{\"id\": 1}]", "[-1.5e3]", "{}")) {
            assertTrue(json.recognizes(Path.of("file"), text.getBytes(StandardCharsets.UTF_8)), text);
        }
        for (String text : List.of("[a, b]", "[1 2]", "{a}", "]", "{\\rtf", "a = [1]", "\"[1, 2]\",3", "[CLS] x")) {
            assertFalse(json.recognizes(Path.of("file"), text.getBytes(StandardCharsets.UTF_8)), text);
        }
        Path lines = Files.writeString(folder.resolve("clips.jsonl"), "{\"id\": 1}\n\n{\"id\": 2}\n");
        IOException refused = assertThrows(IOException.class, () -> json.open(lines));
        assertEquals(
                lines + " has JSON in each line (JSONL); in Python, write it as CSV: "
                        + "pandas.read_json('clips.jsonl', lines=True).to_csv('clips-new.csv', index=False)",
                refused.getMessage());
    }
}
