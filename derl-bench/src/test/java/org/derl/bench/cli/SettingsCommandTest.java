package org.derl.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.schema.JsonSchemaCheck;
import org.derl.config.file.ConfigFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What derl settings prints is what trials have, and what other commands read. */
class SettingsCommandTest {

    private static final List<String> PLANTED = List.of("planted", "planted");
    private static final Configuration JARS = Configuration.of(SettingsCommandTest.class.getClassLoader());

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine command = Main.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    private String settings(String... arguments) {
        List<String> all = new ArrayList<>(List.of("settings"));
        all.addAll(List.of(arguments));
        assertEquals(0, run(all.toArray(String[]::new)), err::toString);
        return out.toString();
    }

    @Test
    void whatIsPrintedIsReadBackAsItIs() throws IOException {
        Models shipped = JARS.make(Models.class);
        TextEncoders textEncoders = JARS.make(TextEncoders.class);
        for (String model : List.of("derl", "mult", "mult-as-released", "mag-bert", "text-only")) {
            Config read = ConfigFiles.parse("printed.conf", settings(model));
            String encoder = textEncoders.before(shipped.settings(model, PLANTED), "tiny-bert");
            assertEquals(
                    shipped.settings(model, PLANTED, encoder),
                    JARS.with(JARS.byName(read)).make(Models.class).settings(model, PLANTED, encoder),
                    model);
        }
    }

    @Test
    void whatIsGivenIsAmongThem() throws IOException {
        Path file = directory.resolve("mine.conf");
        Files.writeString(file, "derl.models.mine {\n  like = derl\n  training.patience = 4\n}\n");
        String text = settings("Mine", "--settings=" + file, "--set=*.training.epochs=3", "--data=PLANTED");
        Config printed = ConfigFactory.parseString(text);
        assertEquals(3, printed.getInt("derl.models.mine.training.epochs"));
        assertEquals("derl", printed.getString("derl.models.mine.like"));
        assertTrue(text.contains("# mine.conf:3\n"), text);
        assertTrue(text.contains("# --set\n"), text);
        assertTrue(text.contains("derl.conf:"), text);
    }

    @Test
    void itSaysWhatIsMissingOrUnknown() {
        assertEquals(2, run("settings"));
        assertTrue(err.toString().contains("name a model, as in 'derl settings derl'"), err.toString());
        assertEquals(2, run("settings", "drel"));
        assertEquals("there is no model 'drel'; did you mean 'derl'?\n", err.toString());
    }

    @Test
    void theSchemaTakesWhatIsPrintedAndNoSlips() {
        JsonSchemaCheck schema = new JsonSchemaCheck(
                JsonParser.parseString(settings("--json-schema")).getAsJsonObject());
        for (String model : List.of("derl", "mult", "misa", "self-mm", "text-only")) {
            assertEquals(List.of(), mistakes(schema, settings(model)), model);
        }
        String experiment = "derl.experiments.mine { models = [derl], seeds = 1, vary { setting = a, values = 1..2 } }";
        assertEquals(List.of(), mistakes(schema, experiment));
        for (String slip : List.of(
                "derl.models.derl.training.epohcs = 3",
                "derl.models.derl.training.epochs = many",
                "derl.models.derl.model.layesr = 3",
                "derl.models.derl.model.type = drel",
                "derl.modles.derl.training.epochs = 3",
                "derl.experiments.mine { modles = [derl] }")) {
            assertTrue(!mistakes(schema, slip).isEmpty(), slip);
        }
    }

    private static List<String> mistakes(JsonSchemaCheck schema, String settings) {
        return schema.mistakes(JsonParser.parseString(
                ConfigFactory.parseString(settings).root().render(ConfigRenderOptions.concise())));
    }

    @Test
    void aShellCompletesCommandsOptionsAndNames() throws IOException, InterruptedException {
        assertEquals(0, run("completion", "bash"), err::toString);
        Path script = directory.resolve("completion.sh");
        Files.writeString(script, out.toString());
        assertTrue(complete(script, "derl comp").contains("compare"));
        assertTrue(complete(script, "derl compare --var").contains("--vary-together"));
        assertTrue(complete(script, "derl compare --models mul").contains("mult-as-released"));
        assertTrue(complete(script, "derl compare --data plan").contains("planted"));
        assertEquals(0, run("completion", "zsh"), err::toString);
        assertTrue(out.toString().contains("compinit"), "of zsh");
        assertEquals(2, run("completion", "fish"));
        assertTrue(err.toString().contains("expected one of bash, zsh"), err.toString());
    }

    /** What a shell offers at the end of a line. */
    private static List<String> complete(Path script, String line) throws IOException, InterruptedException {
        String work = "source " + script + "; COMP_WORDS=(" + line + "); COMP_LINE='" + line
                + "'; COMP_POINT=${#COMP_LINE}; COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                + " _complete_derl; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process shell =
                new ProcessBuilder("bash", "-c", work).redirectErrorStream(true).start();
        List<String> offered = shell.inputReader().lines().map(String::strip).toList();
        assertEquals(0, shell.waitFor(), offered::toString);
        return offered;
    }
}
