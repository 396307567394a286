package org.derl.bench.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.derl.bench.cli.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** On a small pickle in MMSA's layout: two -inf in the audio and one NaN in the vision of each part. */
class DataCommandsTest {

    @TempDir
    Path directory;

    private Path file;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void copyFile() throws IOException {
        file = directory.resolve("unaligned.pkl");
        try (InputStream in = Objects.requireNonNull(
                DataCommandsTest.class.getResourceAsStream("/org/derl/bench/datacheck/unaligned_p4_f64.pkl"))) {
            Files.copy(in, file);
        }
    }

    @Test
    void inspectPrintsOneObjectAnArray() {
        assertEquals(0, run("data", "inspect", "--json", file.toString()), err.toString());
        JsonArray arrays = JsonParser.parseString(out.toString()).getAsJsonArray();
        JsonObject audio = array(arrays, "train", "audio");
        assertEquals("float64", audio.get("dtype").getAsString());
        assertEquals("[5,9,3]", audio.get("shape").toString());
        assertEquals(
                "1b324eb0d23f4ff6e01a2a621ff03e7b28790ec096ca077ff4a5249d0f20b043",
                audio.get("sha256").getAsString());
        assertEquals(2, audio.get("neg_inf").getAsInt());
        assertEquals(0, audio.get("nan").getAsInt());
        assertEquals(0, audio.get("pos_inf").getAsInt());
        assertEquals(1, array(arrays, "valid", "vision").get("nan").getAsInt());
        JsonObject ids = array(arrays, "test", "id");
        assertEquals("str288", ids.get("dtype").getAsString());
        assertEquals(
                "2752997ea2fc78f6015c6cb3638022e2549ddc25c665f129da027b10a7c5c8c2",
                array(arrays, "train", "raw_text").get("sha256").getAsString());
        assertEquals("", err.toString());
    }

    @Test
    void inspectRefusesInOneLine() throws IOException {
        cut();
        assertEquals(1, run("data", "inspect", "--json", file.toString()));
        assertEquals("", out.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertTrue(err.toString().startsWith(file.toString()), err.toString());
    }

    @Test
    void settingsOfFormatsAndLayoutsCanBeGiven() throws IOException {
        String few = "format.pickle.small-bytes=100";
        assertEquals(1, run("data", "inspect", "--set", few, file.toString()));
        assertTrue(err.toString().contains("raise it by --set format.pickle.small-bytes="), err.toString());
        assertEquals(2, run("data", "inspect", "--set", "layout.mfm.sizes.audio=74", file.toString()));
        assertTrue(err.toString().contains("'layout.mfm...' is of no layout; there are bc-lstm, csv"), err.toString());
        assertEquals(2, run("data", "inspect", "--set", "layout.mfn.sizes.audio=none", file.toString()));
        assertTrue(err.toString().contains("layout.mfn"), err.toString());
    }

    @Test
    void checkNamesWhatIsThere() {
        assertEquals(1, run("data", "check", "--json", file.toString()), err.toString());
        JsonObject report = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals("warnings", report.get("verdict").getAsString());
        List<String> kinds = StreamSupport.stream(
                        report.getAsJsonArray("findings").spliterator(), false)
                .map(finding -> finding.getAsJsonObject().get("kind").getAsString())
                .distinct()
                .toList();
        assertTrue(kinds.contains("nan") && kinds.contains("negative-infinity"), kinds.toString());
    }

    @Test
    void checkCallsALabelBeyondTheRangeBroken() throws IOException {
        replaceLabel(3.5);
        assertEquals(2, run("data", "check", file.toString()), err.toString());
        assertTrue(out.toString().contains("error: 1 label outside of [-3, 3], such as 3.5\n"), out.toString());
    }

    @Test
    void checkCallsATruncatedFileBroken() throws IOException {
        cut();
        assertEquals(2, run("data", "check", file.toString()));
        assertTrue(out.toString().contains("This data is broken: 1 error."), out.toString());
        assertTrue(out.toString().contains("cannot be read:"), out.toString());
    }

    @Test
    void checkWritesAPage() throws IOException {
        Path page = directory.resolve("report.html");
        assertEquals(1, run("data", "check", "--html", page.toString(), file.toString()), err.toString());
        String text = Files.readString(page);
        assertTrue(text.startsWith("<!DOCTYPE html>") && text.contains("<svg"), "no page");
        assertFalse(text.contains("http://") || text.contains("https://"), "it needs something else");
        try (var files = Files.list(directory)) {
            assertEquals(2, files.count(), "a part was left behind");
        }
    }

    @Test
    void checkReplacesNoLinkWithItsPage() throws IOException {
        Path target = Files.writeString(directory.resolve("target.html"), "former");
        Path page = Files.createSymbolicLink(directory.resolve("report.html"), target);
        assertEquals(1, run("data", "check", "--html", page.toString(), file.toString()), err.toString());
        assertTrue(Files.isSymbolicLink(page));
        assertTrue(Files.readString(target).startsWith("<!DOCTYPE html>"));
    }

    @Test
    void checkExaminesDataSetsOfTheCatalog() {
        assertEquals(0, run("data", "check", "toy", "--set", "toy.data-set.training=96"), out + err.toString());
        assertTrue(out.toString().contains("data set toy"), out.toString());
    }

    @Test
    void checkTellsBadUsageFromBrokenData() {
        assertEquals(3, run("data", "check"));
        assertEquals(3, run("data", "check", "toi"));
        assertTrue(err.toString().contains("did you mean 'toy'?"), err.toString());
        assertEquals(3, run("data", "check", "--set", "nonsense=1", file.toString()));
        assertEquals(
                3,
                run(
                        "data",
                        "check",
                        "--settings",
                        directory.resolve("none.conf").toString(),
                        file.toString()));
        assertEquals(0, run("data", "check", "--help"));
        assertTrue(out.toString().contains("3   Not checked: an argument or a"), out.toString());
        Path nowhere = directory.resolve("none").resolve("report.html");
        assertEquals(3, run("data", "check", "--html", nowhere.toString(), file.toString()));
        assertTrue(err.toString().contains("there is no folder " + directory.resolve("none")), err.toString());
    }

    @Test
    void checkNamesDuplicatesAndAllElseInTables() throws IOException {
        Path labels = directory.resolve("labels.csv");
        Files.writeString(labels, "id,label,split\na,1,train\na,3.5,train\nb,1,valid\nc\u001b[2J,1,test\n");
        Path audio = directory.resolve("audio.csv");
        Files.writeString(audio, "id,pitch\na,1\nb,2\nc\u001b[2J,0\n");
        assertEquals(2, run("data", "check", labels.toString(), audio.toString()), err.toString());
        assertTrue(out.toString().contains("error: 1 id more than once"), out.toString());
        assertTrue(out.toString().contains("error: 1 label outside of [-3, 3], such as 3.5"), out.toString());
        assertTrue(out.toString().contains("c\uFFFD[2J"), out.toString());
        assertFalse(out.toString().contains("\u001b[2J"), out.toString());
    }

    @Test
    void noCommandLetsFilesSpeakToTheTerminal() throws IOException {
        String escape = "\u001b]0;owned\u0007";
        Path labels = directory.resolve("labels.csv");
        String id = "a" + escape;
        Files.writeString(
                labels,
                "id,label,split," + escape + "\n" + (id + ",1,train,1\n").repeat(2) + "b,1,valid,1\nc,1,test,1\n");
        Path audio = directory.resolve("audio.csv");
        Files.writeString(audio, "id,pitch\n" + id + ",1\nb,2\nc,0\n");
        Path scores = directory.resolve("scores.csv");
        Files.writeString(scores, "id,label,prediction\n" + (id + ",1,1\n").repeat(2));
        String cache = "--cache-dir=" + directory.resolve("cache");
        for (List<String> command : List.of(
                List.of("data", "inspect", labels.toString()),
                List.of("data", "inspect", "--json", labels.toString()),
                List.of("data", "check", labels.toString(), audio.toString()),
                List.of("data", "import", labels.toString(), audio.toString(), "--name=x", "--family=mosi", cache),
                List.of("score", scores.toString()),
                List.of("score", scores + escape),
                List.of("compare", "--models", escape),
                List.of(escape))) {
            out.getBuffer().setLength(0);
            err.getBuffer().setLength(0);
            run(command.toArray(String[]::new));
            String printed = out + err.toString();
            assertTrue(printed.contains("owned"), command + ": " + printed);
            assertFalse(printed.contains("\u001b") || printed.contains("\u0007"), command + ": " + printed);
        }
    }

    @Test
    void longNamesAreShortenedInPrint() throws IOException {
        Path table = directory.resolve("table.csv");
        Files.writeString(table, "x".repeat(100_000) + ",y\n1,1\n1,2\n");
        assertEquals(0, run("data", "inspect", table.toString()), err.toString());
        assertEquals(1, run("data", "check", table.toString()), err.toString());
        assertTrue(out.toString().contains("characters are left out here]"), out.toString());
        assertTrue(out.toString().length() < 3000, out.toString().length() + " characters");
    }

    @Test
    void checkSaysWhatWasNotRead() throws IOException {
        Path json = Files.writeString(directory.resolve("labels.json"), "{\"labels\": [1, null, 3]}");
        assertEquals(1, run("data", "check", json.toString()), err.toString());
        assertTrue(out.toString().contains("are not read"), out.toString());
        assertTrue(out.toString().contains("This data was not understood: 1 warning"), out.toString());
    }

    private static JsonObject array(JsonArray arrays, String split, String key) {
        return StreamSupport.stream(arrays.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(array -> array.get("split").getAsString().equals(split)
                        && array.get("key").getAsString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private void cut() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    }

    /** Labels are doubles of their own in the file. */
    private void replaceLabel(double label) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i <= bytes.length - Double.BYTES; i++) {
            if (buffer.getDouble(i) == LABEL) {
                buffer.putDouble(i, label);
                Files.write(file, bytes);
                return;
            }
        }
        throw new IllegalStateException("the label is not in the file");
    }

    private static final double LABEL = -3;

    private int run(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    @Test
    void inspectSaysWhatWasGuessedAndPassedOver() throws IOException {
        Path folder = Files.createDirectory(directory.resolve("tables"));
        Files.writeString(folder.resolve("labels.csv"), "id;label\na;1\nb;\n");
        Files.writeString(folder.resolve("README"), "words\n");
        assertEquals(0, run("data", "inspect", folder.toString()), err.toString());
        String text = out.toString();
        assertTrue(text.contains("note: labels.csv: separated by semicolons"), text);
        assertTrue(text.contains("note: labels.csv: 1 missing number, taken for NaN"), text);
        assertTrue(text.contains("note: README is left out: no format knows it"), text);
        assertEquals(0, run("data", "inspect", "--json", folder.toString()));
        assertTrue(err.toString().contains("note: README is left out"), err.toString());
    }
}
