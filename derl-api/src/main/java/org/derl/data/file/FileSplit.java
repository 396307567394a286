package org.derl.data.file;

import java.util.List;
import org.derl.data.ByModality;
import org.jspecify.annotations.Nullable;

/**
 * The training, validation or test split of a feature file; all lists have one entry per sample, in the file's order.
 *
 * @param ids the samples' names; made of split and row where the file has none
 * @param groups what each sample was cut from, such as its video; the id itself where the file does not tell
 * @param labels what is to be predicted
 * @param modalityLabels what each modality alone expresses, where it was annotated; else empty
 * @param features each modality's sequences
 * @param tokens the (samples, 3, time) token numbers, mask and segment numbers of the transcripts, where the file has
 *     them
 * @param transcripts the raw texts; empty where the file has none
 */
public record FileSplit(
        List<String> ids,
        List<String> groups,
        List<Double> labels,
        ByModality<List<Double>> modalityLabels,
        ByModality<FileSequences> features,
        @Nullable NumberArray tokens,
        List<String> transcripts) {

    /** The number of samples. */
    public int size() {
        return ids.size();
    }
}
