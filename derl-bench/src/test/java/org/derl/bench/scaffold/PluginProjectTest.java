package org.derl.bench.scaffold;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.contract.Check;
import org.derl.bench.contract.Contract;
import org.derl.bench.contract.PropertyResult;
import org.derl.bench.train.Progress;
import org.derl.bench.trial.InProcess;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project with a part of every kind: it compiles, holds the contract, and trains. */
class PluginProjectTest {

    private static final String NAME = "my-parts";

    @TempDir
    Path directory;

    @Test
    void allPartsHoldTheContractAndTrain() throws Exception {
        PluginProject project = project(EnumSet.allOf(PluginPart.class));
        Path folder = directory.resolve("project");
        project.write(folder);
        try (URLClassLoader loader = compiled(folder)) {
            List<String> parts = project.examined().stream()
                    .filter(name -> !name.equals(NAME)) // the model that all others make up trains below
                    .toList();
            List<Check> checks = Configuration.of(loader).make(Contract.class).checks(parts);
            assertTrue(checks.size() > 4 * parts.size(), checks::toString);
            for (Check check : checks) {
                PropertyResult result = check.ask();
                assertEquals(PropertyResult.Outcome.HOLDS, result.outcome(), result::toString);
            }
            assertTrains(loader);
        }
    }

    private void assertTrains(ClassLoader loader) throws Exception {
        Path trial = Files.createDirectory(directory.resolve("trial"));
        String few = "planted.data-set.folds { train = 48, valid = 24, test = 4 }, my-parts.training.epochs = 2";
        new InProcess(loader)
                .run(
                        new Trial(NAME, "planted", "tiny-bert", 1, "cpu", ConfigFactory.parseString(few)),
                        new TrialFolder(trial),
                        Progress.NONE);
        Predictions predicted = new TrialFolder(trial).read().validation();
        assertTrue(predicted.predictions().stream().distinct().count() > 1, predicted::toString);
        List<String> journal = Files.readAllLines(trial.resolve("journal.txt"));
        assertEquals(2, journal.size(), journal::toString);
        assertTrue(journal.get(0).contains("my-parts-metric"), journal::toString);
    }

    /** Its jar, as folders. */
    private URLClassLoader compiled(Path folder) throws IOException {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        List<String> arguments = new ArrayList<>(
                List.of("-Xlint:all", "-Xlint:-processing", "-Werror", "-proc:none", "-d", classes.toString(), "-cp"));
        arguments.add(System.getProperty("java.class.path"));
        try (Stream<Path> files = Files.walk(folder.resolve("src"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> arguments.add(file.toString()));
        }
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)),
                "it does not compile");
        URL[] places = {
            classes.toUri().toURL(),
            folder.resolve("src/main/resources").toUri().toURL()
        };
        return new URLClassLoader(places, getClass().getClassLoader());
    }

    @Test
    void eachKindBringsItsOwnFilesAlone() throws IOException {
        for (PluginPart part : PluginPart.values()) {
            Set<String> files = project(EnumSet.of(part)).files(Path.of(NAME)).keySet();
            assertEquals(7, files.size(), files::toString);
            assertTrue(files.contains("src/main/java/com/example/myparts/" + part.code() + ".java"), files::toString);
        }
    }

    /** What the documents show is what the command writes, which is what is examined above. */
    @Test
    void thePageOfEachKindHasItsCodeAndSettings() throws IOException {
        for (PluginPart part : PluginPart.values()) {
            Map<String, String> files = project(EnumSet.of(part)).files(Path.of(NAME));
            String page = Files.readString(Path.of("../docs/plugins/" + part.key() + ".md"));
            String code = files.get("src/main/java/com/example/myparts/" + part.code() + ".java");
            assertTrue(page.contains("```java\n" + code + "```"), () -> part.key() + ".md has other code: " + code);
            String settings =
                    files.get("src/main/resources/reference.conf").replaceFirst("(?s)^# DERL with.*?\n\n", "");
            assertTrue(page.contains("```\n" + settings + "```"), () -> part.key() + ".md has other: " + settings);
        }
    }

    @Test
    void nothingIsLeftToFillIn() throws IOException {
        project(EnumSet.allOf(PluginPart.class))
                .files(Path.of(NAME))
                .forEach((file, text) ->
                        assertFalse(text.matches("(?s).*@[a-zP]+@.*"), () -> file + " has a word to fill in"));
    }

    @Test
    void aFolderWithFilesIsRefusedAndStays() throws IOException {
        Path file = Files.writeString(directory.resolve("mine.txt"), "mine");
        PluginProject project = project(EnumSet.of(PluginPart.GATE));
        String refused =
                assertThrows(IOException.class, () -> project.write(directory)).getMessage();
        assertTrue(refused.contains(directory + " has files"), refused);
        assertEquals("mine", Files.readString(file));
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void namesThatJavaOrSettingsCannotHaveAreRefused() {
        Set<PluginPart> gate = EnumSet.of(PluginPart.GATE);
        for (String name : List.of("My-Parts", "9-parts", "my--parts", "..", "a/b", "")) {
            assertThrows(IllegalArgumentException.class, () -> new PluginProject(name, "com.example", "1", gate), name);
        }
        String refused = assertThrows(
                        IllegalArgumentException.class,
                        () -> new PluginProject("class", PluginProject.usualPackage("class"), "1", gate))
                .getMessage();
        assertTrue(refused.contains("--package gives another one"), refused);
    }

    @Test
    void aPathThatAShellWouldSplitIsQuoted() {
        List<String> commands = project(EnumSet.of(PluginPart.GATE)).commands(Path.of("it's here"));
        assertTrue(commands.get(1).contains(" 'it'\\''s here' "), commands::toString);
    }

    private static PluginProject project(Set<PluginPart> parts) {
        return new PluginProject(NAME, PluginProject.usualPackage(NAME), "0.1.0-SNAPSHOT", parts);
    }
}
