package org.derl.datasets.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;

/** A file each of whose arrays is a named column, as of comma-separated values with a header. */
record NamedColumns(ArrayFile file) {

    /** The name of the file without its ending, in lower case. */
    String stem() {
        String name = file.path().getFileName().toString().toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Whether it has certain columns. */
    boolean has(String... columns) {
        List<String> names = file.arrays().stream().map(NamedArray::name).toList();
        return names.containsAll(List.of(columns));
    }

    /** The first of some columns that is there. */
    Optional<FileEntry> find(String... names) {
        for (String name : names) {
            for (NamedArray named : file.arrays()) {
                if (named.name().equals(name)) {
                    return Optional.of(new FileEntry(file.path(), named));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Checks that its columns have one length, which those of a format need not.
     *
     * @throws IOException when they have not
     */
    void checkRows() throws IOException {
        FileEntry first = new FileEntry(file.path(), file.arrays().get(0));
        for (NamedArray named : file.arrays()) {
            FileEntry column = new FileEntry(file.path(), named);
            if (column.rows() != first.rows()) {
                throw column.wrong("has " + column.rows() + " rows, but "
                        + first.named().name() + " has " + first.rows() + "; columns of one table have one length");
            }
        }
    }

    /**
     * The first of some columns that is there.
     *
     * @throws IOException when none is
     */
    FileEntry get(String... names) throws IOException {
        return find(names)
                .orElseThrow(() ->
                        new IOException(file.path() + " has no column '" + String.join("' or '", names) + "', only "
                                + file.arrays().stream().map(NamedArray::name).toList()));
    }

    /** What each row is called: by the column {@code id}, or {@code video_id} and {@code clip_id}. */
    List<String> ids() throws IOException {
        Optional<FileEntry> id = find("id");
        if (id.isPresent()) {
            return id.get().texts();
        }
        List<String> videos = get("video_id").texts();
        List<String> clips = get("clip_id").texts();
        List<String> ids = new ArrayList<>();
        for (int row = 0; row < videos.size(); row++) {
            ids.add(videos.get(row) + "_" + clips.get(row));
        }
        return ids;
    }

    /** Its columns of numbers, without some. */
    List<FileEntry> numbersBut(List<String> names) {
        return file.arrays().stream()
                .filter(named -> named.array() instanceof NumberArray && !names.contains(named.name()))
                .map(named -> new FileEntry(file.path(), named))
                .toList();
    }
}
