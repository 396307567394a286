package org.derl.bench.datacheck.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.bench.datacheck.Examination;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Place;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.text.Words;

/** Finds samples without words. */
public final class Transcripts implements Examination {

    @Override
    public List<Finding> findings(Examined examined) {
        List<Finding> findings = new ArrayList<>();
        for (SubjectSplit split : examined.subject().splits()) {
            List<String> empty = IntStream.range(0, split.transcripts().size())
                    .filter(row -> split.transcripts().get(row).isBlank())
                    .mapToObj(split.ids()::get)
                    .toList();
            if (!empty.isEmpty()) {
                findings.add(Finding.warning(
                        "empty-texts",
                        Place.split(split.name()).samples(empty),
                        Words.count(empty.size(), "transcript") + " without a word",
                        "A text encoder sees the marks of beginning and end alone. Look whether the text was lost."));
            }
        }
        return findings;
    }
}
