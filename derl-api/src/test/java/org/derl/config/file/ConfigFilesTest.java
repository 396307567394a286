package org.derl.config.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derl.config.InvalidConfigException;
import org.derl.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFilesTest {

    @TempDir
    Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String refusal(String text) throws IOException {
        Path file = file("mine.conf", text);
        String message = assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThrows(IOException.class, () -> ConfigFiles.read(file))
                        .getMessage());
        assertTrue(message.contains(file.toString()), message);
        assertTrue(message.length() < 500, message);
        return message;
    }

    private void refused(String text, String why) throws IOException {
        String message = refusal(text);
        assertTrue(message.contains(why), message);
    }

    @Test
    void readsAFileAndWhatItIncludesBesideIt() throws IOException {
        file("deeper.conf", "c = 3");
        file("other.conf", "b = 2, include \"deeper.conf\"");
        file("numbers.json", "{\"d\": [4]}");
        Path file =
                file("mine.conf", "a = 1\ninclude \"other.conf\"\ninclude file(\"numbers.json\")\ne = ${a}, f = ${?g}");
        assertEquals(ConfigFactory.parseString("a = 1, b = 2, c = 3, d = [4], e = 1"), ConfigFiles.read(file));
    }

    @Test
    void whatIsIncludedMustBeThere() throws IOException {
        refused("include \"typo.conf\"", "includes typo.conf, but there is no such file beside it");
        refused("include required(file(\"typo.conf\"))", "includes typo.conf, but");
        file("other.conf", "include \"typo.conf\"");
        assertTrue(assertThrows(IOException.class, () -> ConfigFiles.read(file("mine.conf", "include \"other.conf\"")))
                .getMessage()
                .startsWith(folder.resolve("other.conf") + " includes typo.conf"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "include file(\"/etc/passwd\")",
                "include \"/etc/passwd\"",
                "include \"../mine.conf\"",
                "include \"..\"",
                "include \"a\\nb/c\"",
                "include \"a\\u0000b\"",
                "include classpath(\"reference.conf\")",
                "a { include \"sub/other.conf\" }",
                "include \"mine.conf\""
            })
    void nothingButAFileBesideItCanBeIncluded(String text) throws IOException {
        refusal(text);
    }

    @Test
    void aLinkLeadsNowhere() throws IOException {
        Files.createDirectory(folder.resolve("elsewhere"));
        Files.createSymbolicLink(folder.resolve("link.conf"), file("elsewhere/other.conf", "a = 1"));
        refused(
                "include \"link.conf\"",
                "includes link.conf, which is a link or a folder; only a file beside it can be");
    }

    @Test
    void noAddressIsAskedFor() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(50);
            String address = "\"http://127.0.0.1:" + server.getLocalPort() + "/x\"";
            refused("include url(" + address + ")", "only a file beside it can be");
            refused("include " + address, "only a file beside it can be");
            assertThrows(SocketTimeoutException.class, server::accept);
        }
    }

    @Test
    void nothingOfTheEnvironmentIsPutIn() throws IOException {
        refused("a = ${PATH}", "only what the file itself says can be put in");
        refused("a = ${java.home}", "only what the file itself says can be put in");
        assertFalse(ConfigFiles.read(file("mine.conf", "a = ${?PATH}")).hasPath("a"));
    }

    @Test
    void whatIsNestedTooDeepIsRefused() throws IOException {
        refused("a={".repeat(100_000), "nested too deep");
        refused("[".repeat(100_000), "nested too deep");
        refused("a.".repeat(60_000) + "b = 1", "nested too deep");
        refused("a . ".repeat(30_000) + "b = 1", "nested too deep");
        refused("\"a\".".repeat(30_000) + "b = 1", "nested too deep");
        refused(
                "a = " + "{b = ".repeat(40) + "1" + "}".repeat(40) + "\nc = " + "{b = ".repeat(40) + "${a}"
                        + "}".repeat(40),
                "nested too deep");
        assertTrue(assertThrows(
                        InvalidConfigException.class,
                        () -> Settings.parse("--set", List.of("a=" + "[".repeat(100_000))))
                .getMessage()
                .endsWith("is no setting: --set is nested too deep: 64 levels are read"));
    }

    @Test
    void whatLooksDeepInTextsIsNoNesting() throws IOException {
        String text = "[{${a}.".repeat(100);
        Path file = file(
                "mine.conf",
                "# " + text + "\n// " + text + "\na = \"\\\"" + text + "\"\nb = \"\"\"" + text + "\n\"" + text
                        + "\"\"\"\"\nc = [" + "0.5, ".repeat(1000) + "]");
        assertEquals("\"" + text, ConfigFiles.read(file).getString("a"));
        assertEquals(text + "\n\"" + text + "\"", ConfigFiles.read(file).getString("b"));
        assertEquals(1000, ConfigFiles.read(file).getDoubleList("c").size());
    }

    @Test
    void substitutionsThatAddUpAreRefused() throws IOException {
        refused(lines(12, "[" + "${a},".repeat(10) + "]"), "too many substitutions");
        refused(
                lines(6, "[" + "${a},".repeat(3) + "]").replace("a0 = 1", "a0 = [" + "2,".repeat(200) + "]"),
                "says too much");
        refused(
                lines(6, "${a} ${a} ${a}").replace("a0 = 1", "a0 = [" + "1,".repeat(50_000) + "]"),
                "too many substitutions");
        refused(lines(4, "${a} ${a} ${a}").replace("a0 = 1", "a0 = [" + "1,".repeat(3_000) + "]"), "says too much");
    }

    /** {@code a0 = 1}, then lines of which each is made of the one above it. */
    private static String lines(int lines, String value) {
        return IntStream.range(0, lines)
                .mapToObj(i -> "a" + (i + 1) + " = " + value.replace("${a}", "${a" + i + "}"))
                .collect(Collectors.joining("\n", "a0 = 1\n", "\n"));
    }

    @Test
    void onlyRegularFilesOfSettingsAreRead() throws IOException {
        Path file = folder.resolve("mine.conf");
        assertEquals(file + ": there is no such file", message(file));
        assertTrue(message(folder).startsWith(folder + " is a folder"));
        assertTrue(message(Path.of("/dev/zero")).startsWith("/dev/zero is no regular file"));
        refused("# " + "x".repeat(300_000), "is too large for settings");
        refused("# " + "\u4e2d".repeat(44_000) + "\na = 1", "is too large for settings"); // three bytes each
        refused("a = ", "mine.conf: 1: ");
        Files.delete(file);
    }

    private static String message(Path file) {
        return assertThrows(IOException.class, () -> ConfigFiles.read(file)).getMessage();
    }
}
