package org.derl.bench.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.Formats;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.FileFormat;
import org.derl.data.file.NamedArray;
import org.derl.data.file.TextArray;
import org.derl.plugin.PluginModule;
import org.derl.plugin.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataFilesTest {

    @TempDir
    Path folder;

    private final List<Path> closed = new ArrayList<>();
    private final Formats formats = Configuration.of(
                    List.of(new FormatsPlugin(closed)), Plugins.defaults(DataFilesTest.class.getClassLoader()))
            .injector()
            .getInstance(Formats.class);

    /** No settings. */
    record None() {}

    /** Formats that know a file by its first letter, by its name, or take any text; all of its lines are one array. */
    private static final class FormatsPlugin extends PluginModule {

        private final List<Path> closed;

        FormatsPlugin(List<Path> closed) {
            this.closed = closed;
        }

        @Override
        protected void configure() {
            offer(FileFormat.KIND, "clip", None.class, (none, directories) -> new ClipFormat());
            offer(FileFormat.KIND, "hash", None.class, (none, directories) -> new Lines("hash", "#", closed));
            offer(FileFormat.KIND, "hash-too", None.class, (none, directories) -> new Lines("hash-too", "#", closed));
            offer(FileFormat.KIND, "list", None.class, (none, directories) -> new Lines("list", "-", closed));
            offer(FeatureLayout.KIND, "pair", None.class, (none, directories) -> new Pair(2));
            offer(FeatureLayout.KIND, "three", None.class, (none, directories) -> new Pair(3));
            offer(FeatureLayout.KIND, "trio", None.class, (none, directories) -> new Pair(3));
        }
    }

    private record Lines(String name, String mark, List<Path> closed) implements FileFormat {

        @Override
        public boolean recognizes(Path file, byte[] start) {
            String text = new String(start, StandardCharsets.UTF_8);
            return text.startsWith(mark) || (!text.isEmpty() && file.toString().endsWith("." + name));
        }

        @Override
        public ArrayFile open(Path file) throws IOException {
            List<String> lines = Files.readAllLines(file);
            if (lines.contains("damaged")) {
                throw new IOException(file + ":" + (1 + lines.indexOf("damaged")) + " is damaged; copy it again");
            }
            return new ArrayFile() {
                @Override
                public Path path() {
                    return file;
                }

                @Override
                public List<NamedArray> arrays() {
                    return List.of(new NamedArray(List.of(name), new Texts(lines)));
                }

                @Override
                public void close() {
                    closed.add(file);
                }
            };
        }
    }

    /** Files that begin with a tilde are of one clip; what follows on the first line are its columns. */
    private static final class ClipFormat implements FileFormat {

        @Override
        public boolean recognizes(Path file, byte[] start) {
            return start.length > 0 && start[0] == '~';
        }

        @Override
        public boolean isOfOneClip() {
            return true;
        }

        @Override
        public ArrayFile open(Path file) throws IOException {
            return new Clip(file, List.of(Files.readAllLines(file).get(0).split(" ")));
        }
    }

    private record Clip(Path path, List<String> columns) implements ArrayFile {
        @Override
        public List<NamedArray> arrays() {
            return List.of(new NamedArray(List.of("sound"), new Texts(columns)));
        }
    }

    private record Texts(List<String> texts) implements TextArray {
        @Override
        public String dtype() {
            return "object";
        }

        @Override
        public Shape shape() {
            return new Shape(texts.size());
        }
    }

    private record Pair(int size) implements FeatureLayout {
        @Override
        public boolean fits(List<ArrayFile> files) {
            return files.size() == size;
        }

        @Override
        public FeatureFile read(List<ArrayFile> files) throws IOException {
            throw new IOException("read as " + size);
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private String format(Path file) throws IOException {
        try (DataFiles files = DataFiles.open(formats, List.of(file))) {
            return files.files().get(0).arrays().get(0).name();
        }
    }

    private String refusal(Path file) {
        return String.valueOf(
                assertThrows(IOException.class, () -> format(file)).getMessage());
    }

    @Test
    void contentSaysMoreThanTheName() throws IOException {
        assertEquals("list", format(file("wrong.hash", "- a")));
        assertEquals("hash", format(file("right.hash", "no mark")));
    }

    @Test
    void nameDecidesBetweenFormatsOfOneMark() throws IOException {
        assertEquals("hash-too", format(file("a.hash-too", "# a")));
        Path unclear = file("unclear", "# a");
        assertEquals(
                unclear + " may be of the format hash or hash-too; end its name with the one that it is, such as .hash",
                refusal(unclear));
    }

    @Test
    void unknownFilesAreToldByTheirLooks() throws IOException {
        Path other = file("other", "\u0001abc");
        assertEquals(
                other
                        + " begins with the bytes 01 61 62 63; files of these formats can be read: clip, hash, hash-too, list",
                refusal(other));
        Path text = file("text", "404: Not Found\n");
        assertTrue(refusal(text).startsWith(text + " is text, which begins with '404: Not Found';"));
        Path absent = folder.resolve("absent");
        assertEquals(absent + ": there is no such file", refusal(absent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|is empty; get it again",
                "version https://git-lfs.github.com/spec/v1\\noid|is a pointer of Git LFS, not the file itself; fetch"
                        + " it by 'git lfs pull'",
                "/annex/objects/MD5-s4--00|is a pointer of git-annex, not the file itself; fetch it by 'git annex get"
                        + " a.hash'",
                "../.git/annex/objects/Xx/9k/MD5-s4--00|is a pointer of git-annex",
                "PK\\3\\4................\\0.........docProps/app.xmlPK\\3\\4................"
                        + "\\0.........xl/theme.xml|is a workbook",
                "\\n<!DOCTYPE html><html>|is an HTML page",
                "<!-- saved --> <html>|is an HTML page",
                "<?xml version='1.0'?><Error><Code>|is a page of XML",
                "% openSMILE\\n@RELATION a|is an ARFF file, as Weka and openSMILE write it; in a shell, write it as"
                        + " CSV: (awk",
                "{\\rtf1|is a document of RTF",
                "\\0\\0\\0\\0|holds zero bytes alone",
                "PK\\3\\4................\\0..........a.csv|is a zip archive; unpack it",
                "PK\\3\\4................\\0.........archive/data.pkl|is a file of PyTorch; in Python, write its"
                        + " tensors for numpy: numpy.savez('a-new.npz',",
                "PK\\3\\4................\\0.........[Content_Types].xml|is a workbook",
                "Rar!\\u001a\\7|is a rar archive",
                "PAR1|is a Parquet file; in Python, write it as CSV: pandas.read_parquet('a.hash')",
            })
    void contentThatIsNoDataIsToldWhateverTheName(String content, String told) throws IOException {
        Path file = file(
                "a.hash",
                content.replace("\\n", "\n")
                        .replace("\\u001a", "\u001a")
                        .replace("\\0", "\0")
                        .replace("\\3", "\u0003")
                        .replace("\\4", "\u0004")
                        .replace("\\7", "\u0007"));
        assertEquals(file + " " + told, refusal(file).substring(0, (file + " " + told).length()));
        Path pointer = Files.move(file, folder.resolve("label.csv"));
        assertTrue(refusal(folder).startsWith(pointer + " "), "a folder with what promises data");
    }

    @Test
    void folderStandsForWhatFormatsKnowInIt() throws IOException {
        file("b.list", "- b");
        file("a.list", "- a");
        file("readme", "about them");
        try (DataFiles files = DataFiles.open(formats, List.of(folder))) {
            assertEquals(List.of(folder.resolve("a.list"), folder.resolve("b.list")), files.paths());
            assertEquals(
                    "read as 2",
                    assertThrows(IOException.class, files::features).getMessage());
        }
        assertEquals(List.of(folder.resolve("a.list"), folder.resolve("b.list")), closed);
    }

    private List<String> names(Path place) throws IOException {
        try (DataFiles files = DataFiles.open(formats, List.of(place))) {
            return files.files().stream()
                    .flatMap(file ->
                            file.arrays().stream().map(array -> file.path().getFileName() + ": " + array.name()))
                    .toList();
        }
    }

    @Test
    void foldersWithinAreReadWhereTheirNamesTellWhatTheyHold() throws IOException {
        for (String name : List.of("raw", "audio", "features/visual", ".hidden/audio", "train/clips")) {
            Files.createDirectories(folder.resolve(name));
        }
        file("a.list", "- a");
        for (String name : List.of(
                "raw/r.list",
                "audio/c1.list",
                "audio/c2.list",
                "audio/readme",
                "features/visual/v.list",
                "features/other.list",
                ".hidden/audio/h.list",
                "train/clips/t.list")) {
            file(name, name.contains("readme") ? "about" : "- " + name);
        }
        assertEquals(
                List.of(
                        "a.list: list",
                        "audio: audio/c1/list",
                        "audio: audio/c2/list",
                        "features: features/visual/v/list",
                        "train: train/clips/t/list"),
                names(folder));
        try (DataFiles files = DataFiles.open(formats, List.of(folder))) {
            assertTrue(files.readings(Optional.empty()).stream()
                    .anyMatch(reading -> reading.origins().get(0).file().equals(folder.resolve("raw"))
                            && reading.remark()
                                    .startsWith("a folder within whose name tells no modality or split, with 1 file,"
                                            + " such as r.list")));
            assertTrue(files.readings(Optional.empty()).stream()
                    .anyMatch(reading -> reading.origins().get(0).file().equals(folder.resolve("audio/readme"))
                            && reading.remark().equals("no format knows it")));
        }
        assertEquals(List.of("r.list: list"), names(folder.resolve("raw")));
    }

    private void clips(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(folder.resolve(name).getParent());
            file(name, "~a b\n");
        }
    }

    @Test
    void clipsAreReadInFoldersOfAnyName() throws IOException {
        clips("recordings/c1.a", "recordings/more/c2.a", "faces/c1.b");
        file("recordings/notes.list", "- notes");
        assertEquals(List.of("faces: sound/c1", "recordings: sound/c1", "recordings: sound/c2"), names(folder));
        try (DataFiles files = DataFiles.open(formats, List.of(folder))) {
            assertTrue(files.readings(Optional.empty()).get(0).remark().contains("with 1 file, such as notes.list"));
        }
    }

    /** Else the folders of one kind would be rivals. */
    @Test
    void clipsOfOneKindInSeveralFoldersAreOneFile() throws IOException {
        clips("test/speaker1/c1.a", "test/train/c2.a", "test/c3.a");
        assertEquals(
                List.of("test: sound/test/c3", "test: sound/test/c1", "test: sound/train/c2"),
                names(folder.resolve("test")));
    }

    @Test
    void clipsOfOneNameAreRefused() throws IOException {
        clips("speaker1/c1.a", "speaker2/c1.a");
        IOException refused = assertThrows(IOException.class, () -> names(folder));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .startsWith(folder.resolve("speaker2/c1.a") + " and " + folder.resolve("speaker1/c1.a")
                                + " are two clips of one name"),
                refused.getMessage());
    }

    @Test
    void clipsWithOtherFeaturesAreRefused() throws IOException {
        clips("one/c1.a", "two/c2.b");
        Path other = file("two/c2.b", "~a c\n");
        IOException refused = assertThrows(IOException.class, () -> names(folder));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .startsWith(other + " has other features than " + folder.resolve("one/c1.a")
                                + ": the feature 2 is 'c' instead of 'b'; run OpenFace"),
                refused.getMessage());
        file("two/c2.b", "~a\n");
        assertTrue(assertThrows(IOException.class, () -> names(folder))
                .getMessage()
                .contains("the feature 2 is missing instead of 'b'"));
    }

    @Test
    void textThatIsCalledARecordingIsRefusedWhereverItLies() throws IOException {
        clips("recordings/c1.wav");
        for (String name : List.of("recordings/c2.wav", "c3.WAV")) {
            Path text = file(name, "about it");
            IOException refused = assertThrows(IOException.class, () -> names(folder));
            assertTrue(
                    String.valueOf(refused.getMessage()).startsWith(text + " is text, which begins"),
                    refused.getMessage());
            Files.delete(text);
        }
    }

    @Test
    void clipThatIsNamedBesideOthersIsRefused() throws IOException {
        clips("c1.a");
        Path table = file("labels.list", "- a");
        Path clip = folder.resolve("c1.a");
        try (DataFiles files = DataFiles.open(formats, List.of(table, clip))) {
            IOException refused = assertThrows(IOException.class, files::features);
            assertTrue(
                    String.valueOf(refused.getMessage())
                            .startsWith(clip + " is of one clip, and does not say of which"),
                    refused.getMessage());
        }
        assertEquals("sound", format(clip));
    }

    @Test
    void aFolderOfManyFilesIsOneOfClips() throws IOException {
        for (int clip = 10; clip < 40; clip++) {
            file("c" + clip + ".list", "- " + clip);
        }
        List<String> names = names(folder);
        assertEquals(30, names.size());
        String own = folder.getFileName().toString();
        assertEquals(own + ": " + own + "/c10/list", names.get(0));
        assertEquals(List.of(folder.resolve("c10.list")), closed.subList(0, 1));
    }

    @Test
    void layoutIsTheOneThatFits() throws IOException {
        Path file = file("a.list", "- a");
        try (DataFiles files = DataFiles.open(formats, List.of(file))) {
            assertEquals(Optional.empty(), files.features());
        }
        try (DataFiles files = DataFiles.open(formats, List.of(file, file, file))) {
            IOException refused = assertThrows(IOException.class, files::features);
            assertTrue(String.valueOf(refused.getMessage()).contains("fit several layouts: three, trio"));
        }
    }

    @Test
    void openFilesAreClosedWhenALaterOneIsRefused() throws IOException {
        Path good = file("good.list", "- a");
        Path bad = file("bad.list", "- a\ndamaged");
        IOException refused = assertThrows(IOException.class, () -> DataFiles.open(formats, List.of(good, bad)));
        assertEquals(bad + ":2 is damaged; copy it again", refused.getMessage());
        assertEquals(List.of(good), closed);
    }
}
