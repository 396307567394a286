package org.derl.datasets.cmu.published;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derl.datasets.csv.CsvFile;
import org.derl.datasets.csv.CsvFile.Row;
import org.derl.io.Quantity;
import org.jspecify.annotations.Nullable;

/** Transcripts by id: those of MMSA, and of the bc-LSTM work where MMSA has none. */
final class PublishedTranscripts {

    /** What two files may differ by that round labels. */
    private static final double ROUNDING = 0.1;

    private final Map<String, Transcript> byId = new HashMap<>();
    private final Map<String, Integer> taken = new LinkedHashMap<>();

    private record Transcript(Row row, String text, @Nullable Double label, @Nullable Boolean nonNegative) {

        /** Checks that the file and the labels mean the same sample. */
        String checked(String id, double expected) throws IOException {
            if (label != null && !(Math.abs(label - expected) <= ROUNDING)) {
                throw row.wrong("the label of " + id + " is " + label + ", but CMU_MOSI_Opinion_Labels.csd says "
                        + Quantity.number(expected) + "; the two number segments differently: leave this file out");
            } else if (nonNegative != null && nonNegative != expected >= 0) {
                throw row.wrong("the label of " + id + " is " + (nonNegative ? "not negative" : "negative")
                        + ", but CMU_MOSI_Opinion_Labels.csd says " + Quantity.number(expected)
                        + "; the two number segments differently: leave this file out");
            }
            return text;
        }
    }

    /** Reads what there is. */
    static PublishedTranscripts read(@Nullable Path mmsa, @Nullable Path bcLstm) throws IOException {
        PublishedTranscripts transcripts = new PublishedTranscripts();
        if (bcLstm != null) {
            transcripts.addBcLstm(bcLstm);
        }
        if (mmsa != null) {
            transcripts.addMmsa(mmsa);
        }
        return transcripts;
    }

    private void addMmsa(Path file) throws IOException {
        Map<String, Row> rows = new HashMap<>();
        for (Row row : CsvFile.withHeader(file, List.of("text"))) {
            Double label = row.has("label") ? row.finite("label") : null;
            add(rows, RowId.of(row).id(), new Transcript(row, row.text("text"), label, null));
        }
    }

    /** The columns id, text, a number of the video and a label, 0 where it is negative; without a header. */
    private void addBcLstm(Path file) throws IOException {
        Map<String, Row> rows = new HashMap<>();
        for (Row row : CsvFile.withoutHeader(file, 4)) {
            add(rows, row.values().get(0), new Transcript(row, row.values().get(1), null, row.number(3) > 0));
        }
    }

    private void add(Map<String, Row> rows, String id, Transcript transcript) throws IOException {
        Row former = rows.putIfAbsent(id, transcript.row());
        if (former != null) {
            throw transcript.row().wrong("the sample " + id + " already stands in line " + former.line());
        }
        String text = transcript.text().strip();
        if (!text.isEmpty()) {
            // The bc-LSTM work and MMSA write capitals alone, which say nothing.
            String small = text.equals(text.toUpperCase(Locale.ROOT)) ? text.toLowerCase(Locale.ROOT) : text;
            byId.put(id, new Transcript(transcript.row(), small, transcript.label(), transcript.nonNegative()));
        }
    }

    /**
     * The transcript of a sample.
     *
     * @return null where there is none
     * @throws IOException when its label is another
     */
    @Nullable
    String of(String id, double label) throws IOException {
        Transcript transcript = byId.get(id);
        if (transcript == null) {
            return null;
        }
        taken.merge(String.valueOf(transcript.row().file().getFileName()), 1, Integer::sum);
        return transcript.checked(id, label);
    }

    /** How many were taken of which file, as in "2195 of label.csv". */
    List<String> counts() {
        return taken.entrySet().stream()
                .map(each -> each.getValue() + " of " + each.getKey())
                .toList();
    }
}
