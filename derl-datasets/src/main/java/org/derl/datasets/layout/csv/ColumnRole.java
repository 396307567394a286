package org.derl.datasets.layout.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.derl.datasets.layout.FileEntry;
import org.derl.datasets.layout.NamedColumns;

/** What a column of a table is for, by the names that people give it. */
enum ColumnRole {
    ID(
            "an id",
            "id ids sample_id segment_id utterance_id utt_id file_name filename",
            "file file_id uid name clip segment"),
    VIDEO("an id", "video_id video vid video_name", ""),
    CLIP("an id", "clip_id", "clip cid"),
    LABEL(
            "a label",
            "label labels regression_labels regression_label sentiment sentiment_score sentiment_label annotation"
                    + " annotations annotated_label",
            "regression score polarity target valence y y_true"),
    /** One of something else than sentiment; networks give features of these names, too. */
    OTHER_LABEL(
            "a label",
            "",
            "arousal dominance activation intensity happiness happy sadness sad anger angry surprise disgust fear"
                    + " emotion stress engagement"),
    TEXT_LABEL("a label", "label_t regression_labels_t", ""),
    AUDIO_LABEL("a label", "label_a regression_labels_a", ""),
    VISION_LABEL("a label", "label_v regression_labels_v", ""),
    SPLIT("a split", "split mode partition", "set subset fold part phase usage"),
    TRANSCRIPT("text", "text transcript transcription raw_text transcripts", "sentence utterance caption"),
    ORDER("frame numbers", "step time_step timestep frame frame_number frame_index frame_id", ""),
    TIME(
            "a time stamp",
            "timestamp time start start_time begin frametime frame_time end end_time stop stop_time seconds",
            ""),
    CONFIDENCE("how sure the extraction is", "confidence conf success face_id", ""),
    ROW("row numbers", "row index row_number", ""),
    OTHER(
            "an id or a class by its name",
            "speaker subject dialogue dialog annotator annotators rater emotion class category gold_score gold_label",
            "");

    /** What names of ids end with, as {@code dialogue_id}. */
    private static final Pattern IDS = Pattern.compile("_ids?$");

    /** What names of times end with, as {@code time_ms}. */
    private static final Pattern UNIT =
            Pattern.compile("[ _(\\[]+(ms|msec|msecs|milliseconds|s|sec|secs|seconds|us|ns|min|minutes)[)\\]]?$");

    private final String what;
    private final String sure;
    private final String possible;

    /**
     * @param sure names of nothing else, between blanks
     * @param possible names of other things as well
     */
    ColumnRole(String what, String sure, String possible) {
        this.what = what;
        this.sure = sure;
        this.possible = possible;
    }

    /** What such a column holds, in words. */
    String what() {
        return what;
    }

    /** The name that documents use. */
    String usual() {
        return names().get(0);
    }

    /** All names, the usual ones first. */
    List<String> names() {
        return List.of((sure + " " + possible).strip().split(" "));
    }

    /** The column of a table for it, by the most usual name that is there. */
    Optional<FileEntry> in(NamedColumns table) {
        return table.find(names().toArray(String[]::new));
    }

    /** Whether a table has a column for it. */
    boolean isIn(NamedColumns table) {
        return in(table).isPresent();
    }

    /** The role of a column that is called so and could be a feature else. */
    static Optional<ColumnRole> of(String name) {
        String compared = NamedColumns.compared(name);
        return role(compared)
                .or(() -> IDS.matcher(compared).find() ? Optional.of(OTHER) : Optional.empty())
                .or(() -> role(UNIT.matcher(compared).replaceFirst("")).filter(TIME::equals));
    }

    /** Whether a column is called as those for anything but features. */
    static boolean isAny(String name) {
        String compared = NamedColumns.compared(name);
        return of(name).isPresent()
                || Arrays.stream(values()).anyMatch(role -> role.names().contains(compared));
    }

    private static Optional<ColumnRole> role(String compared) {
        return Arrays.stream(values())
                .filter(role -> List.of(role.sure.split(" ")).contains(compared))
                .findFirst();
    }
}
