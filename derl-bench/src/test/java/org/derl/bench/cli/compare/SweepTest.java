package org.derl.bench.cli.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
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

/** Settings and seeds that a command line or a settings file goes through. */
class SweepTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--out=" + directory.resolve("out"));
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(all.toArray(String[]::new));
    }

    private String file(String name) throws IOException {
        return Files.readString(directory.resolve("out").resolve(name));
    }

    @Test
    void oneCommandTriesASettingAndDrawsIt() throws IOException {
        int status = run(
                "compare",
                "--data=TOY",
                "--models=Toy-Model,TEXT-only",
                "--vary=toy-model.training.patience=1..2",
                "--seeds=2,5",
                "--workers=1",
                "--set=*.training.epochs=1",
                "--set=Toy-Model.training.batch-size=32");
        assertEquals(0, status, err::toString);
        assertTrue(out.toString().contains("validation split"), out.toString());
        assertTrue(out.toString().contains("over 2 seeds (2, 5)"), out.toString());
        assertTrue(out.toString().contains("toy model, patience 2"), out.toString());
        assertTrue(err.toString().contains("validation split, to choose by, and test stays sealed"), err.toString());
        List<String> csv = file("validation.csv").lines().toList();
        assertTrue(csv.get(0).startsWith("model,text-encoder,seeds,training.patience,"), csv.get(0));
        assertTrue(csv.stream().anyMatch(line -> line.startsWith("toy-model-patience-2,as-is,2,2,")), csv.toString());
        assertTrue(
                csv.stream().anyMatch(line -> line.startsWith("text-only,") && line.contains(",2,,")), csv.toString());
        assertTrue(file("report.html").contains("by training.patience"), "a figure of the setting");
        for (String model : List.of("toy-model-patience-1", "text-only")) {
            var settings = ConfigFactory.parseString(file(model + "/seed-5/settings.conf"));
            assertEquals(1, settings.getInt(model + ".training.epochs"));
        }
        assertEquals(
                32,
                ConfigFactory.parseString(file("toy-model-patience-1/seed-2/settings.conf"))
                        .getInt("toy-model-patience-1.training.batch-size"));
        assertEquals(0, verify(), err::toString);
    }

    private int verify() {
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute("verify", directory.resolve("out").toString());
    }

    @Test
    void anExperimentOfASettingsFileIsRunByItsName() throws IOException {
        Path settings = directory.resolve("mine.conf");
        Files.writeString(
                settings,
                """
                derl.experiments.mine {
                  data-set = toy
                  models = [toy-model]
                  vary = [
                    { setting = training.patience, values = 1..2 }
                    { setting = training.batch-size, values = [16, 32] }
                  ]
                  vary-together = true
                  seeds = [3]
                  settings.toy-model.training.epochs = 1
                }
                """);
        assertEquals(0, run("compare", "Mine", "--settings=" + settings, "--workers=1"), err::toString);
        assertTrue(out.toString().contains("over 1 seed (3)"), out.toString());
        List<String> csv = file("validation.csv").lines().toList();
        assertTrue(
                csv.get(0).startsWith("model,text-encoder,seeds,training.patience,training.batch-size,"), csv.get(0));
        assertTrue(
                csv.stream().anyMatch(line -> line.startsWith("toy-model-patience-2-batch-size-32,as-is,1,2,32,")),
                csv.toString());

        Files.writeString(settings, "derl.experiments.mine { models = [toy-model], sedes = 1 }");
        assertEquals(2, run("compare", "mine", "--settings=" + settings));
        assertTrue(err.toString().contains("mine.conf:1") && err.toString().contains("'seeds'"), err.toString());
        Files.writeString(settings, "derl.experiments.mine { seeds = 1 }");
        assertEquals(2, run("compare", "mine", "--settings=" + settings));
        assertTrue(err.toString().contains("the experiment 'mine' says no models"), err.toString());
    }

    @Test
    void whatCannotBeVariedIsRefusedBeforeAnythingIsTrained() {
        refused("did you mean 'toy-model'", "--models=toy-model", "--vary=toy-mdel.training.patience=1,2");
        refused("patienc is not a setting here", "--models=toy-model", "--vary=toy-model.training.patienc=1,2");
        refused(
                "text-only.model.head.nothing is not a setting",
                "--models=toy-model,text-only",
                "--set=*.model.head.nothing=1");
        refused("'x' names no seeds; write 5 for", "--seeds=x");
        refused("--vary-together needs several --vary", "--vary-together");
    }

    private void refused(String says, String... arguments) {
        List<String> all = new ArrayList<>(List.of("compare", "--data=toy"));
        all.addAll(List.of(arguments));
        assertEquals(2, run(all.toArray(String[]::new)), err::toString);
        assertTrue(err.toString().contains(says), err.toString());
        assertFalse(Files.exists(directory.resolve("out")));
    }
}
