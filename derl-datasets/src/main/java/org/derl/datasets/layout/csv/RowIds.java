package org.derl.datasets.layout.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derl.datasets.layout.FileEntry;
import org.derl.datasets.layout.NamedColumns;

/** What the rows of a table are called. */
final class RowIds {

    private RowIds() {}

    /** The columns that name a row: an id, or video and clip; none where there are none. */
    static List<FileEntry> columns(NamedColumns table) {
        Optional<FileEntry> usual = table.find(ColumnRole.ID.usual());
        Optional<FileEntry> video = ColumnRole.VIDEO.in(table);
        Optional<FileEntry> clip = ColumnRole.CLIP.in(table);
        if (usual.isEmpty() && video.isPresent() && clip.isPresent()) {
            return List.of(video.get(), clip.get());
        }
        return usual.or(() -> ColumnRole.ID.in(table))
                .or(() -> video)
                .map(List::of)
                .orElse(List.of());
    }

    /**
     * The name of each row; that of video and clip is {@code VIDEO_CLIP}.
     *
     * @throws IOException when no column has names, or one none that can be
     */
    static List<String> of(NamedColumns table) throws IOException {
        List<FileEntry> columns = columns(table);
        if (columns.isEmpty()) {
            return table.get(ColumnRole.ID.usual()).texts();
        }
        List<String> first = columns.get(0).texts();
        if (columns.size() == 1) {
            return first;
        }
        List<String> clips = columns.get(1).texts();
        List<String> ids = new ArrayList<>();
        for (int row = 0; row < first.size(); row++) {
            ids.add(first.get(row) + "_" + clips.get(row));
        }
        return ids;
    }
}
