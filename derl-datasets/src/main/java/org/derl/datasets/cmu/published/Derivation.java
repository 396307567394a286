package org.derl.datasets.cmu.published;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.derl.data.Task;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FileFormat;
import org.derl.datasets.layout.ComputationalSequence;
import org.derl.datasets.layout.ComputationalSequence.Interval;
import org.derl.datasets.layout.LabelColumn;
import org.derl.datasets.table.Fold;
import org.derl.io.AtomicFile;
import org.derl.io.Quantity;
import org.jspecify.annotations.Nullable;

/** Makes one table of segments and one of words of the SDK's labels and word times, and of transcripts. */
final class Derivation {

    private static final int DECIMALS = 5;

    private final ComputationalSequence labels;
    private final ComputationalSequence words;
    private final PublishedTranscripts transcripts;
    private final List<List<String>> segments = new ArrayList<>();
    private final List<List<String>> spoken = new ArrayList<>();
    private final List<String> untranscribed = new ArrayList<>();

    private Derivation(ComputationalSequence labels, ComputationalSequence words, PublishedTranscripts transcripts) {
        this.labels = labels;
        this.words = words;
        this.transcripts = transcripts;
    }

    /**
     * Reads the files.
     *
     * @throws IOException when one is damaged, or something in it cannot be; the message names its place
     */
    static Derivation of(FileFormat format, Path labels, Path words, PublishedTranscripts transcripts)
            throws IOException {
        Derivation derivation = new Derivation(sequence(format, labels), sequence(format, words), transcripts);
        if (!derivation.words.isText()) {
            throw new IOException(words + " has no words but numbers; copy the SDK's word times there");
        }
        for (String video : new TreeSet<>(derivation.labels.videos())) {
            derivation.add(video);
        }
        return derivation;
    }

    /** The sequence of a file. */
    static ComputationalSequence sequence(FileFormat format, Path file) throws IOException {
        ArrayFile arrays = format.open(file);
        if (!ComputationalSequence.is(arrays)) {
            throw new IOException(file + " is no computational sequence of the SDK: it has no features and intervals"
                    + " of videos; copy it again");
        }
        return ComputationalSequence.of(arrays);
    }

    private void add(String video) throws IOException {
        Fold fold = MosiVideos.fold(video);
        if (fold == null) {
            throw new IOException(labels.file() + " has the video " + video
                    + ", which is in no standard fold of CMU-MOSI; put the labels of CMU-MOSI there");
        }
        List<SpokenWord> ofVideo = SpokenWord.of(words, video);
        for (SpokenWord word : ofVideo) {
            Interval interval = word.interval();
            spoken.add(List.of(video, seconds(interval.start()), seconds(interval.end()), word.word()));
        }
        Interval[] intervals = labels.intervals(video);
        List<Double> values = labels.labels(video, new LabelColumn("sdk", ""));
        for (int i = 0; i < intervals.length; i++) {
            String id = video + "_" + (i + 1);
            double label = checked(id, values.get(i));
            segments.add(List.of(
                    video,
                    Integer.toString(i + 1),
                    seconds(intervals[i].start()),
                    seconds(intervals[i].end()),
                    Float.toString((float) label),
                    fold.toString(),
                    transcript(id, label, ofVideo, intervals[i])));
        }
    }

    private double checked(String id, double label) throws IOException {
        Task.Regression range = Task.SENTIMENT;
        if (!(label >= range.lowest() && label <= range.highest())) {
            throw new IOException(labels.file() + ": the label of " + id + " is " + label + ", outside of "
                    + range.interval() + "; if the file is damaged, copy it again");
        }
        return label;
    }

    private String transcript(String id, double label, List<SpokenWord> ofVideo, Interval interval) throws IOException {
        @Nullable String known = transcripts.of(id, label);
        if (known != null) {
            return known;
        }
        String heard = SpokenWord.transcript(ofVideo, interval);
        if (heard.isEmpty()) {
            throw new IOException("the sample " + id + " has no transcript, and " + words.file()
                    + " has no word of it; put " + MosiFile.TRANSCRIPTS + " or " + MosiFile.BC_TRANSCRIPTS
                    + " beside it");
        }
        untranscribed.add(id);
        return heard;
    }

    /** Seconds as the derived files have them; the samples of both ways are the same because of it. */
    private static String seconds(double time) {
        return new BigDecimal(time).setScale(DECIMALS, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** What the tables are made of. */
    List<String> notes() {
        List<String> counts = new ArrayList<>(transcripts.counts());
        if (!untranscribed.isEmpty()) {
            counts.add(untranscribed.size() + " spoken words of " + words.file().getFileName());
        }
        List<String> notes =
                new ArrayList<>(List.of("segments of " + labels.file().getFileName() + ", words of "
                        + words.file().getFileName() + ", transcripts: " + String.join(", ", counts)));
        if (!untranscribed.isEmpty()) {
            notes.add("text: " + Quantity.of(untranscribed.size(), "sample") + ", the first of which is "
                    + untranscribed.get(0) + ", " + (untranscribed.size() == 1 ? "has" : "have")
                    + " spoken words for a transcript; put " + MosiFile.TRANSCRIPTS + " and " + MosiFile.BC_TRANSCRIPTS
                    + " beside the other files to have the transcript");
        }
        return notes;
    }

    /** Writes both tables. */
    void write(Path segmentsFile, Path wordsFile) throws IOException {
        write(segmentsFile, List.of("video_id", "clip_id", "start", "end", "label", "mode", "text"), segments);
        write(wordsFile, List.of("video_id", "start", "end", "word"), spoken);
    }

    private static void write(Path file, List<String> head, List<List<String>> rows) throws IOException {
        AtomicFile.write(file, unfinished -> {
            try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(unfinished), CSVFormat.DEFAULT)) {
                printer.printRecord(head);
                for (List<String> row : rows) {
                    printer.printRecord(row);
                }
            }
        });
    }
}
