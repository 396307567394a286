package org.derl.datasets.cmu.published;

import java.io.IOException;
import java.util.List;
import org.derl.datasets.csv.CsvFile.Row;

/**
 * Whom a line of a table of utterances is of.
 *
 * @param id the utterance's
 * @param video that it was cut from
 */
public record RowId(String id, String video) {

    /**
     * By the column {@code id}, which is the video and the clip with an underscore between, or by {@code video_id} and
     * {@code clip_id}.
     *
     * @throws IOException when neither is there
     */
    public static RowId of(Row row) throws IOException {
        if (row.has("id")) {
            String id = row.text("id");
            int underscore = id.lastIndexOf('_');
            return new RowId(id, underscore > 0 ? id.substring(0, underscore) : id);
        }
        for (String column : List.of("video_id", "clip_id")) {
            if (!row.has(column)) {
                throw row.wrong(
                        "there is no column 'id' among " + row.header() + ", nor both of 'video_id' and 'clip_id'");
            }
        }
        return new RowId(row.text("video_id") + "_" + row.text("clip_id"), row.text("video_id"));
    }
}
