package org.derl.bench.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.derl.bench.cli.Main;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Data sets of the MFN repository with labels from 1 to 7 and without text, each by the two commands of docs/data.md.
 */
class RatedDataTest {

    private static final Map<String, Integer> SAMPLES = Map.of("train", 24, "valid", 8, "test", 8);

    @TempDir
    Path folder;

    private StringWriter out = new StringWriter();

    @Test
    void filesOfTheirFormAreImportedAndTrained() throws IOException {
        Random random = new Random(1);
        for (String split : SAMPLES.keySet()) {
            write("audio_" + split, random, split, 4, 3);
            write("video_" + split, random, split, 4, 2);
            write("y_" + split, random, split, 2);
            if (!split.equals("train")) {
                write("text_" + split + "_emb", random, split, 4, 5);
            }
        }
        assertEquals(2, run("data", "import", folder.resolve("files").toString(), "--name=rated", "--labels=1..7"));
        assertTrue(out.toString().contains("--set layout.mfn.label=1"), out.toString());
        trained(folder.resolve("files"), "late-fusion,derl", "--labels=1..7", "--set=layout.mfn.label=2");
        assertTrue(out.toString().contains("there is no text_train"), out.toString());
        assertTrue(out.toString().contains("labels lie in [1, 7]"), out.toString());
    }

    @Test
    void ictMmmoIsImportedAndTrained() {
        trained(real("ict-mmmo"), "derl", "--labels=1..5");
        assertTrue(out.toString().contains("220 training, 40 validation, 80 test samples"), out.toString());
        assertTrue(out.toString().contains("there is no text_train"), out.toString());
        assertTrue(out.toString().contains("Acc-5"), out.toString());
        assertFalse(out.toString().contains("Acc-2"), out.toString());
    }

    @Test
    void oneTraitOfPomIsImportedAndTrained() {
        trained(real("pom"), "late-fusion", "--labels=1..7", "--set=layout.mfn.label=1");
        assertTrue(out.toString().contains("600 training, 100 validation, 203 test samples"), out.toString());
        assertTrue(out.toString().contains("Acc-7"), out.toString());
    }

    private static Path real(String name) {
        String named = System.getProperty("DERL_SHARED", System.getenv("DERL_SHARED"));
        Path data = (named == null ? Path.of("..", "..", "shared") : Path.of(named)).resolve("data");
        Assumptions.assumeTrue(Files.isDirectory(data.resolve(name)), () -> "skipped: no real data in " + data);
        return data.resolve(name);
    }

    private void trained(Path files, String models, String... told) {
        List<String> words = new ArrayList<>(List.of("data", "import", files.toString(), "--name=rated"));
        words.addAll(List.of(told));
        assertEquals(0, run(words.toArray(String[]::new)), () -> out.toString());
        assertEquals(
                0,
                run(
                        "compare",
                        "--data=rated",
                        "--models=" + models,
                        "--seeds=1",
                        "--workers=1",
                        "--device=cpu",
                        "--set=late-fusion.training.epochs=1",
                        "--set=derl.training.epochs=1",
                        "--set=derl.model.layers=1",
                        "--set=derl.model.dual.cross.targets=[audio,vision]",
                        "--set=derl.model.dual.cross.sources={audio=[vision],vision=[audio]}",
                        "--set=derl.model.dual.intra.targets=[audio,vision]",
                        "--out=" + folder.resolve("runs")),
                () -> out.toString());
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--cache-dir=" + folder.resolve("cache"));
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        return commandLine.execute(all.toArray(String[]::new));
    }

    /** An array of a split, with numbers from 1 to 7. */
    private void write(String name, Random random, String split, int... shape) throws IOException {
        int samples = SAMPLES.get(split);
        String axes =
                samples + ", " + Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + axes + "), }";
        String padded = header + " ".repeat(117 - header.length()) + "\n"; // 128 bytes with what stands before it
        int count = samples * Arrays.stream(shape).reduce(1, (one, other) -> one * other);
        ByteBuffer bytes = ByteBuffer.allocate(128 + Double.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        bytes.putShort((short) padded.length()).put(padded.getBytes(StandardCharsets.US_ASCII));
        random.doubles(count, 1, 7).forEach(bytes::putDouble);
        Files.createDirectories(folder.resolve("files"));
        Files.write(folder.resolve("files").resolve(name + ".npy"), bytes.array());
    }
}
