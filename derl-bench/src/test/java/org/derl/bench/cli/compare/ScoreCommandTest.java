package org.derl.bench.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derl.bench.cli.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ScoreCommandTest {

    @TempDir
    Path directory;

    private Path file;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void chooseFile() {
        file = directory.resolve("predictions.csv");
    }

    @Test
    void allMetricsArePrinted() throws IOException {
        Files.writeString(file, "id,label,prediction\na,1,0.5\nb,-1,-0.75\nc,0,-1\n");
        assertEquals(0, run("score", file.toString()));
        assertEquals(
                file
                        + """
                        : 3 samples

                        metric                value
                        -------------------  ------
                        MAE                  0.5833
                        Corr                 0.7777
                        Acc-2 (neg/non-neg)  0.6667
                        Acc-2 (neg/pos)      1.0000
                        F1 (neg/non-neg)     0.6667
                        F1 (neg/pos)         1.0000
                        Acc-5                0.3333
                        Acc-7                0.3333
                        Acc-7 (unclipped)    0.3333
                        """,
                out.toString());
    }

    @Test
    void undefinedMetricsAreNoted() throws IOException {
        Files.writeString(file, "id,label,prediction\na,1,1\nb,2,1\n");
        assertEquals(0, run("score", file.toString()));
        assertTrue(out.toString().contains("Corr                 undefined\n"), out.toString());
        assertTrue(out.toString().endsWith("\nCorr is undefined for these labels and predictions.\n"), out.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, run("score", "--json", file.toString()));
        assertTrue(metrics().get("corr").isJsonNull());
    }

    @Test
    void jsonIsUnrounded() throws IOException {
        Files.writeString(file, "id,label,prediction\na,1,0.5\nb,-1,-0.75\nc,0,-1\n");
        assertEquals(0, run("score", "--json", file.toString()));
        assertEquals(2 / 3.0, metrics().get("acc-2-non-negative").getAsDouble());
        JsonObject result = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertEquals("mosi", result.get("family").getAsString());
        assertEquals(3, result.get("samples").getAsInt());
    }

    @Test
    void familyDecidesMetricsAndRange() throws IOException {
        Files.writeString(file, "id,label,prediction\na,1,0.5\nb,-0.8,-0.75\n");
        assertEquals(0, run("score", "--json", "--family", "sims", file.toString()));
        assertEquals(0.5, metrics().get("sims-acc-5").getAsDouble());
        Files.writeString(file, "id,label,prediction\na,1.5,0.5\n");
        assertEquals(2, run("score", "--family", "sims", file.toString()));
        assertTrue(err.toString().startsWith(file + ":2: column label is 1.5, outside of [-1, 1]"), err.toString());
    }

    @Test
    void labelsMayHaveARangeOfTheirOwn() throws IOException {
        Files.writeString(file, "id,label,prediction\na,1,1.4\nb,5,4.6\nc,3,2\n");
        assertEquals(0, run("score", "--labels", "1..5", "--threshold", "3", file.toString()), err::toString);
        assertTrue(out.toString().contains("Acc-2 (≥3)  0.6667"), out.toString());
        out.getBuffer().setLength(0);
        assertEquals(0, run("score", "--json", "--labels", "1..5", file.toString()), err::toString);
        assertEquals(
                List.of("mae", "corr", "acc-rounded"), List.copyOf(metrics().keySet()));
        assertEquals(2 / 3.0, metrics().get("acc-rounded").getAsDouble());
        assertEquals(2, run("score", "--labels", "1..5", "--family", "sims", file.toString()));
        assertEquals(2, run("score", "--threshold", "3", file.toString()));
        assertEquals(2, run("score", "--labels", "5..1", file.toString()));
        assertTrue(err.toString().contains("'5..1' is no range of labels"), err.toString());
    }

    @Test
    void metricsMayBeNamed() throws IOException {
        Files.writeString(file, "id,label,prediction\na,1,0.5\nb,-1,-0.5\nc,0,-1\n");
        assertEquals(0, run("score", "--json", "--metrics", "toy-bias,mae", file.toString()), err::toString);
        assertEquals(List.of("toy-bias", "mae"), List.copyOf(metrics().keySet()));
        assertEquals(-1 / 3.0, metrics().get("toy-bias").getAsDouble());
        assertEquals(2, run("score", "--metrics", "mea", file.toString()));
        assertTrue(err.toString().contains("did you mean 'mae'?"), err.toString());
    }

    @Test
    void predictionsAtTheEndOfTheRangeGiveSoundJson() throws IOException {
        Files.writeString(file, "id,label,prediction\na,1,3e38\nb,-1,3e38\nc,2,-3e38\n");
        assertEquals(0, run("score", "--json", file.toString()));
        assertTrue(metrics().get("mae").isJsonNull());
        assertTrue(err.toString().contains("MAE is infinite: these predictions are too large for 32 bits."));
        assertEquals(0, run("score", file.toString()));
        assertTrue(out.toString().contains("MAE                  infinite"), out.toString());
    }

    @Test
    void badFileIsExplainedWithoutATrace() {
        assertEquals(2, run("score", file.toString()));
        assertEquals(file + ": there is no such file", err.toString().strip());
        assertEquals("", out.toString());
    }

    @Test
    void onlyTheFirstProblemsOfManyAreShown() throws IOException {
        String lines = IntStream.range(0, 25).mapToObj(i -> i + ",1,x\n").collect(Collectors.joining());
        Files.writeString(file, "id,label,prediction\n" + lines);
        assertEquals(2, run("score", file.toString()));
        assertEquals(21, err.toString().lines().count());
        assertTrue(err.toString().strip().endsWith("and 5 more"), err.toString());
    }

    @Test
    void badUsageIsTwoAndHelpSaysSo() {
        assertEquals(2, run("score"));
        assertEquals(2, run("score", "--family", "iemocap", "x.csv"));
        assertEquals(0, run("score", "--help"));
        assertTrue(out.toString().contains("Exit codes:"), out.toString());
        assertTrue(out.toString().contains("default: mosi"), out.toString());
    }

    private JsonObject metrics() {
        return JsonParser.parseString(out.toString()).getAsJsonObject().getAsJsonObject("metrics");
    }

    private int run(String... arguments) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }
}
