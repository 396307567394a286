package org.derl.datasets.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What samples are called, and what each was cut from.
 *
 * @param ids one a sample
 * @param groups the video of each; its id where that does not tell
 */
public record SampleNames(List<String> ids, List<String> groups) {

    private static final String BETWEEN = "$_$";
    private static final int TIMED = 3;

    /** The names that an array gives, or {@link #none}. */
    static SampleNames of(SplitEntries entries, Optional<FileEntry> names, int samples) throws IOException {
        if (names.isEmpty()) {
            return none(entries.split(), samples);
        }
        return of(names.get());
    }

    /** Names of split and row, counted from 1. */
    public static SampleNames none(String split, int samples) {
        List<String> ids = new ArrayList<>();
        for (int row = 1; row <= samples; row++) {
            ids.add(split + "-" + row);
        }
        return new SampleNames(ids, ids);
    }

    /** The names that ids give, each with its video where it tells. */
    public static SampleNames of(List<String> ids) {
        return new SampleNames(ids, ids.stream().map(SampleNames::video).toList());
    }

    /** The names that an array gives: ids, or video, start and end of each. */
    public static SampleNames of(FileEntry entry) throws IOException {
        List<String> texts = entry.texts();
        if (entry.perRow() == 1) {
            return of(texts);
        } else if (entry.perRow() == TIMED) {
            return timed(texts);
        }
        throw entry.wrong("has the shape " + entry.array().shape()
                + "; a sample is named by an id, or by its video, start and end");
    }

    /** From {@code video$_$clip} or {@code video[clip]}. */
    private static String video(String id) {
        int end = id.endsWith("]") ? id.lastIndexOf('[') : id.lastIndexOf(BETWEEN);
        return end > 0 ? id.substring(0, end) : id;
    }

    /** From video, start and end of each sample. */
    private static SampleNames timed(List<String> texts) {
        List<String> ids = new ArrayList<>();
        List<String> videos = new ArrayList<>();
        for (int i = 0; i < texts.size(); i += TIMED) {
            ids.add(texts.get(i) + "[" + texts.get(i + 1) + "," + texts.get(i + 2) + "]");
            videos.add(video(texts.get(i)));
        }
        return new SampleNames(ids, videos);
    }
}
