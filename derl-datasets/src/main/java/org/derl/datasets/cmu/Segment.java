package org.derl.datasets.cmu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.datasets.csv.CsvFile;
import org.derl.datasets.csv.CsvFile.Row;
import org.derl.datasets.layout.ComputationalSequence.Interval;

/**
 * An utterance, and where in its video it lies.
 *
 * @param start in seconds
 * @param end in seconds
 */
record Segment(Utterance utterance, double start, double end) {

    /** Reads the segments of CMU-MOSI. */
    static List<Segment> read(Path file) throws IOException {
        List<Row> rows =
                CsvFile.withHeader(file, List.of("video_id", "clip_id", "start", "end", "label", "mode", "text"));
        List<Segment> segments = new ArrayList<>();
        for (Row row : rows) {
            String id = row.text("video_id") + "_" + row.text("clip_id");
            segments.add(new Segment(Utterance.of(row, id), row.finite("start"), row.finite("end")));
        }
        Utterance.refuseDuplicates(
                rows, segments.stream().map(Segment::utterance).toList());
        return segments;
    }

    /** The timing of the words spoken in it, (words, 5). */
    float[] timing(SpokenWords words) {
        return words.timing(utterance.sample().group(), start, end);
    }

    /** When these words are spoken. */
    List<Interval> words(SpokenWords words) {
        return words.intervals(utterance.sample().group(), start, end);
    }
}
