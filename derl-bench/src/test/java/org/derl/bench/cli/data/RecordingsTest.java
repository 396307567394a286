package org.derl.bench.cli.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
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
import java.util.zip.GZIPOutputStream;
import org.derl.bench.cli.Main;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands of docs/own-recordings.md. */
class RecordingsTest {

    private static final int CLIPS = 12;
    private static final int RATE = 16_000;

    @TempDir
    Path folder;

    private Path clips;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @BeforeEach
    void record() throws IOException {
        clips = Files.createDirectories(folder.resolve("clips"));
        Files.createDirectories(clips.resolve("sessions"));
        Files.createDirectories(clips.resolve("tracked"));
        List<String> labels = new ArrayList<>(List.of("id,label,split,text"));
        for (int i = 0; i < CLIPS; i++) {
            String split = i < 6 ? "train" : i < 9 ? "valid" : "test";
            labels.add("clip" + i + "," + (i % 5 - 2) / 2.0 + "," + split + ",It is number " + i);
            Files.write(clips.resolve("sessions/clip" + i + ".wav"), tone(100 + 10 * i, 1600 + 100 * i));
            Files.writeString(
                    clips.resolve("tracked/clip" + i + ".csv"),
                    "frame, face_id, timestamp, confidence, success, gaze_0_x, AU01_r\n1, 0, 0.0, 0.98, 1, 0." + i
                            + ", 2.5\n2, 0, 0.03, 0.1, " + i % 2 + ", 0.2, 0.5\n");
        }
        Files.write(clips.resolve("labels.csv"), labels);
        pack("sessions/clip5.wav");
        pack("tracked/clip6.csv");
    }

    private void pack(String name) throws IOException {
        Path file = clips.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(clips.resolve(name + ".gz")))) {
            Files.copy(file, out);
        }
        Files.delete(file);
    }

    private static byte[] tone(int hertz, int samples) {
        ByteBuffer file = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
        file.putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            file.putShort((short) (9000 * Math.sin(2 * Math.PI * hertz * i / RATE)));
        }
        return file.array();
    }

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--cache-dir", folder.resolve("cache").toString()));
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return commandLine.execute(all.toArray(String[]::new));
    }

    private String said() {
        return (out + " " + err).replaceAll("\\s+", " ");
    }

    private byte[] stored(String dataSet, String file) throws IOException {
        return Files.readAllBytes(
                folder.resolve("cache/data-sets").resolve(dataSet).resolve(file));
    }

    @Test
    void folderOfRecordingsAndFacesIsADataSet() throws IOException {
        assertEquals(
                0, run("data", "import", clips.toString(), "--name", "mine", "--labels=-1..1"), () -> err.toString());
        assertTrue(said().contains("6 training, 3 validation, 3 test samples"), said());
        assertTrue(said().contains("features were made by audio-features 1: rate=16000"), said());
        assertTrue(said().contains("features were made by openface 1: failed=leave-out"), said());
        assertTrue(said().contains("6 files, such as clip0.csv: some frames are without a face"), said());
        for (String modality : List.of("audio", "vision")) {
            Path stored = folder.resolve("cache/data-sets/mine/test-" + modality + ".safetensors");
            assertTrue(Files.exists(stored), modality);
        }
        String other = "--set=format.openface.failed=zero";
        assertEquals(2, run("data", "import", clips.toString(), "--name=mine", "--labels=-1..1", other));
        assertTrue(said().contains("range of labels, recipe of features"), said());
    }

    /** The way over a table is another way to the same bits. */
    @Test
    void tableOfFeaturesIsImportedAsTheRecordingsAre() throws IOException {
        Path table = folder.resolve("table/audio.csv");
        Files.createDirectories(table.getParent());
        Path audio = clips.resolve("sessions");
        assertEquals(0, run("data", "extract", audio.toString(), "--out", table.toString()), () -> err.toString());
        assertTrue(said().contains("audio.csv: 12 clips"), said());
        List<String> lines = Files.readAllLines(table);
        assertTrue(lines.get(0).startsWith("id,step,energy-db,zero-crossings,f0-hz,voicing,"), lines.get(0));
        assertTrue(Files.readString(folder.resolve("table/audio-recipe.txt")).startsWith("audio-features 1: "));
        Files.copy(clips.resolve("labels.csv"), folder.resolve("table/labels.csv"));
        assertEquals(
                0,
                run("data", "import", table.getParent().toString(), "--name", "table", "--labels=-1..1"),
                () -> err.toString());
        String labels = clips.resolve("labels.csv").toString();
        String[] command = {"data", "import", labels, audio.toString(), "--name", "direct", "--labels=-1..1"};
        assertEquals(0, run(command), () -> err.toString());
        for (String split : List.of("train", "valid", "test")) {
            String file = split + "-audio.safetensors";
            assertArrayEquals(stored("direct", file), stored("table", file), split);
        }
        assertEquals(0, run(command));
        assertTrue(said().contains("nothing was done"), said());
    }

    @Test
    void facesBecomeATable() throws IOException {
        Path table = folder.resolve("vision.csv");
        assertEquals(
                0,
                run("data", "extract", clips.resolve("tracked").toString(), "--out", table.toString()),
                () -> err.toString());
        assertEquals("id,step,gaze_0_x,AU01_r", Files.readAllLines(table).get(0));
        String face = clips.resolve("tracked/clip1.csv").toString();
        String sound = clips.resolve("sessions/clip2.wav").toString();
        assertEquals(2, run("data", "extract", face, sound, "--out", table.toString()));
        assertTrue(said().contains("has other features than"), said());
    }

    @Test
    void damagedRecordingsAreNamedAllAtOnce() throws IOException {
        Path audio = clips.resolve("sessions");
        Path first = audio.resolve("clip1.wav");
        Files.write(first, Arrays.copyOf(Files.readAllBytes(first), 500));
        Files.write(audio.resolve("clip2.wav"), tone(100, 100));
        Files.writeString(audio.resolve("clip3.wav"), "ID3 is no WAV");
        Path table = folder.resolve("audio.csv");
        assertEquals(1, run("data", "extract", audio.toString(), "--out", table.toString()));
        for (String part : List.of(
                "clip1.wav ends ",
                "clip2.wav has 100 samples",
                "clip3.wav is sound (MP3); DERL reads WAV: ffmpeg -i clip3.wav clip3-new.wav",
                "9 clips",
                "3 of 12 files cannot be read")) {
            assertTrue(said().contains(part), part + " is not in " + said());
        }
        assertEquals(2, run("data", "import", clips.toString(), "--name", "mine", "--labels=-1..1"));
        assertTrue(said().contains("clip1.wav ends ") && said().contains("3 files of 12 cannot be read"), said());
        Files.delete(audio.resolve("clip5.wav.gz"));
        for (int i = 0; i < CLIPS; i++) {
            Files.write(audio.resolve("clip" + i + ".wav"), new byte[20]);
        }
        Files.delete(table);
        assertEquals(2, run("data", "extract", audio.toString(), "--out", table.toString()));
        assertTrue(Files.notExists(table), "nothing is written");
    }

    @Test
    void twoClipsOfOneNameAreRefused() throws IOException {
        Path other = Files.createDirectories(clips.resolve("sessions/again"));
        Files.copy(clips.resolve("sessions/clip1.wav"), other.resolve("clip1.wav"));
        assertEquals(2, run("data", "extract", clips.resolve("sessions").toString(), "--out", folder + "/a.csv"));
        assertTrue(said().contains("are two clips of one name"), said());
    }
}
