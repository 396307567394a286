package org.derl.plugin;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No jar that somebody named is passed over in silence. */
class PluginJarsTest {

    private static final String NO_PARTS = "@Override protected void configure() {}";
    private static final String SERVICE = "META-INF/services/org.derl.plugin.PluginModule";

    @TempDir
    Path directory;

    private PluginJar jars;

    @BeforeEach
    void prepare() {
        jars = new PluginJar(directory);
    }

    private static void check(Path... named) throws IOException {
        String classPath = Arrays.stream(named).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        Path[] seen = Arrays.stream(named).filter(Files::exists).toArray(Path[]::new);
        try (URLClassLoader loader = PluginJar.loader(seen)) {
            PluginJars.check(loader, classPath);
        }
    }

    private static String refusal(Path... named) {
        return assertThrows(IllegalStateException.class, () -> check(named)).getMessage();
    }

    /** One that names a plugin, which is all that is looked at. */
    private Path whole() throws IOException {
        return jars.pack("whole.jar", Files.createDirectories(directory.resolve("none")), "com.example.WholePlugin");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    @Test
    void aJarThatIsMissingIsNamed() throws IOException {
        Path missing = directory.resolve("nope.jar");
        assertEquals(
                "DERL_PLUGINS names " + missing
                        + ", but there is no such file; build it, or take it out of DERL_PLUGINS",
                refusal(missing));
        try (URLClassLoader loader = PluginJar.loader(missing)) {
            String message = assertThrows(IllegalStateException.class, () -> Plugins.discover(loader))
                    .getMessage();
            assertTrue(
                    message.startsWith("the class loader names " + missing + ", but there is no such file"), message);
        }
    }

    @Test
    void aFolderOfAClassLoaderNeedNotBeThere() throws IOException {
        URL folder = new URL(directory.toUri() + "none/");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder}, getClass().getClassLoader())) {
            assertDoesNotThrow(() -> PluginJars.check(loader, ""));
        }
    }

    @Test
    void whatIsNoJarOrAPartOfOneIsNamed() throws IOException {
        Path whole = whole();
        Path cut = Files.write(directory.resolve("cut.jar"), Arrays.copyOf(Files.readAllBytes(whole), 200));
        for (Path jar : new Path[] {cut, write("empty.jar", ""), write("text.jar", "a jar")}) {
            String message = refusal(whole, jar);
            assertTrue(
                    message.startsWith("DERL_PLUGINS names " + jar + ", which is no jar, or a part of one ("), message);
        }
    }

    @Test
    void aPluginThatItsJarDoesNotNameIsFound() throws IOException {
        Path whole = whole();
        Path forgetful = jars.withoutService("forgetful.jar", "ForgottenPlugin", NO_PARTS);
        String message = refusal(whole, forgetful);
        assertEquals(
                "DERL_PLUGINS names " + forgetful + ", which offers no plugin: its " + SERVICE
                        + " is missing or empty; write com.example.ForgottenPlugin into it",
                message);
    }

    @Test
    void aServiceFileOfAWrongNameIsNamed() throws IOException {
        Path classes = Files.createDirectories(directory.resolve("wrong/META-INF/services"));
        Files.writeString(classes.resolve("org.derl.PluginModule"), "com.example.SomePlugin");
        String message = refusal(directory.resolve("wrong"));
        assertTrue(message.endsWith("(META-INF/services/org.derl.PluginModule is read by nobody)"), message);
    }

    @Test
    void aLibraryIsOfUseOnlyBesideAPlugin() throws IOException {
        Path library = Files.createDirectories(directory.resolve("library"));
        assertTrue(refusal(library).contains(library + ", which offers no plugin"));
        Path whole = whole();
        assertDoesNotThrow(() -> check(whole, library));
    }

    @Test
    void allJarsOfAFolderMayBeNamed() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("plugins"));
        assertEquals("DERL_PLUGINS names the jars in " + folder + ", but there is none", refusal(folder.resolve("*")));
        Files.copy(whole(), folder.resolve("whole.jar"));
        assertDoesNotThrow(() -> check(folder.resolve("*")));
        assertDoesNotThrow(() -> check(Path.of("")), "an empty entry names none");
    }
}
