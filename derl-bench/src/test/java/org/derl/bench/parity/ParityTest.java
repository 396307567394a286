package org.derl.bench.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command over the fixtures of all models, which lie beside the models' own tests. */
class ParityTest {

    private static final Path GOLDEN = Path.of("../derl-fusion/src/test/resources/org/derl/models/golden");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyModelEqualsItsReference() throws IOException {
        assertEquals(0, run(GOLDEN), () -> failures() + err);
        assertTrue(out.toString().endsWith(" passed, 0 failed\n"), out.toString());
        for (String model : List.of("derl/case1", "derl/case2", "tfn/case1", "tfn/case2", "mult/orig1")) {
            for (String quantity : List.of("output", "losses", "gradients", "three steps")) {
                assertTrue(
                        out.toString().lines().anyMatch(line -> line.contains(model) && line.contains(quantity)),
                        () -> "no " + quantity + " of " + model + " in\n" + out);
            }
        }
    }

    @Test
    void aChangedExpectationFails() throws IOException {
        Path copy = copy("tfn/case1");
        Path expected = copy.resolve("expected.safetensors");
        byte[] bytes = Files.readAllBytes(expected);
        bytes[bytes.length - 1] ^= 0x40; // the exponent of the last number
        Files.write(expected, bytes);
        assertEquals(1, run(copy));
        assertTrue(out.toString().contains("FAILED") || out.toString().contains("failed"), out.toString());
        assertTrue(!out.toString().endsWith(" 0 failed\n"), out.toString());
    }

    @Test
    void anUnknownModelIsNamed() throws IOException {
        Path copy = copy("tfn/case1");
        Path config = copy.resolve("config.json");
        Files.writeString(
                config, Files.readString(config).replaceFirst("\"model\": *\"\\w+\"", "\"model\": \"nobody\""));
        assertEquals(2, run(copy));
        assertTrue(err.toString().contains("'nobody'"), err.toString());
    }

    @Test
    void aFolderWithoutCasesIsNamed() throws IOException {
        assertEquals(2, run(directory));
        assertTrue(err.toString().contains(directory.toString()), err.toString());
    }

    private String failures() {
        return String.join(
                "\n",
                out.toString().lines().filter(line -> line.contains("failed")).toList());
    }

    private int run(Path folder) throws IOException {
        return new Parity(Device.cpu(), new PrintWriter(out), new PrintWriter(err)).run(List.of(folder));
    }

    private Path copy(String fixture) throws IOException {
        Path copy = directory.resolve("case");
        Files.createDirectories(copy);
        try (Stream<Path> files = Files.list(GOLDEN.resolve(fixture))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }
}
