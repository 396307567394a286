package org.derl.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derl.config.InvalidConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jar comes first decides nothing. */
class ReferenceFilesTest {

    private static final String MODEL = "derl.models.one { training { epochs = 3 }, fusion { type = max, rank = 4 } }";

    @TempDir
    Path directory;

    /** A name is used once, for Java keeps jars open. */
    private int jars;

    private Path jar(String name, String settings) throws IOException {
        Path classes = Files.createDirectories(directory.resolve(name + "-classes"));
        Files.writeString(classes.resolve("reference.conf"), settings);
        return new PluginJar(directory).pack(name, classes, "# none");
    }

    private static Config read(Path... jars) throws IOException {
        try (URLClassLoader loader = PluginJar.loader(jars)) {
            return Plugins.defaults(loader);
        }
    }

    private void dispute(String about, String one, String other) throws IOException {
        Path first = jar("first-" + ++jars + ".jar", one);
        Path second = jar("second-" + jars + ".jar", other);
        String message = assertThrows(IllegalStateException.class, () -> read(first, second))
                .getMessage();
        assertTrue(
                message.startsWith("two jars say what " + about + " is:\n    " + first + "\n    " + second + "\n"),
                message);
        assertThrows(IllegalStateException.class, () -> read(second, first));
    }

    @Test
    void aModelIsDescribedByOneJar() throws IOException {
        dispute("derl.models.one", MODEL, "derl.models.one.training.epochs = 4");
        dispute("derl.models.one", MODEL, "derl.models.one.training.patience = 4");
        dispute("derl.models.one", MODEL, "derl.models.one = ${derl.models.two} { training.epochs = 4 }");
        dispute("derl.defaults.gate.open", "derl.defaults.gate.open.bias = 1", "derl.defaults.gate.open { bias = 2 }");
    }

    @Test
    void aSettingIsMadeByOneJar() throws IOException {
        dispute("derl.compare.seeds", "derl.compare.seeds = 3", "derl.compare { seeds = 5, data-set = mine }");
        dispute(
                "derl.models.one.on.mine",
                "derl.models.one.on.mine.training.epochs = 4",
                "derl.models.one.on.mine.training.epochs = 5");
    }

    @Test
    void aJarMayAddWhatIsNew() throws IOException {
        Path first = jar("first.jar", MODEL + "\nderl.compare.seeds = 3");
        Path second = jar(
                "second.jar",
                "derl.models { one.on.mine.training.epochs = 4, two { like = one } }\nderl.compare.on.mine.seeds = 1");
        Config config = read(first, second);
        assertEquals(config, read(second, first));
        assertEquals(3, config.getInt("derl.models.one.training.epochs"));
        assertEquals(4, config.getInt("derl.models.one.on.mine.training.epochs"));
        assertEquals(1, config.getInt("derl.compare.on.mine.seeds"));
    }

    @Test
    void aSectionThatNobodyReadsIsNamed() throws IOException {
        Path misspelled = jar("misspelled.jar", "mine.size = 3\nderl.model.one { like = derl }");
        assertEquals(
                misspelled + " says in line 2 what derl.model is, which nobody reads; did you mean derl.models?",
                assertThrows(IllegalStateException.class, () -> read(misspelled))
                        .getMessage());
        Path own = jar("own.jar", "derl.highway-size = 3");
        String message =
                assertThrows(IllegalStateException.class, () -> read(own)).getMessage();
        assertTrue(message.endsWith("what a jar keeps for itself begins with a name of its own"), message);
    }

    @Test
    void theSameInTwoJarsIsNoDispute() throws IOException {
        assertEquals(
                3, read(jar("first.jar", MODEL), jar("second.jar", MODEL)).getInt("derl.models.one.training.epochs"));
    }

    @Test
    void aJarIncludesItsOwnFiles() throws IOException {
        for (String name : new String[] {"first", "second"}) {
            Path classes = Files.createDirectories(directory.resolve(name + ".jar-classes/models"));
            Files.writeString(classes.resolve("model.conf"), "derl.models." + name + ".like = derl");
            jar(name + ".jar", "include required(\"models/model.conf\")");
        }
        Config config = read(directory.resolve("first.jar"), directory.resolve("second.jar"));
        assertEquals("derl", config.getString("derl.models.first.like"));
        assertEquals("derl", config.getString("derl.models.second.like"));
        Path without = jar("third.jar", "include required(\"models/model.conf\")");
        String message = assertThrows(InvalidConfigException.class, () -> read(directory.resolve("first.jar"), without))
                .getMessage();
        assertTrue(message.contains("models/model.conf"), message);
    }

    @Test
    void aBrokenFileIsNamedWithItsJarAndLine() throws IOException {
        Path broken = jar("broken.jar", "derl.models {\n  a = [1,\n}");
        String message =
                assertThrows(InvalidConfigException.class, () -> read(broken)).getMessage();
        assertTrue(message.startsWith("broken.jar!reference.conf:3  cannot be read: List should have"), message);
        Path deep = jar("deep.jar", "a={".repeat(100_000));
        message = assertThrows(IllegalStateException.class, () -> read(deep)).getMessage();
        assertEquals(deep + "!/reference.conf is nested too deep to be read", message);
        Path open = jar("open.jar", "\na = ${nowhere}");
        message = assertThrows(InvalidConfigException.class, () -> read(open)).getMessage();
        assertTrue(message.startsWith("open.jar!reference.conf:2  cannot be read: "), message);
    }
}
