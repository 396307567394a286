package org.derl.bench.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From a search to the table that uses what it found. */
class TuneCommandTest {

    private static final List<String> SHORT =
            List.of("--workers", "1", "--set", "toy-model.training.epochs=1", "--set", "text-only.training.epochs=1");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void whatIsFoundIsReadByAComparisonWhichTellsWhoWasSearched() throws IOException {
        Path folder = directory.resolve("tune");
        assertEquals(
                0,
                run("tune", "toy-model", "--data", "toy", "--budget", "1", "--out", folder.toString()),
                err::toString);
        assertTrue(out.toString().contains("toy, validation split: 1 draw of each model, seed 0"), out.toString());
        assertTrue(err.toString().contains("./derl compare --models toy-model --data toy --settings "), err.toString());
        Path tuned = folder.resolve("tuned.conf");
        assertTrue(Files.readString(tuned).startsWith("# Found by derl tune toy-model --data toy "), "see " + tuned);
        assertEquals(
                0,
                run(
                        "compare",
                        "--data",
                        "toy",
                        "--models",
                        "toy-model,text-only",
                        "--seeds",
                        "1",
                        "--settings",
                        tuned.toString(),
                        "--out",
                        directory.resolve("out").toString()),
                err::toString);
        assertFalse(out.toString().contains("its luck was chosen"), out.toString());
        assertTrue(
                out.toString().contains("Settings of toy model: searched by derl tune, 1 draw at all of the epochs"),
                out.toString());
        assertTrue(
                out.toString()
                        .contains("Not verified: budget: toy-model had 1 draw at all of the epochs; text-only had no"
                                + " search"),
                out.toString());
    }

    @Test
    void aDryRunTellsWhatWouldBeSearched() {
        assertEquals(0, run("tune", "derl", "--dry-run", "--out", directory.toString()), err::toString);
        assertTrue(out.toString().contains("training.optimization.learning-rate"), out.toString());
        assertTrue(out.toString().contains("0.0001 to 0.01, by logarithm"), out.toString());
        assertEquals(0, directory.toFile().list().length);
    }

    private int run(String command, String... arguments) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(arguments));
        if (!all.contains("--dry-run")) {
            all.addAll(SHORT);
        }
        return line.execute(all.toArray(String[]::new));
    }
}
