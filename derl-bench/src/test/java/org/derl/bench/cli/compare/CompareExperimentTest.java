package org.derl.bench.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.derl.bench.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A comparison that is written down, run in worker processes by its name alone. */
class CompareExperimentTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @Test
    void anExperimentBringsItsModelsAndTheirSettings() {
        int status = run("compare", "toy-depth", "--out", directory.toString());
        assertEquals(0, status, err::toString);
        assertTrue(out.toString().contains("toy-narrow"), out.toString());
        assertTrue(out.toString().contains("over 1 seed\n"), out.toString());
        assertEquals(2, setting("toy-narrow", "toy-narrow.model.head.sizes.0"));
        assertEquals(8, setting("toy-model", "toy-model.model.head.sizes.0"));
        assertEquals(3, setting("toy-narrow", "toy-narrow.training.patience"));
    }

    @Test
    void optionsLieOverTheExperiment() {
        int status = run(
                "compare",
                "toy-depth",
                "--models=toy-narrow",
                "--compare-to=toy-narrow",
                "--set=toy-narrow.model.head.sizes=[3]",
                "--out=" + directory);
        assertEquals(0, status, err::toString);
        assertEquals(3, setting("toy-narrow", "toy-narrow.model.head.sizes.0"));
        assertTrue(!directory.resolve("toy-model").toFile().exists());
    }

    @Test
    void anUnknownExperimentIsNamedWithTheNearest() {
        assertEquals(2, run("compare", "toy-deep"));
        assertEquals("there is no experiment 'toy-deep'; did you mean 'toy-depth'?\n", err.toString());
    }

    @Test
    void optionsThatWereCalledOtherwiseAreRefusedWithTheirNamesOfToday() {
        for (String option : List.of("--part=test", "--reference=toy-model", "--experiment=toy-depth")) {
            err.getBuffer().setLength(0);
            assertEquals(2, run("compare", option));
            String name = option.replaceFirst("=.*", "");
            assertTrue(err.toString().startsWith(name + " is no option any more: "), err.toString());
        }
        err.getBuffer().setLength(0);
        assertEquals(2, run("compare", "--experiment", "toy-depth"));
        assertTrue(err.toString().contains("as in 'derl compare table-5'"), err.toString());
    }

    @Test
    void aSearchIsNotForTheTestSplit() {
        assertEquals(2, run("compare", "toy-search", "--split=test", "--out=" + directory));
        assertTrue(err.toString().startsWith("toy-search is a search, and nothing may be chosen on the test split"));
    }

    @Test
    void aTableOfAPublicationIsMadeOnDataThatIsNamed() {
        for (String experiment : List.of("table-2", "table-4", "table-5", "figure-5")) {
            err.getBuffer().setLength(0);
            assertEquals(2, run("compare", experiment, "--out=" + directory.resolve("none")));
            assertTrue(
                    err.toString().contains("CMU-MOSEI, which is not built in: name yours by --data"), err.toString());
        }
        assertTrue(!directory.resolve("none").toFile().exists());
    }

    private int setting(String model, String path) {
        var settings = ConfigFactory.parseFile(
                directory.resolve(model).resolve("seed-1/settings.conf").toFile());
        int end = path.lastIndexOf('.');
        return path.endsWith(".0") ? settings.getIntList(path.substring(0, end)).get(0) : settings.getInt(path);
    }
}
