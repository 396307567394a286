package org.derl.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The launcher {@code derl} as it is, in a folder whose name has blanks, with a Java and a Maven that tell what they
 * were called with.
 */
final class InstalledLauncher implements AutoCloseable {

    /** What the launcher needs of the system until it misses a Java or a Maven. */
    private static final List<String> TOOLS =
            List.of("bash", "cat", "dirname", "env", "find", "grep", "head", "mkdir", "readlink", "sed", "touch");

    private static final String JAVA =
            """
            #!/usr/bin/env bash
            for argument in "$@"; do
              case $argument in
                -Xmx*[0-9kmgKMG]) ;;
                -Xmx*) echo "Invalid maximum heap size: $argument"; exit 1 ;;
                -version) echo 'openjdk version "%s" 2025-01-01' >&2; exit ;;
              esac
              echo "<$argument>"
            done
            case " $* " in *" compare "*) while [ -e "${0%%/*}/wait" ]; do sleep 0.05; done ;; esac
            echo "kernels ${ATEN_CPU_CAPABILITY:-native}"
            """;

    /** Builds what the launcher looks for. */
    private static final String MAVEN =
            """
            #!/usr/bin/env bash
            echo "maven was called" >&2
            target="${0%/bin/mvn}/home of derl/derl-bench/target/launcher"
            mkdir -p "$target/lib"
            cat "$target/../../src/main"/*.java >"$target/derl-bench.jar" 2>/dev/null
            echo library >"$target/lib/a.jar"
            """;

    /** How a run ended, and what it printed. */
    record Ended(int status, String out, String err) {

        /** Asserts that nothing was started. */
        void refused(String message) {
            assertEquals(2, status, err);
            assertTrue(err.startsWith("derl: " + message), err);
            assertEquals("", out);
        }
    }

    private final Path directory;
    private final Path home;
    private final Path bin;
    private String path;

    InstalledLauncher(Path directory) throws IOException {
        this.directory = directory;
        home = Files.createDirectories(directory.resolve("home of derl")).toRealPath();
        bin = Files.createDirectories(directory.resolve("bin"));
        path = bin + ":" + System.getenv("PATH");
        Files.copy(Path.of("../derl"), home.resolve("derl"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(home.resolve("derl-bench/src/main"));
        Files.createFile(home.resolve("pom.xml"));
        Files.createFile(home.resolve("derl-bench/pom.xml"));
        java("17.0.1");
        program("mvn", MAVEN);
    }

    Path home() {
        return home;
    }

    /** The folder of the doubles, which comes first on the path. */
    Path bin() {
        return bin;
    }

    private static Path onPath(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    /** Puts a Java of this version on the path. */
    void java(String version) throws IOException {
        java(bin, version);
    }

    static void java(Path folder, String version) throws IOException {
        program(folder.resolve("java"), JAVA.formatted(version));
    }

    /** Puts a program of this name on the path. */
    void program(String name, String text) throws IOException {
        program(bin.resolve(name), text);
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** As after a build: all that the launcher looks for is there, and newer than the sources. */
    void built() throws IOException {
        Path target = home.resolve("derl-bench/target/launcher");
        Path build = target.resolve("builds/one");
        Files.createDirectories(build.resolve("lib"));
        Files.createFile(build.resolve("derl-bench.jar"));
        Files.createFile(build.resolve("used"));
        Path stamp = Files.writeString(target.resolve("launcher.stamp"), "one\n");
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plusSeconds(10)));
    }

    static boolean hasTool(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    /** Changes what Maven builds. */
    void source(String text) throws IOException {
        Path source = Files.writeString(home.resolve("derl-bench/src/main/A.java"), text);
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(20)));
    }

    /** The first jar of the class path that Java was called with. */
    static Path jar(String printed) {
        return Path.of(printed.replaceFirst("(?s).*<-cp>\n<([^:]*):.*", "$1"));
    }

    /** Leaves nothing on the path but what the test has put there, and tools. */
    void leaveTheSystem() throws IOException {
        for (String tool : TOOLS) {
            Files.createSymbolicLink(bin.resolve(tool), onPath(tool));
        }
        path = bin.toString();
    }

    /** Deletes the links to tools, for JUnit would warn of each. */
    @Override
    public void close() throws IOException {
        for (String tool : TOOLS) {
            Files.deleteIfExists(bin.resolve(tool));
        }
    }

    Ended run(Map<String, String> environment, String... arguments) throws IOException {
        return run(home.resolve("derl"), environment, arguments);
    }

    Ended run(Path launcher, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return new Running(command, environment).ended();
    }

    Running start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(home.resolve("derl").toString()));
        command.addAll(List.of(arguments));
        return new Running(command, Map.of());
    }

    /** A run that goes on, and what it has printed so far. */
    final class Running {

        private final Path out = Files.createTempFile(directory, "out", "");
        private final Path err = Files.createTempFile(directory, "err", "");
        private final Process process;

        private Running(List<String> command, Map<String, String> environment) throws IOException {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().put("PATH", path);
            builder.environment().putAll(environment);
            process = builder.start();
        }

        /** Waits until Java has been started, which prints all its arguments. */
        void awaitJava() throws IOException {
            while (!printed().contains("<org.derl.bench.cli.Main>")) {
                Thread.onSpinWait();
            }
        }

        String printed() throws IOException {
            return Files.readString(out);
        }

        Ended ended() throws IOException {
            try {
                int status = process.waitFor();
                return new Ended(status, Files.readString(out), Files.readString(err));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
