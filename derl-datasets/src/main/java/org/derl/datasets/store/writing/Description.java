package org.derl.datasets.store.writing;

import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.IntStream;
import org.derl.data.Modality;
import org.derl.datasets.store.Manifest;
import org.derl.io.RegularFile;

/** The file by which configuration finds a data set, in the form of those in jars. */
final class Description {

    static final String NAME = "data-set.conf";

    private Description() {}

    /**
     * Writes it.
     *
     * @param checksum of the manifest, which becomes that of the splits, so that results of other features are never
     *     taken for results of these
     */
    static void write(Path file, Manifest manifest, String checksum) throws IOException {
        String text = String.format(
                Locale.ROOT,
                """
                # Written by an import; delete the folder to remove the data set.
                derl.data-sets."%1$s" {
                  title = "%1$s"
                  description = "imported: %2$s"
                  text-encoder = %4$s
                  data-set { type = imported, name = "%1$s", manifest = "%3$s" }
                }
                """,
                manifest.name(),
                manifest.layout().replaceAll("[\"\\\\\\p{Cntrl}]", "'"),
                checksum,
                textEncoder(manifest));
        Files.writeString(file, text);
    }

    /** One that reads the transcripts, in their language, where files hold nothing else of the texts. */
    private static String textEncoder(Manifest manifest) {
        boolean transcriptsAlone = manifest.parts().values().stream()
                .allMatch(split -> !split.files().containsKey(Modality.TEXT.name())
                        && split.transcripts().size() == split.ids().size());
        if (!transcriptsAlone) {
            return "as-is";
        }
        return isChinese(manifest) ? "bge-small-zh-frozen" : "bert-frozen";
    }

    private static boolean isChinese(Manifest manifest) {
        int[] letters = manifest.parts().values().stream()
                .flatMap(split -> split.transcripts().stream())
                .flatMapToInt(String::codePoints)
                .filter(Character::isLetter)
                .toArray();
        long han = IntStream.of(letters)
                .filter(letter -> UnicodeScript.of(letter) == UnicodeScript.HAN)
                .count();
        return 2 * han > letters.length;
    }

    /** Whether a description was written for a manifest. */
    static boolean isOf(Path file, String checksum) throws IOException {
        // Users may write another title into it, in whatever encoding.
        return Files.exists(file)
                && new String(Files.readAllBytes(RegularFile.check(file)), StandardCharsets.ISO_8859_1)
                        .contains(checksum);
    }
}
