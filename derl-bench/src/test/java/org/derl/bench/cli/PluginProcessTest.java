package org.derl.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.toy.EndingPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin does to the whole process of a command. */
class PluginProcessTest {

    @TempDir
    Path directory;

    private int run(String... options) throws IOException, InterruptedException {
        Path services = Files.createDirectories(directory.resolve("plugin/META-INF/services"));
        Files.writeString(services.resolve("org.derl.plugin.PluginModule"), EndingPlugin.class.getName());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path") + File.pathSeparator + directory.resolve("plugin")));
        command.addAll(List.of(options));
        command.addAll(List.of(Main.class.getName(), "models"));
        return new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile())
                .start()
                .waitFor();
    }

    private String read(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    @Test
    void aPluginThatEndsTheProcessIsNoSuccess() throws Exception {
        assertEquals(1, run("-D" + EndingPlugin.STATUS + "=0"));
        assertEquals("", read("out"));
        String told = "a plugin or its library called System.exit (at " + EndingPlugin.class.getName()
                + ".configure(EndingPlugin.java:";
        assertTrue(read("err").contains(told), read("err"));
        assertTrue(read("err").contains("which ended this command before its work was done"), read("err"));
    }

    @Test
    void whatAPluginPrintsIsNotAmongTheResults() throws Exception {
        assertEquals(0, run());
        assertTrue(read("err").contains("a line of a plugin"), read("err"));
        assertFalse(read("out").contains("a line of a plugin"), read("out"));
        assertTrue(read("out").contains("toy-model"), read("out"));
    }
}
