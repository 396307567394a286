package org.derl.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.derl.bench.cli.InstalledLauncher.Ended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher needs bash")
class LauncherTest {

    @TempDir
    Path directory;

    private InstalledLauncher launcher;

    @BeforeEach
    void install() throws IOException {
        launcher = new InstalledLauncher(directory);
    }

    @AfterEach
    void close() throws IOException {
        launcher.close();
    }

    @Test
    void columnsThatAreToldHaveTheLastWord() throws IOException {
        launcher.built();
        assertTrue(launcher.run(Map.of("COLUMNS", "72"), "data").out().contains("<-Dderl.output=72>"));
        for (String none : List.of("", "0", "wide")) {
            String arguments = launcher.run(Map.of("COLUMNS", none), "data").out();
            assertFalse(arguments.contains("-Dderl.output"), arguments); // a pipe has lines of any length
        }
    }

    @Test
    void foldersAndArgumentsMayHaveBlanks() throws IOException {
        launcher.built();
        Path elsewhere = directory.resolve("a java of my own");
        InstalledLauncher.java(elsewhere.resolve("bin"), "21");
        launcher.java("11");
        Ended ended = launcher.run(
                Map.of("JAVA_HOME", elsewhere.toString(), "DERL_PLUGINS", "/my jars/a.jar"),
                "compare",
                "--out",
                "two words");
        assertEquals(0, ended.status(), ended.err());
        assertTrue(
                ended.out()
                        .contains("\n<-cp>\n<" + launcher.home()
                                + "/derl-bench/target/launcher/builds/one/derl-bench.jar:"),
                ended.out());
        assertTrue(ended.out().contains(":/my jars/a.jar>\n<org.derl.bench.cli.Main>\n"), ended.out());
        assertTrue(ended.out().contains("\n<compare>\n<--out>\n<two words>\n"), ended.out());
    }

    @Test
    void aLinkToTheLauncherStartsIt() throws IOException {
        launcher.built();
        Path link = Files.createSymbolicLink(directory.resolve("derl"), Path.of("home of derl/derl"));
        Path ofLink = Files.createSymbolicLink(launcher.bin().resolve("derl"), link);
        assertTrue(launcher.run(ofLink, Map.of(), "models").out().contains("\n<models>\n"));
    }

    @Test
    void itBuildsWhatIsMissingOrOld() throws IOException {
        assertTrue(launcher.run(Map.of()).err().contains("maven was called"));
        assertFalse(launcher.run(Map.of()).err().contains("maven was called"));
        launcher.source("");
        assertTrue(launcher.run(Map.of()).err().contains("maven was called"));
    }

    @Test
    void anotherProfileIsAnotherBuild() throws IOException {
        Map<String, String> gpu = Map.of("DERL_MAVEN_ARGS", "-o -Pgpu");
        launcher.run(Map.of());
        assertFalse(launcher.run(Map.of("DERL_MAVEN_ARGS", "-o")).err().contains("maven was called"));
        assertTrue(launcher.run(gpu).err().contains("maven was called"));
        assertFalse(launcher.run(gpu).err().contains("maven was called"));
        assertTrue(launcher.run(Map.of()).err().contains("maven was called"));
    }

    @Test
    void onlyABuildWithoutLibtorchFetchesIt() throws IOException {
        assertFalse(launcher.run(Map.of()).out().contains("<-Dai.djl.offline=true>"));
        Map<String, String> own = Map.of("PYTORCH_LIBRARY_PATH", "/opt/libtorch");
        assertTrue(launcher.run(own).out().contains("<-Dai.djl.offline=true>"));
        Path libraries = InstalledLauncher.jar(launcher.run(Map.of()).out()).resolveSibling("lib");
        Files.createFile(libraries.resolve("pytorch-native-cpu-2.7.1-linux-x86_64.jar"));
        assertTrue(launcher.run(Map.of()).out().contains("<-Dai.djl.offline=true>"));
    }

    @Test
    void aBuildLeavesWhatRunsItsJars() throws IOException {
        launcher.source("first");
        Path wait = Files.createFile(launcher.bin().resolve("wait"));
        InstalledLauncher.Running comparison = launcher.start("compare");
        comparison.awaitJava();
        Path first = InstalledLauncher.jar(comparison.printed());
        age(first);
        launcher.source("second");
        Ended models = launcher.run(Map.of(), "models");
        assertEquals("second", Files.readString(InstalledLauncher.jar(models.out())));
        assertEquals("first", Files.readString(first));
        assertEquals("library\n", Files.readString(first.resolveSibling("lib/a.jar")));
        Files.delete(wait);
        assertEquals(0, comparison.ended().status());
    }

    @Test
    void aBuildThatNothingRunsIsRemovedAfterAWeek() throws IOException {
        Assumptions.assumeTrue(InstalledLauncher.hasTool("flock"), "there is no flock here");
        launcher.source("first");
        Path first = InstalledLauncher.jar(launcher.run(Map.of()).out());
        launcher.source("second");
        Path second = InstalledLauncher.jar(launcher.run(Map.of()).out());
        age(first);
        launcher.source("third");
        launcher.run(Map.of());
        assertFalse(Files.exists(first.getParent()));
        assertTrue(Files.exists(second));
    }

    @Test
    void aSourceThatWasOnlyTouchedKeepsTheBuild() throws IOException {
        launcher.source("first");
        Path first = InstalledLauncher.jar(launcher.run(Map.of()).out());
        FileTime made = Files.getLastModifiedTime(first);
        launcher.source("first");
        Ended again = launcher.run(Map.of());
        assertTrue(again.err().contains("maven was called"));
        assertEquals(first, InstalledLauncher.jar(again.out()));
        assertEquals(made, Files.getLastModifiedTime(first));
    }

    @Test
    void aBuildThatFailedLeavesTheLastOne() throws IOException {
        launcher.source("first");
        Path first = InstalledLauncher.jar(launcher.run(Map.of()).out());
        launcher.program("mvn", "#!/usr/bin/env bash\nexit 1\n");
        launcher.source("second");
        assertEquals(2, launcher.run(Map.of()).status());
        assertEquals("first", Files.readString(first));
    }

    /** As if it was last started from long ago. */
    private static void age(Path jar) throws IOException {
        Files.setLastModifiedTime(
                jar.resolveSibling("used"), FileTime.from(Instant.now().minus(Duration.ofDays(30))));
    }

    @Test
    void withoutMavenItSaysWhatToInstall() throws IOException {
        launcher.leaveTheSystem();
        Files.delete(launcher.bin().resolve("mvn"));
        launcher.run(Map.of()).refused("not built yet, and no Maven found; install Maven 3.8 or newer");
    }

    @Test
    void aBuildThatFailedIsNotStarted() throws IOException {
        launcher.program("mvn", "#!/usr/bin/env bash\nexit 1\n");
        Ended ended = launcher.run(Map.of());
        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("derl: the build failed; see above"), ended.err());
        assertEquals("", ended.out());
    }

    @Test
    void withoutJavaItSaysWhatToInstall() throws IOException {
        launcher.leaveTheSystem();
        Files.delete(launcher.bin().resolve("java"));
        launcher.run(Map.of()).refused("no Java found; install Java 17 or newer, or set JAVA_HOME");
        launcher.run(Map.of("JAVA_HOME", "/no where"))
                .refused("JAVA_HOME is /no where, but there is no bin/java in it; DERL needs Java 17 or newer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_402", "11.0.2", "16"})
    void anOldJavaIsRefused(String version) throws IOException {
        launcher.java(version);
        launcher.run(Map.of())
                .refused(launcher.bin().resolve("java") + " is Java " + version + "; DERL needs Java 17 or newer");
    }

    @Test
    void theFileBesideJavaTellsItsVersion() throws IOException {
        Files.writeString(launcher.bin().resolveSibling("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
        launcher.run(Map.of()).refused(launcher.bin().resolve("java") + " is Java 11.0.2; DERL needs Java 17 or newer");
    }

    @Test
    void aComparisonIsCompiledAsAShortCommandAndItsWorkersAsWhatTrains() throws IOException {
        launcher.built();
        String brief = "<-XX:TieredStopAtLevel=1>\n<-Dderl.training-options=-XX:Tier3InvocationThreshold=2000 ";
        assertTrue(launcher.run(Map.of(), "compare").out().contains(brief));
        String trains = launcher.run(Map.of(), "speed").out();
        assertTrue(trains.contains("<-XX:Tier3InvocationThreshold=2000>\n"), trains);
        assertFalse(trains.contains("TieredStopAtLevel"), trains);
    }

    @Test
    void aHeapThatJavaDoesNotTakeIsRefused() throws IOException {
        launcher.built();
        launcher.run(Map.of("DERL_HEAP", "lots"))
                .refused("DERL_HEAP is 'lots', which Java does not take (Invalid maximum heap");
        assertTrue(launcher.run(Map.of("DERL_HEAP", "8g")).out().startsWith("<-Xmx8g>\n"));
        assertTrue(launcher.run(Map.of()).out().startsWith("<-Xmx2g>\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', native",
        "Portable, '', avx2",
        "native, --kernels=portable, avx2",
        "portable, --kernels=native, native"
    })
    void kernelsAreThoseOfTheOptionOrTheVariable(String variable, String option, String kernels) throws IOException {
        launcher.built();
        Ended ended = launcher.run(Map.of("DERL_KERNELS", variable), "compare", option);
        assertTrue(ended.out().endsWith("kernels " + kernels + "\n"), ended.out());
    }

    @Test
    void unknownKernelsAreRefused() throws IOException {
        launcher.built();
        launcher.run(Map.of("DERL_KERNELS", "fast")).refused("DERL_KERNELS is 'fast'; expected portable or native");
    }
}
