package org.derl.bench.datacheck;

import java.util.List;
import java.util.Map;
import org.derl.bench.datacheck.statistics.Features;
import org.derl.bench.datacheck.statistics.FileFeatures;
import org.derl.bench.datacheck.statistics.SplitFeatures;
import org.derl.data.ByModality;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.data.file.FileSplit;

/**
 * The training, validation or test split of what is examined; all lists have one entry a sample.
 *
 * @param name train, valid or test
 * @param groups what each sample was cut from; the ids where that is not known
 * @param modalityLabels those of single modalities, where they were annotated
 * @param transcripts the raw texts; empty where there are none
 */
public record SubjectSplit(
        String name,
        List<String> ids,
        List<String> groups,
        List<Double> labels,
        ByModality<List<Double>> modalityLabels,
        List<String> transcripts,
        ByModality<Features> features) {

    static SubjectSplit of(String name, FileSplit split) {
        return new SubjectSplit(
                name,
                split.ids(),
                split.groups(),
                split.labels(),
                split.modalityLabels(),
                split.transcripts(),
                split.features().map((modality, sequences) -> new FileFeatures(sequences, split.size())));
    }

    static SubjectSplit of(String name, Split split, Schema schema) {
        return new SubjectSplit(
                name,
                split.ids(),
                split.groups(),
                split.labels(),
                ByModality.of(Map.of()),
                List.of(),
                schema.inputs().map((modality, shape) -> new SplitFeatures(split, modality, shape)));
    }

    public int size() {
        return ids.size();
    }

    /** Whether it is known what samples were cut from. */
    public boolean grouped() {
        return !groups.equals(ids);
    }
}
