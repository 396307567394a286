package org.derl.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher {@code derl} as it is, in a folder whose name has blanks, with a Java and a Maven that tell what they
 * were called with.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher needs bash")
class LauncherTest {

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
            echo "kernels ${ATEN_CPU_CAPABILITY:-native}"
            """;

    /** Builds what the launcher looks for. */
    private static final String MAVEN =
            """
            #!/usr/bin/env bash
            echo "maven was called" >&2
            mkdir -p "${0%/bin/mvn}/home of derl/derl-bench/target/launcher/lib"
            touch "${0%/bin/mvn}/home of derl/derl-bench/target/launcher/derl-bench.jar"
            """;

    @TempDir
    Path directory;

    private Path home;
    private Path bin;
    private String path;

    private record Ended(int status, String out, String err) {

        private void refused(String message) {
            assertEquals(2, status, err);
            assertTrue(err.startsWith("derl: " + message), err);
            assertEquals("", out);
        }
    }

    @BeforeEach
    void install() throws IOException {
        home = Files.createDirectories(directory.resolve("home of derl")).toRealPath();
        bin = Files.createDirectories(directory.resolve("bin"));
        path = bin + ":" + System.getenv("PATH");
        Files.copy(Path.of("../derl"), home.resolve("derl"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(home.resolve("derl-bench/src/main"));
        Files.createFile(home.resolve("pom.xml"));
        Files.createFile(home.resolve("derl-bench/pom.xml"));
        java("17.0.1");
        program(bin.resolve("mvn"), MAVEN);
    }

    private static Path onPath(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private void java(String version) throws IOException {
        program(bin.resolve("java"), JAVA.formatted(version));
    }

    private static void program(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** As after a build: all that the launcher looks for is there, and newer than the sources. */
    private void built() throws IOException {
        Path target = home.resolve("derl-bench/target/launcher");
        Files.createDirectories(target.resolve("lib"));
        Files.createFile(target.resolve("derl-bench.jar"));
        Path stamp = Files.createFile(target.resolve("launcher.stamp"));
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.now().plusSeconds(10)));
    }

    /** Leaves nothing on the path but what the test has put there, and tools. */
    private void leaveTheSystem() throws IOException {
        for (String tool : TOOLS) {
            Files.createSymbolicLink(bin.resolve(tool), onPath(tool));
        }
        path = bin.toString();
    }

    /** JUnit would warn of each. */
    @AfterEach
    void deleteLinks() throws IOException {
        for (String tool : TOOLS) {
            Files.deleteIfExists(bin.resolve(tool));
        }
    }

    private Ended run(Map<String, String> environment, String... arguments) throws IOException {
        return run(home.resolve("derl"), environment, arguments);
    }

    private Ended run(Path launcher, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().putAll(environment);
        try {
            int status = builder.start().waitFor();
            return new Ended(
                    status, Files.readString(directory.resolve("out")), Files.readString(directory.resolve("err")));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void foldersAndArgumentsMayHaveBlanks() throws IOException {
        built();
        Path elsewhere = directory.resolve("a java of my own");
        program(elsewhere.resolve("bin/java"), JAVA.formatted("21"));
        java("11");
        Ended ended = run(
                Map.of("JAVA_HOME", elsewhere.toString(), "DERL_PLUGINS", "/my jars/a.jar"),
                "compare",
                "--out",
                "two words");
        assertEquals(0, ended.status(), ended.err());
        assertTrue(
                ended.out().contains("\n<-cp>\n<" + home + "/derl-bench/target/launcher/derl-bench.jar:"), ended.out());
        assertTrue(ended.out().contains(":/my jars/a.jar>\n<org.derl.bench.cli.Main>\n"), ended.out());
        assertTrue(ended.out().contains("\n<compare>\n<--out>\n<two words>\n"), ended.out());
    }

    @Test
    void aLinkToTheLauncherStartsIt() throws IOException {
        built();
        Path link = Files.createSymbolicLink(directory.resolve("derl"), Path.of("home of derl/derl"));
        Path ofLink = Files.createSymbolicLink(bin.resolve("derl"), link);
        assertTrue(run(ofLink, Map.of(), "models").out().contains("\n<models>\n"));
    }

    @Test
    void itBuildsWhatIsMissingOrOld() throws IOException {
        assertTrue(run(Map.of()).err().contains("maven was called"));
        assertFalse(run(Map.of()).err().contains("maven was called"));
        Path source = Files.createFile(home.resolve("derl-bench/src/main/A.java"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(20)));
        assertTrue(run(Map.of()).err().contains("maven was called"));
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws IOException {
        leaveTheSystem();
        Files.delete(bin.resolve("mvn"));
        run(Map.of()).refused("not built yet, and no Maven found; install Maven 3.8 or newer");
    }

    @Test
    void aBuildThatFailedIsNotStarted() throws IOException {
        program(bin.resolve("mvn"), "#!/usr/bin/env bash\nexit 1\n");
        Ended ended = run(Map.of());
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("derl: the build failed; see above"), ended.err());
        assertEquals("", ended.out());
    }

    @Test
    void withoutJavaItSaysWhatToInstall() throws IOException {
        leaveTheSystem();
        Files.delete(bin.resolve("java"));
        run(Map.of()).refused("no Java found; install Java 17 or newer, or set JAVA_HOME");
        run(Map.of("JAVA_HOME", "/no where"))
                .refused("JAVA_HOME is /no where, but there is no bin/java in it; DERL needs Java 17 or newer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "11.0.2", "16"})
    void anOldJavaIsRefused(String version) throws IOException {
        java(version);
        run(Map.of()).refused(bin.resolve("java") + " is Java " + version + "; DERL needs Java 17 or newer");
    }

    @Test
    void aHeapThatJavaDoesNotTakeIsRefused() throws IOException {
        built();
        run(Map.of("DERL_HEAP", "lots")).refused("DERL_HEAP is 'lots', which Java does not take (Invalid maximum heap");
        assertTrue(run(Map.of("DERL_HEAP", "8g")).out().startsWith("<-Xmx8g>\n"));
        assertTrue(run(Map.of()).out().startsWith("<-Xmx2g>\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', native",
        "Portable, '', avx2",
        "native, --kernels=portable, avx2",
        "portable, --kernels=native, native"
    })
    void kernelsAreThoseOfTheOptionOrTheVariable(String variable, String option, String kernels) throws IOException {
        built();
        Ended ended = run(Map.of("DERL_KERNELS", variable), "compare", option);
        assertTrue(ended.out().endsWith("kernels " + kernels + "\n"), ended.out());
    }

    @Test
    void unknownKernelsAreRefused() throws IOException {
        built();
        run(Map.of("DERL_KERNELS", "fast")).refused("DERL_KERNELS is 'fast'; expected portable or native");
    }
}
