package org.derl.datasets.array.view;

import java.util.List;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSplit;

/** Some samples of a split. */
public final class SplitRows {

    private SplitRows() {}

    /** A split of some rows of another, in their order. */
    public static FileSplit of(FileSplit split, List<Integer> rows) {
        return new FileSplit(
                chosen(split.ids(), rows),
                chosen(split.groups(), rows),
                chosen(split.labels(), rows),
                split.modalityLabels().map((modality, labels) -> chosen(labels, rows)),
                split.features()
                        .map((modality, sequences) -> new FileSequences(
                                new Rows(sequences.values(), rows),
                                chosen(sequences.lengths(), rows),
                                sequences.padding())),
                split.tokens() == null ? null : new Rows(split.tokens(), rows),
                chosen(split.transcripts(), rows));
    }

    private static <T> List<T> chosen(List<T> all, List<Integer> rows) {
        return all.isEmpty() ? all : rows.stream().map(all::get).toList();
    }
}
