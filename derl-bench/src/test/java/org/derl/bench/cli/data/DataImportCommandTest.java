package org.derl.bench.cli.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.bench.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DataImportCommandTest {

    private static final Path FILES = Path.of("../derl-datasets/src/test/resources/org/derl/datasets/data-formats");
    private static final String SIMS =
            FILES.resolve("sims_unaligned_p4_f32.pkl").toString();
    private static final String MOSI = FILES.resolve("unaligned_p2_f32.pkl").toString();

    @TempDir
    Path folder;

    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--cache-dir", folder.resolve("cache").toString()));
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return commandLine.execute(all.toArray(String[]::new));
    }

    private int runImport(String file, String... arguments) {
        List<String> all = new ArrayList<>(List.of("data", "import", file));
        all.addAll(List.of(arguments));
        return run(all.toArray(String[]::new));
    }

    @Test
    void anImportedDataSetThatCannotBeUnderstoodStopsNoCommand() throws IOException {
        assertEquals(0, runImport(MOSI, "--name", "sound", "--family", "mosi"), () -> err.toString());
        List<String> broken = List.of(
                "a={".repeat(30_000),
                "[",
                "include \"gone.conf\"",
                "derl.data-sets.b = 5",
                "derl.data-sets.planted { text-encoder = as-is }",
                "derl.data-sets.b.text-encoder = {}",
                "derl.data-sets.unknown { text-encoder = as-is, color = red }");
        for (int i = 0; i < broken.size(); i++) {
            Path file = folder.resolve("cache/data-sets/broken-" + i + "/data-set.conf");
            Files.createDirectories(file.getParent());
            Files.writeString(file, broken.get(i) + "\nderl.models.intruder { like = derl }\n");
        }
        assertEquals(0, run("data"), () -> err.toString());
        assertTrue(out.toString().contains("sound"), out.toString());
        assertTrue(out.toString().contains("cannot be used: data-set.conf:1  unknown.color"), out.toString());
        assertEquals(0, run("models"));
        assertFalse(out.toString().contains("intruder"), out.toString());
        assertEquals(2, run("compare", "--data", "broken-1"));
        assertTrue(err.toString().startsWith("there is no data set 'broken-1'"), err.toString());
    }

    @Test
    void importedDataSetIsListedReadAndCompared() {
        assertEquals(0, runImport(MOSI, "--name", "mosi-made", "--family", "mosi"), () -> err.toString());
        String list =
                """
                read as     from unaligned_p2_f32.pkl           remarks
                split                                           train; valid; test
                label       regression_labels
                """;
        assertTrue(out.toString().startsWith(list), out.toString());
        assertTrue(
                out.toString().contains("\nmosi-made: MMSA, unaligned; 5 training, 3 validation, 4 test samples"),
                out.toString());
        assertEquals(0, run("data"));
        assertTrue(out.toString().contains("imported: MMSA, unaligned"), out.toString());
        assertEquals(0, run("data", "read", "mosi-made", "--batch", "2"), () -> err.toString());
        assertTrue(out.toString().startsWith("mosi-made: 5 training samples, loaded in "), out.toString());
        assertEquals(0, compare("mosi-made"), () -> err.toString());
        assertTrue(out.toString().contains("mosi-made, test split"), out.toString());
    }

    private int compare(String data) {
        return run(
                "compare",
                "--data=" + data,
                "--models=toy-model",
                "--seeds=1",
                "--workers=1",
                "--device=cpu",
                "--out=" + folder.resolve("runs"));
    }

    /** The two commands of docs/data.md for a table of texts. */
    @Test
    void tableOfTextsIsADataSetForATextEncoder() throws IOException {
        List<String> lines = new ArrayList<>(List.of("id,split,text,label"));
        for (int i = 0; i < 40; i++) {
            String split = i % 4 == 0 ? "valid" : i % 4 == 1 ? "test" : "train";
            lines.add("s" + i + "," + split + ",\"It is, " + "very ".repeat(i % 5) + "good\"," + (i % 5) / 4.0);
        }
        Path file = Files.write(folder.resolve("mine.csv"), lines);
        assertEquals(0, runImport(file.toString(), "--name", "mine", "--labels=-1..1"), () -> err.toString());
        String said = out.toString().replaceAll("\\s+", " ");
        assertTrue(said.contains("transcript text"), said);
        assertTrue(said.contains("20 training, 10 validation, 10 test samples"), said);
        assertTrue(said.contains("text by bert-frozen"), said);
        assertEquals(
                0,
                run(
                        "compare",
                        "--data=mine",
                        "--models=text-only",
                        "--compare-to=text-only",
                        "--set=bert-frozen.extractor.type=toy-words",
                        "--set=text-only.training.epochs=2",
                        "--seeds=1",
                        "--workers=1",
                        "--device=cpu",
                        "--out=" + folder.resolve("runs")),
                () -> out + err.toString());
        assertTrue(out.toString().contains("text only"), out.toString());
    }

    @Test
    void secondImportDoesNothingAndAnotherFileNeedsAgain() {
        assertEquals(0, runImport(SIMS, "--name", "made", "--policy", "mmsa"), () -> err.toString());
        assertEquals(0, runImport(SIMS, "--name", "made", "--policy", "mmsa"));
        assertTrue(out.toString().replaceAll("\\s+", " ").contains("nothing was done"), out.toString());
        assertEquals(2, runImport(MOSI, "--name", "made", "--family", "mosi"));
        assertTrue(err.toString().contains("--again"), err.toString());
        assertEquals(0, runImport(MOSI, "--name", "made", "--family", "mosi", "--again"), () -> err.toString());
    }

    @Test
    void namesThatAreTakenOrNoneAreRefused() {
        for (String name : List.of("planted", "toy-model", "as-is", "Mine", "a.b", "../x")) {
            assertEquals(2, runImport(SIMS, "--name", name), name);
            assertTrue(err.toString().contains(name), err.toString());
        }
        assertFalse(Files.exists(folder.resolve("cache/data-sets")));
    }

    @Test
    void familyMustBeToldWhereFilesDoNot() {
        assertEquals(2, runImport(MOSI, "--name", "made"));
        assertTrue(err.toString().contains("--family"), err.toString());
        assertEquals(2, runImport(MOSI, "--name", "made", "--family", "iemocap"));
        assertTrue(err.toString().contains("mosei, mosi, sims"), err.toString());
    }

    @Test
    void labelsMayHaveARangeOfTheirOwn() throws IOException {
        assertEquals(
                0, runImport(MOSI, "--name", "made", "--labels", "-4..4", "--threshold", "1"), () -> err.toString());
        String manifest = Files.readString(folder.resolve("cache/data-sets/made/manifest.json"));
        assertTrue(manifest.contains("\"family\": \"none\""), manifest);
        assertTrue(manifest.contains("\"threshold\": 1.0"), manifest);
        assertEquals(2, runImport(MOSI, "--name", "made", "--labels", "-4..4"));
        assertTrue(err.toString().contains("range of labels"), err.toString());
        assertEquals(0, compare("made"), () -> err.toString());
        assertTrue(out.toString().contains("Acc-9"), out.toString());
        assertTrue(out.toString().contains("(≥1)"), out.toString());
        assertTrue(out.toString().contains("labels lie in [-4, 4], in two classes from 1 on"), out.toString());
        CommandLine show = Main.commandLine().setOut(new PrintWriter(out, true));
        out.getBuffer().setLength(0);
        assertEquals(0, show.execute("show", folder.resolve("runs").toString()));
        assertTrue(out.toString().contains("Acc-9"), out.toString());
    }

    @Test
    void withoutAFamilyWholeNumbersAroundTheLabelsAreTheirRange() {
        assertEquals(0, runImport(MOSI, "--name", "made", "--family", "none"), () -> err.toString());
        assertTrue(out.toString().contains("The labels are taken to lie in ["), out.toString());
        assertEquals(2, runImport(MOSI, "--name", "other", "--family", "mosie", "--labels", "-4..4"));
        assertTrue(err.toString().contains("did you mean 'mosei'?"), err.toString());
    }

    @Test
    void labelsAreExaminedByTheFamilyThatIsTold() {
        runImport(MOSI, "--name", "made", "--family", "sims");
        assertTrue((out.toString() + err).contains("outside"), () -> out.toString() + err);
    }

    @Test
    void policyMayBeAFileThatIsLikeAnother() throws IOException {
        Path policy = folder.resolve("mine.conf");
        Files.writeString(policy, "like = mmsa\nmodalities.audio.maximum-length = 2\n");
        assertEquals(
                0, runImport(SIMS, "--name", "made", "--policy", policy.toString(), "--float16"), () -> err.toString());
        assertTrue(out.toString().contains("audio: 12 sequences were cut to their first 2 steps"), out.toString());
        String manifest = Files.readString(folder.resolve("cache/data-sets/made/manifest.json"));
        assertTrue(manifest.contains("\"padding\": \"KEEP\"") && manifest.contains("FLOAT16"), manifest);
        Files.writeString(policy, "modalities.audio.pading = trim\n");
        assertEquals(2, runImport(SIMS, "--name", "other", "--policy", policy.toString()));
        assertTrue(err.toString().contains("did you mean 'padding'?"), err.toString());
        assertEquals(2, runImport(SIMS, "--name", "other", "--policy", "mmsaa"));
        assertTrue(err.toString().contains("did you mean 'mmsa'?"), err.toString());
    }

    /** A table of labels and one of audio, whose rows a label each has. */
    private Path table(List<String> labels, String audio) throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        StringBuilder samples = new StringBuilder("id,label,split\n");
        StringBuilder steps = new StringBuilder("id,f1,f2\n");
        for (int row = 0; row < labels.size(); row++) {
            String split = row % 5 == 3 ? "valid" : row % 5 == 4 ? "test" : "train";
            samples.append("s%02dx,%s,%s%n".formatted(row, labels.get(row), split));
            steps.append("s%02dx,%s%n".formatted(row, row % 5 == 3 ? audio : (row * 7 % 4) + ".5,1." + row * row % 7));
        }
        Files.writeString(files.resolve("labels.csv"), samples);
        Files.writeString(files.resolve("audio.csv"), steps);
        return files;
    }

    @Test
    void countsAreThoseOfWhatModelsAreGivenAndFindingsThoseOfTheCheck() throws IOException {
        String files = table(List.of("", "1", "-2", "0.5", "NA", "2", "", "-1.5", "1", "-1"), "0,0")
                .toString();
        assertEquals(0, runImport(files, "--name", "made", "--family", "mosi"), () -> err.toString());
        String imported = out.toString();
        assertTrue(imported.contains("made: CSV; 4 training, 2 validation, 1 test samples"), imported);
        assertTrue(
                imported.contains("3 samples without a label (NaN) are left out (train 2 of 6, test 1 of 2)"),
                imported);
        assertEquals(1, run("data", "check", files));
        List<String> findings = out.toString()
                .lines()
                .filter(line -> line.matches("(warning|error): .*"))
                .toList();
        assertTrue(findings.contains("warning: 2 samples all zeros (100.0 %)"), findings.toString());
        assertTrue(
                findings.contains("warning: 3 samples without a label (NaN) (train 2, test 1)"), findings.toString());
        findings.forEach(finding -> assertTrue(imported.contains(finding + "\n"), finding + " in\n" + imported));
        assertTrue(out.toString().contains("train 4 and 2 without a label; valid 2; test 1 and 1"), out.toString());
        assertEquals(0, runImport(files, "--name", "made", "--family", "mosi"));
        assertTrue(out.toString().contains("made: CSV; 4 training, 2 validation, 1 test samples"), out.toString());
    }

    @Test
    void aFileThatFitsNoLayoutIsListedBeforeItIsRefused() throws IOException {
        Path file = folder.resolve("two.pkl");
        Files.write(file, new byte[] {(byte) 0x80, 2, '}', 'U', 1, 'x', 'K', 5, 's', '.', (byte) 0x80, 2, 'N', '.'});
        assertEquals(2, runImport(file.toString(), "--name", "made", "--family", "mosi"));
        assertTrue(out.toString().replaceAll("\\s+", " ").contains("4 bytes follow its first pickle"), out.toString());
        assertTrue(err.toString().startsWith(file + " fits no layout"), err.toString());
    }

    @Test
    void folderThatIsDeletedIsGone() throws IOException {
        assertEquals(0, runImport(SIMS, "--name", "made", "--policy", "mmsa"));
        Path made = folder.resolve("cache/data-sets/made");
        try (var files = Files.list(made)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(made);
        assertEquals(0, run("data"));
        assertFalse(out.toString().contains("made "), out.toString());
    }
}
