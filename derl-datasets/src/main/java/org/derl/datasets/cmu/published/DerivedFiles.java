package org.derl.datasets.cmu.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.derl.data.file.FileFormat;
import org.derl.datasets.layout.ComputationalSequence;
import org.derl.io.AtomicFile;
import org.derl.io.Directories;
import org.derl.io.ExclusiveFile;
import org.derl.io.Fingerprint;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments and words of CMU-MOSI in two tables. They are derived from the published files once, and kept in the
 * cache folder by the checksum of those; or the user brings them.
 *
 * @param segments the table of segments
 * @param words the table of words
 * @param labelsFrom the file that segments are of, for messages
 * @param wordsFrom the file that words are of, likewise
 * @param notes what is worth knowing of it
 */
public record DerivedFiles(Path segments, Path words, Path labelsFrom, Path wordsFrom, List<String> notes) {

    private static final Logger LOG = LoggerFactory.getLogger(DerivedFiles.class);

    /** Changes with what is derived, so that tables of an older version are not taken. */
    private static final String VERSION = "1";

    private static final String SEGMENTS = "segments.csv";
    private static final String WORDS = "words.csv";
    private static final String MADE = "made.txt";

    /**
     * The tables of a data set.
     *
     * @param format which reads the SDK's files
     * @throws IOException when there is nothing to derive them from, and no tables; the message says what is published
     *     where
     */
    public static DerivedFiles of(String dataSet, PublishedFolder folder, Directories directories, FileFormat format)
            throws IOException {
        Path labels = folder.find(MosiFile.LABELS);
        Path words = folder.find(MosiFile.WORDS);
        if (labels != null && words != null) {
            return cached(dataSet, folder, labels, words, directories, format);
        }
        Path segments = folder.path().resolve("derived").resolve(SEGMENTS);
        Path spoken = folder.path().resolve("derived").resolve(WORDS);
        if (Files.isReadable(segments) && Files.isReadable(spoken)) {
            return new DerivedFiles(segments, spoken, segments, spoken, List.of());
        }
        throw new IOException("the data set " + dataSet + " needs files that are not in " + folder.path() + ": "
                + String.join(
                        " and ",
                        Stream.of(labels == null ? MosiFile.LABELS : null, words == null ? MosiFile.WORDS : null)
                                .filter(Objects::nonNull)
                                .map(MosiFile::toString)
                                .toList())
                + ". Put a folder '" + folder.path().getFileName() + "' with them into the data folder ("
                + directories.data()
                + "), or name another data folder by --data-dir or DERL_DATA; docs/data.md says what else is read");
    }

    private static DerivedFiles cached(
            String dataSet, PublishedFolder folder, Path labels, Path words, Directories directories, FileFormat format)
            throws IOException {
        @Nullable Path mmsa = folder.find(MosiFile.TRANSCRIPTS);
        @Nullable Path bcLstm = folder.find(MosiFile.BC_TRANSCRIPTS);
        Fingerprint key = new Fingerprint().add(VERSION);
        for (Path file :
                Stream.of(labels, words, mmsa, bcLstm).filter(Objects::nonNull).toList()) {
            key.add(String.valueOf(file.getFileName())).add(file);
        }
        Path place = directories
                .cache()
                .resolve("derived")
                .resolve(dataSet + "-" + key.hexadecimal().substring(0, 16));
        return ExclusiveFile.openOrMake(place.resolve(MADE), () -> open(place, labels, words), damage -> {
            if (damage != null) {
                LOG.warn("{} is damaged ({}); it is made anew", place, Reason.of(damage));
            }
            make(place, Derivation.of(format, labels, words, PublishedTranscripts.read(mmsa, bcLstm)));
        });
    }

    /** The sequence of one of the SDK's files. */
    public static ComputationalSequence sequence(FileFormat format, Path file) throws IOException {
        return Derivation.sequence(format, file);
    }

    /** Written last, with the checksums of the tables and the notes: where it is, all is there. */
    private static void make(Path place, Derivation derivation) throws IOException {
        derivation.write(place.resolve(SEGMENTS), place.resolve(WORDS));
        List<String> lines = new ArrayList<>(checksums(place));
        lines.addAll(derivation.notes());
        AtomicFile.write(place.resolve(MADE), String.join("\n", lines) + "\n");
    }

    private static List<String> checksums(Path place) throws IOException {
        return List.of(Fingerprint.of(place.resolve(SEGMENTS)), Fingerprint.of(place.resolve(WORDS)));
    }

    private static DerivedFiles open(Path place, Path labels, Path words) throws IOException {
        List<String> lines = Files.readAllLines(place.resolve(MADE));
        List<String> checksums = checksums(place);
        if (lines.size() < checksums.size()
                || !lines.subList(0, checksums.size()).equals(checksums)) {
            throw new IOException("a checksum differs");
        }
        return new DerivedFiles(
                place.resolve(SEGMENTS),
                place.resolve(WORDS),
                labels,
                words,
                List.copyOf(lines.subList(checksums.size(), lines.size())));
    }
}
