package org.derl.datasets.layout.named;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.Spellings;
import org.derl.data.file.StoredArray;
import org.derl.data.file.TextArray;
import org.derl.datasets.layout.FileEntry;
import org.derl.datasets.layout.LabelCells;
import org.derl.datasets.layout.MissingIds;
import org.derl.datasets.layout.NamedColumns;
import org.derl.datasets.layout.ReadingList;
import org.derl.datasets.layout.SampleNames;
import org.derl.datasets.layout.SamplesBySplit;

/** A table of samples: of each its id, its label, its split, and where known its text and video. */
final class SampleTable {

    private static final List<String> ID = List.of("id", "name", "file name", "filename", "segment", "clip");
    private static final List<String> LABEL = List.of("label", "sentiment", "regression label", "score", "annotation");
    private static final List<String> SPLIT = List.of("split", "mode", "set", "fold", "part");

    private final FileEntry id;
    private final Optional<FileEntry> clip;
    private final FileEntry label;
    private final List<String> otherLabels;
    private final Optional<FileEntry> split;
    private final Optional<FileEntry> text;
    private final Optional<FileEntry> video;

    private SampleTable(
            FileEntry id,
            Optional<FileEntry> clip,
            FileEntry label,
            List<String> otherLabels,
            Optional<FileEntry> split,
            Optional<FileEntry> text,
            Optional<FileEntry> video) {
        this.id = id;
        this.clip = clip;
        this.label = label;
        this.otherLabels = otherLabels;
        this.split = split;
        this.text = text;
        this.video = video;
    }

    /** What a table says of one sample. */
    record Row(String id, String video, double label, String text) {}

    /** The table that a file is, if it is one. */
    static Optional<SampleTable> of(ArrayFile file) {
        if (!new NamedColumns(file).isFlat()) {
            return Optional.empty();
        }
        Optional<FileEntry> video = column(file, List.of("video id", "video"), StoredArray.class);
        Optional<FileEntry> clip = column(file, List.of("clip id"), StoredArray.class);
        Optional<FileEntry> id = column(file, ID, StoredArray.class);
        Optional<FileEntry> label = column(file, LABEL, StoredArray.class);
        Optional<FileEntry> split = column(file, SPLIT, StoredArray.class);
        boolean joined = id.isEmpty() && video.isPresent() && clip.isPresent();
        if ((id.isEmpty() && !joined) || label.isEmpty() || (split.isEmpty() && !isNamedAsTable(file))) {
            return Optional.empty();
        }
        return Optional.of(new SampleTable(
                joined ? video.get() : id.get(),
                joined ? clip : Optional.empty(),
                label.get(),
                LABEL.stream()
                        .flatMap(name -> column(file, List.of(name), StoredArray.class).stream())
                        .map(entry -> entry.named().name())
                        .filter(name -> !name.equals(label.get().named().name()))
                        .toList(),
                split,
                column(file, List.of("text", "transcript", "sentence"), TextArray.class),
                video));
    }

    /** Where a table says no split, the folders of the clips must; in any other file, these arrays may be a split's. */
    static boolean isNamedAsTable(ArrayFile file) {
        String name = String.valueOf(file.path().getFileName()).toLowerCase(Locale.ROOT);
        return name.matches(".*\\.(csv|tsv)(\\.gz|\\.xz)?");
    }

    /** Whether it says of each sample in which split it is. */
    boolean hasSplits() {
        return split.isPresent();
    }

    private static Optional<FileEntry> column(ArrayFile file, List<String> names, Class<? extends StoredArray> type) {
        for (String name : names) {
            for (NamedArray named : file.arrays()) {
                if (named.path().size() == 1
                        && String.join(" ", Spellings.words(named.name())).equals(name)
                        && named.array().shape().dimension() == 1
                        && type.isInstance(named.array())) {
                    return Optional.of(new FileEntry(file.path(), named));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The rows of a split, in the order of the table.
     *
     * @param places the split of each sample as folders tell it, for a table that does not
     */
    List<Row> rows(String wanted, Map<String, String> places) throws IOException {
        List<String> ids = ids();
        List<String> videos =
                video.isPresent() ? video.get().texts() : SampleNames.of(ids).groups();
        List<String> texts = text.isPresent() ? text.get().texts() : List.of();
        List<Double> labels = LabelCells.of(label, "layout.named.label");
        List<String> splits = split.isPresent() ? SamplesBySplit.splits(split.get()) : splits(ids, places);
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < ids.size(); row++) {
            if (splits.get(row).equals(wanted)) {
                rows.add(
                        new Row(ids.get(row), videos.get(row), labels.get(row), texts.isEmpty() ? "" : texts.get(row)));
            }
        }
        return rows;
    }

    private List<String> splits(List<String> ids, Map<String, String> places) throws IOException {
        List<String> missing =
                ids.stream().filter(id -> !places.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            throw MissingIds.error(
                    id.file().toString(),
                    "split",
                    missing,
                    List.copyOf(places.keySet()),
                    ids.size() + " samples",
                    "it has no column 'split', and no folder of a split has a file of them; add that column, or leave"
                            + " these samples out");
        }
        return ids.stream().map(places::get).toList();
    }

    private List<String> ids() throws IOException {
        List<String> ids = id.texts();
        if (clip.isEmpty()) {
            return ids;
        }
        List<String> clips = clip.get().texts();
        List<String> joined = new ArrayList<>();
        for (int row = 0; row < ids.size(); row++) {
            joined.add(ids.get(row) + "_" + clips.get(row));
        }
        return joined;
    }

    boolean hasTexts() {
        return text.isPresent();
    }

    /** Says what is taken of it. */
    void addTo(ReadingList readings) {
        split.ifPresent(entry -> readings.add("split", entry));
        readings.add("id", id);
        clip.ifPresent(entry -> readings.add("id", entry));
        readings.add("label", label);
        if (!otherLabels.isEmpty()) {
            readings.add(
                    "label",
                    label,
                    label.named().name() + " was taken; there " + (otherLabels.size() == 1 ? "is " : "are ")
                            + String.join(", ", otherLabels) + ", too: leave out what is not to be learned");
        }
        text.ifPresent(entry -> readings.add("transcript", entry));
        video.ifPresent(entry -> readings.add("video", entry));
    }
}
