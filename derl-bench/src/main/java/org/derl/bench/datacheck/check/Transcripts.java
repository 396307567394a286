package org.derl.bench.datacheck.check;

import java.util.List;
import java.util.stream.IntStream;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.text.Words;

/** Finds samples without words. */
public final class Transcripts implements Examination {

    @Override
    public List<Finding> findings(Examined examined) {
        BySplit empty = new BySplit(null);
        for (SubjectSplit split : examined.subject().splits()) {
            empty.add(
                    split,
                    IntStream.range(0, split.transcripts().size())
                            .filter(row -> split.transcripts().get(row).isBlank())
                            .mapToObj(split.ids()::get)
                            .toList());
        }
        return empty.isEmpty()
                ? List.of()
                : List.of(Finding.warning(
                        "empty-texts",
                        empty.place(),
                        Words.count(empty.samples(), "transcript") + " without a word" + empty.enclosed(),
                        "A text encoder sees the marks of beginning and end alone. Look whether the text was lost."));
    }
}
