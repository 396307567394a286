package org.derl.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.tensor.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SpeedCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsEveryFigure() {
        assertEquals(0, run("--steps", "4", "--memory-every", "2"), err::toString);
        List<String> beginnings = List.of(
                "toy model: ",
                "step 2: resident memory ",
                "step 4: resident memory ",
                "steps                      4 after 1 to warm up",
                "thread-CPU time a step     ",
                "native arrays alive        ",
                "resident memory            ",
                "peak memory                ",
                "checksum of the weights    ");
        for (String beginning : beginnings) {
            assertTrue(out.toString().lines().anyMatch(line -> line.startsWith(beginning)), beginning + " in\n" + out);
        }
        assertTrue(out.toString()
                .contains("batch 4, length 3, features {text=6, audio=5, vision=4}, cpu, " + Kernels.ofThisProcess()
                        + " kernels, seed 1"));
    }

    @Test
    void collectionsGiveTheSameChecksum() {
        assertEquals(0, run("--steps", "3"));
        assertEquals(0, run("--steps", "3", "--collect"));
        assertEquals(
                1,
                out.toString()
                        .lines()
                        .filter(line -> line.startsWith("checksum"))
                        .distinct()
                        .count(),
                out.toString());
    }

    @Test
    void sequencesMayBePadded() {
        assertEquals(0, run("--steps", "1", "--shortest", "1"), err::toString);
        assertTrue(out.toString().contains("batch 4, lengths 1 to 3, features"), out.toString());
        assertEquals(2, run("--steps", "1", "--shortest", "4"));
        assertTrue(err.toString().contains("shortest must be from 1 to length"), err.toString());
        assertEquals(2, run("--steps", "1", "--median-length", "2"));
        assertTrue(err.toString().contains("--median-length needs --shortest, too"), err.toString());
    }

    @Test
    void settingsOfTheModelMayDiffer() {
        assertEquals(0, run("--steps", "1"));
        String narrow = out.toString();
        assertEquals(0, run("--steps", "1", "--set", "toy-model.model.head.sizes=[64]"));
        assertTrue(parameters(out.toString().substring(narrow.length())) > parameters(narrow), out.toString());
    }

    @Test
    void aTextEncoderComesBeforeTheModel() {
        assertEquals(0, run("--steps", "1", "--text-encoder", "tiny-bert", "--shortest", "1"), err::toString);
        assertTrue(out.toString().contains("vision=4}, text of token numbers, cpu"), out.toString());
        assertTrue(
                out.toString().contains("text encoder               a small BERT without pretraining"), out.toString());
        assertEquals(2, run("--text-encoder", "tiny-bret"));
        assertTrue(err.toString().contains("tiny-bert"), err.toString());
    }

    @Test
    void itServesAsAPeer() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("2\n1\n".getBytes(StandardCharsets.UTF_8)));
        try {
            assertEquals(0, run("--serve"), err::toString);
        } finally {
            System.setIn(before);
        }
        assertTrue(out.toString().matches("ready \\d+ DERL\\R[\\d.]+ [\\d.]+\\R[\\d.]+\\R"), out.toString());
    }

    /** A launcher that answers like one. */
    @Test
    void anotherBuildIsGivenTheSameArguments(@TempDir Path folder) throws IOException {
        assertEquals(0, run("--steps", "1"));
        Path given = folder.resolve("given");
        Path launcher = folder.resolve("derl");
        Files.writeString(
                launcher,
                """
                #!/bin/sh
                echo "$@" > %s
                echo ready %d other
                while read steps; do echo 2.0; done
                """
                        .formatted(given, parameters(out.toString())));
        assertTrue(launcher.toFile().setExecutable(true));
        assertEquals(
                0,
                run("--steps", "1", "--rounds", "1", "--against-build", launcher.toString(), "--shortest", "1"),
                err::toString);
        assertTrue(out.toString().contains("against other: "), out.toString());
        assertEquals(
                "speed --model toy-model --warm-up 1 --length 3 --sizes text=6,audio=5,vision=4 --batch 4 --steps 1"
                        + " --rounds 1 --shortest 1 --serve",
                Files.readString(given).strip());
        assertEquals(2, run("--against-build", launcher.toString(), "--against", "another"));
    }

    private static int parameters(String text) {
        return Integer.parseInt(text.replaceAll("(?s)toy model: (\\d+) parameters.*", "$1"));
    }

    @Test
    void whatCannotBeIsToldInWords() {
        assertEquals(2, run("--steps", "0"));
        assertEquals(2, run("--batch", "1"));
        assertEquals(2, run("--device", "tpu"));
        assertEquals(2, run("--against", "no-such-program-anywhere"));
        assertTrue(err.toString().contains("batch must be 2 or more"), err.toString());
        assertTrue(err.toString().contains("device is 'tpu'"), err.toString());
        assertTrue(err.toString().contains("no-such-program-anywhere"), err.toString());
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "speed",
                "--model",
                "toy-model",
                "--warm-up",
                "1",
                "--length",
                "3",
                "--sizes",
                "text=6,audio=5,vision=4"));
        if (!List.of(more).contains("--batch")) {
            arguments.addAll(List.of("--batch", "4"));
        }
        arguments.addAll(List.of(more));
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return commandLine.execute(arguments.toArray(String[]::new));
    }
}
