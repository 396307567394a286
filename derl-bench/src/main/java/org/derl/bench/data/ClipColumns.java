package org.derl.bench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What features of clips are called: those of one kind have the same features, in the same order. */
public final class ClipColumns {

    private final String way;
    private final Map<String, Named> first = new HashMap<>();

    private record Named(Path file, List<String> columns) {}

    /**
     * Of no clip yet.
     *
     * @param way what to do where they differ
     */
    public ClipColumns(String way) {
        this.way = way;
    }

    /**
     * Takes the next clip.
     *
     * @param kind which clips are alike
     * @throws IOException when the first clip of this kind has other features; the message names both files and the
     *     first feature that differs
     */
    public void check(String kind, Path file, List<String> columns) throws IOException {
        Named former = first.computeIfAbsent(kind, any -> new Named(file, columns));
        if (!former.columns().equals(columns)) {
            int at = 0;
            while (at(former.columns(), at).equals(at(columns, at))) {
                at++;
            }
            throw new IOException(file + " has other features than " + former.file() + ": the feature " + (at + 1)
                    + " is " + at(columns, at) + " instead of " + at(former.columns(), at) + "; " + way);
        }
    }

    private static String at(List<String> columns, int place) {
        return place < columns.size() ? "'" + columns.get(place) + "'" : "missing";
    }
}
