package org.derl.bench.predictions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.derl.data.Task;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionsFileTest {

    @TempDir
    Path directory;

    @Test
    void columnsMayBeInAnyOrderAndOthersArePassedOver() throws IOException {
        Predictions read = read("prediction,video, ID ,label\n-1e-1,v,\"a,1\",3\n\n.5 ,w,b,-3.\n");
        assertEquals(new Predictions(List.of("a,1", "b"), List.of(3.0, -3.0), List.of(-0.1, 0.5)), read);
    }

    @Test
    void byteOrderMarkAndWindowsLineEndsAreAccepted() throws IOException {
        Predictions read = read("\uFEFFid,label,prediction\r\na,1,2\r\n");
        assertEquals(new Predictions(List.of("a"), List.of(1.0), List.of(2.0)), read);
    }

    @Test
    void blanksAroundValuesAreNoPartOfThemUnlessQuoted() throws IOException {
        Predictions read = read(" id , label,\"prediction\"\n a ,1 , 2\n\" a \", \" 1\" ,2\n");
        assertEquals(List.of("a", " a "), read.ids());
        assertEquals(List.of(1.0, 1.0), read.labels());
    }

    @Test
    void whatSpreadsheetsAndPandasWriteIsRead() throws IOException {
        Predictions expected = new Predictions(List.of("a", "b"), List.of(1.0, -1.0), List.of(0.5, 2.0));
        assertEquals(expected, read(",ID,'Label',Prediction\n0,a,1,.5\n1,b,-1,2\n"));
        assertEquals(expected, read("id;label;prediction\na;1;.5\nb;-1;2\n"));
        assertEquals(expected, read("id\tlabel\tprediction\na\t1\t.5\nb\t-1\t2\n"));
        Path wide = directory.resolve("wide.csv");
        Files.writeString(wide, "\uFEFFid,label,prediction\na,1,.5\nb,-1,2\n", StandardCharsets.UTF_16LE);
        assertEquals(expected, PredictionsFile.read(wide));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsWrittenIsReadAsItWas(boolean guarded) throws IOException {
        Random random = new Random(1);
        Path file = directory.resolve("predictions.csv");
        for (int round = 0; round < 50; round++) {
            Predictions written = anyPredictions(random);
            PredictionsFile.write(file, written, guarded);
            assertEquals(written, PredictionsFile.read(file));
        }
    }

    /** Ids of few characters, so that all that a reader may stumble over stands side by side, and at both ends. */
    private static Predictions anyPredictions(Random random) {
        Set<String> ids = new LinkedHashSet<>(List.of(" a ", "a", "\"", "\r\n", "\n", "'=1", "=1", "\u2003b\u2003"));
        while (ids.size() < 100) {
            ids.add(random.ints(1 + random.nextInt(6), 0, ODD.size())
                    .mapToObj(ODD::get)
                    .collect(Collectors.joining()));
        }
        List<Double> numbers = random.doubles(ids.size(), -3, 3)
                .mapToObj(number -> (double) (float) number)
                .toList();
        return new Predictions(List.copyOf(ids), numbers, numbers);
    }

    private static final List<String> ODD = List.of(
            " ",
            "\t",
            "\n",
            "\r",
            ",",
            ";",
            "\"",
            "'",
            "=",
            "+",
            "-",
            "@",
            "a",
            "1",
            "#",
            "\\",
            "\0",
            "\u00a0",
            "\u2003",
            "\u2028",
            "\uFEFF",
            "é",
            "\ud83d\ude00",
            "\u001b");

    @Test
    void spreadsheetsRunNoIdThatIsGuarded() throws IOException {
        Path file = directory.resolve("predictions.csv");
        PredictionsFile.write(file, new Predictions(List.of("=1+1", "b"), List.of(1.0, 2.0), List.of(0.5, -1.0)), true);
        assertEquals("id,label,prediction\n\"'=1+1\",1.0,0.5\nb,2.0,-1.0\n", Files.readString(file));
    }

    @Test
    void everyBadLineIsNamed() {
        String text =
                """
                id,label,prediction
                a,1,NaN
                b,1,-Infinity
                "c
                d",1,2
                a,1,2
                e,3.5,1
                f,1

                ,1,0,5
                ,one,
                g,-1,1e39
                h,1,1f
                """;
        assertProblems(
                text,
                ":2: column prediction is NaN; a metric needs a finite number",
                ":3: column prediction is -Infinity; a metric needs a finite number",
                ":6: column id 'a' is already in line 2; keep one of the two",
                ":7: column label is 3.5, outside of [-3, 3]; give it on that scale, choose the family of its data"
                        + " set, or tell its range by --labels",
                ":8: there are 2 values for 3 columns; write one value a column, without a comma inside a number",
                ":10: there are 4 values for 3 columns; write one value a column, without a comma inside a number",
                ":11: column id is empty; name the sample",
                ":11: column label 'one' is not a number; write it like -1.25",
                ":11: column prediction is empty; write a number",
                ":12: column prediction is 1e39, too large for 32 bits; correct it",
                ":13: column prediction '1f' is not a number; write it like -1.25");
    }

    @Test
    void missingAndDoubledColumnsAreNamed() {
        assertProblems(
                "id,labels,prediction,prediction\na,1,1,1\n",
                ":1: there is no column 'label', only id, labels, prediction, prediction; "
                        + "the first line must name the columns id, label and prediction",
                ":1: there are 2 columns 'prediction'; keep one");
    }

    @Test
    void emptyFileIsRefused() {
        assertProblems("", ": the file is empty; its first line must be id,label,prediction");
        assertProblems("\n \n", ": the file is empty; its first line must be id,label,prediction");
        assertProblems("id,label,prediction\n", ": there are no samples below the header; write one a line");
    }

    @Test
    void brokenQuotesAreRefusedWithTheirLine() {
        assertProblems(
                "id,label,prediction\na,1,1\n\"b\"b,1,1\n",
                ":3: a quote is not closed, or stands inside a value; double it there, or remove it");
        assertProblems(
                "id,label,prediction\na,1,1\n\"b,1,1\nc,1,1\n",
                ":3: a quote is not closed, or stands inside a value; double it there, or remove it");
    }

    @Test
    void unreadableFilesAreNamed() throws IOException {
        Path missing = directory.resolve("missing.csv");
        IOException none = assertThrows(IOException.class, () -> PredictionsFile.read(missing, Task.SENTIMENT));
        assertEquals(missing + ": there is no such file", none.getMessage());
        Path latin = directory.resolve("latin.csv");
        Files.write(latin, "id,label,prediction\né,1,1\n".getBytes(StandardCharsets.ISO_8859_1));
        IOException other = assertThrows(IOException.class, () -> PredictionsFile.read(latin, Task.SENTIMENT));
        assertEquals(latin + ": this is not text in UTF-8; save it as UTF-8", other.getMessage());
        assertThrows(IOException.class, () -> PredictionsFile.read(directory, Task.SENTIMENT));
    }

    private void assertProblems(String text, String... expected) {
        InvalidPredictionsException exception = assertThrows(InvalidPredictionsException.class, () -> read(text));
        Path file = directory.resolve("predictions.csv");
        assertEquals(
                List.of(expected),
                exception.problems().stream()
                        .map(problem -> problem.replace(file.toString(), ""))
                        .toList());
    }

    private Predictions read(String text) throws IOException {
        Path file = directory.resolve("predictions.csv");
        Files.writeString(file, text);
        return PredictionsFile.read(file, Task.SENTIMENT);
    }
}
