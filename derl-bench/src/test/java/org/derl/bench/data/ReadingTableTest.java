package org.derl.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.data.file.Reading;
import org.derl.data.file.Reading.Origin;
import org.junit.jupiter.api.Test;

class ReadingTableTest {

    private static final Path FILE = Path.of("data", "features.pkl");

    @Test
    void whatDiffersBySplitAloneIsNamedOnce() {
        Reading audio = new Reading(
                "audio", FILE, List.of("train/acoustic", "dev/acoustic", "test/acoustic"), "acoustic is audio");
        assertEquals(
                List.of(
                        "read as  from features.pkl  remarks",
                        "audio    acoustic           acoustic is audio",
                        "split                       train; dev is valid; test"),
                ReadingTable.lines(List.of(audio, new Reading("split", List.of(), "train; dev is valid; test"))));
    }

    @Test
    void manyColumnsFitEightyCharacters() {
        List<String> columns = IntStream.range(0, 88)
                .mapToObj(column -> "F0semitone_" + column)
                .toList();
        List<String> lines = ReadingTable.lines(List.of(new Reading(
                "audio",
                FILE,
                columns,
                "a remark that is so long that it has to be broken, more than once, between words")));
        assertTrue(lines.stream().allMatch(line -> line.length() <= 80), String.join("\n", lines));
        String text = String.join(" ", lines).replaceAll(" +", " ");
        assertTrue(text.contains("F0semitone_87 (88)"), text);
        assertTrue(text.endsWith("--json has all names where \"...\" stands)"), text);
        assertTrue(
                ReadingTable.rows(List.of(new Reading("audio", FILE, columns, "")))
                        .get(0)
                        .from()
                        .contains("F0semitone_43"),
                "pages have all names");
    }

    @Test
    void aFolderOfClipsIsALine() {
        List<String> clips =
                IntStream.range(10, 40).mapToObj(clip -> "audio/clip" + clip).toList();
        assertEquals(
                "audio    audio/clip10 ... clip39 (30)  an array for each sample",
                ReadingTable.lines(List.of(
                                new Reading("audio", Path.of("data", "audio"), clips, "an array for each sample")))
                        .get(1));
    }

    @Test
    void namesOfSettingsAreNotBroken() {
        List<String> lines = ReadingTable.lines(List.of(
                new Reading(
                        "audio",
                        Path.of("acoustics-of-all-the-clips.csv"),
                        List.of("f0"),
                        "others by --set layout.csv.modalities.audio.columns=[...]"),
                new Reading("id", FILE, List.of("id"), "")));
        assertEquals(
                List.of(
                        "audio    acoustics-of-all-the-clips.csv: f0",
                        "         others by --set layout.csv.modalities.audio.columns=[...]",
                        "id       features.pkl: id"),
                lines.subList(1, lines.size()));
    }

    @Test
    void filesOfOneContentAreNamedTogether() {
        Reading id = new Reading(
                "id", List.of(new Origin(Path.of("labels.csv"), "id"), new Origin(Path.of("audio.csv"), "id")), "");
        assertEquals(
                "id       labels.csv, audio.csv: id",
                ReadingTable.lines(List.of(id)).get(1));
    }

    @Test
    void controlsOfFilesReachNoTerminal() {
        assertTrue(String.join("", ReadingTable.lines(List.of(new Reading("id", FILE, List.of("\u001b[2J"), ""))))
                .contains("\uFFFD[2J"));
    }
}
