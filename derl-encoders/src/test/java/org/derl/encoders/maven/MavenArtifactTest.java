package org.derl.encoders.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Stands a script in for Maven: what Maven itself would fetch is too large for a test. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scripts are for a POSIX shell")
class MavenArtifactTest {

    private static final MavenArtifact ARTIFACT = new MavenArtifact(
            "org.example:small:1.0", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", 1);

    @TempDir
    Path directory;

    private String script(String lines) throws IOException {
        Path script = Files.writeString(directory.resolve("maven.sh"), "#!/bin/sh\n" + lines);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    @Test
    void fetchesByTheDependencyPlugin() throws IOException {
        String maven = script("echo \"$@\" > arguments; printf hello > small-1.0.jar\n");
        Path file = ARTIFACT.fetch(directory, maven);
        assertEquals("hello", Files.readString(file));
        String arguments = Files.readString(directory.resolve("arguments"));
        assertTrue(
                arguments.contains(
                        MavenArtifact.PLUGIN + ":copy -Dartifact=org.example:small:1.0 -DoutputDirectory=" + directory),
                arguments);
    }

    @Test
    void tellsWhatMavenSays() throws IOException {
        String maven = script(
                "echo '[INFO] hum'; echo '[ERROR] no such host'; echo '[ERROR] '; echo '[ERROR] read on'; exit 1\n");
        String message = failure(maven);
        assertTrue(
                message.contains("org.example:small:1.0:\n  [ERROR] no such host\nIt needs the network once"), message);
        assertTrue(failure(script("echo no JAVA_HOME; exit 1\n")).contains("  no JAVA_HOME\n"));
    }

    @Test
    void refusesAnotherFile() throws IOException {
        assertTrue(failure(script("printf other > small-1.0.jar\n")).contains("is not the file that was expected"));
    }

    @Test
    void saysThatMavenIsMissing() {
        assertTrue(failure("no-such-maven").contains("install Maven 3.8 or newer"));
    }

    private String failure(String maven) {
        return assertThrows(IOException.class, () -> ARTIFACT.fetch(directory, maven))
                .getMessage();
    }

    @Test
    void usesThePluginOfTheBuild() throws IOException {
        Matcher version = Pattern.compile("<artifactId>maven-dependency-plugin</artifactId>\\s*<version>([^<]+)<")
                .matcher(Files.readString(Path.of("../pom.xml")));
        assertTrue(version.find());
        assertEquals("org.apache.maven.plugins:maven-dependency-plugin:" + version.group(1), MavenArtifact.PLUGIN);
    }
}
