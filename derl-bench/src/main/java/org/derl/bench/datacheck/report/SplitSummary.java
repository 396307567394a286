package org.derl.bench.datacheck.report;

import java.util.Arrays;
import java.util.LinkedHashSet;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.SubjectSplit;
import org.derl.bench.datacheck.statistics.LabelHistogram;
import org.derl.bench.datacheck.statistics.SequenceStatistics;
import org.derl.data.Modality;
import org.derl.data.Task;

/** What reports tell of a split, whatever was found. */
public record SplitSummary(Examined examined, SubjectSplit split) {

    /**
     * Lengths of sequences in steps.
     *
     * @param median of an even number the lower one
     */
    record LengthRange(int least, int median, int most) {}

    /** How many videos samples were cut from; 0 where it is not known. */
    int groups() {
        return split.grouped() ? new LinkedHashSet<>(split.groups()).size() : 0;
    }

    public LabelHistogram labels() {
        return LabelHistogram.of(split.labels(), examined.subject().range().orElse(Task.SENTIMENT));
    }

    SequenceStatistics statistics(Modality modality) {
        return examined.of(split).get(modality);
    }

    LengthRange lengths(Modality modality) {
        int[] lengths = statistics(modality).lengths();
        Arrays.sort(lengths);
        int last = lengths.length - 1;
        return last < 0 ? new LengthRange(0, 0, 0) : new LengthRange(lengths[0], lengths[last / 2], lengths[last]);
    }
}
