package org.derl.datasets.layout;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sample of a feature file that keeps all splits in one.
 *
 * @param group what it was cut from
 * @param split train, valid or test
 * @param transcript what is said in it, where the file tells
 * @param modalityLabels what each modality alone expresses, where it was annotated
 */
public record LabeledSample(
        String id,
        String group,
        String split,
        double label,
        @Nullable String transcript,
        Map<String, Double> modalityLabels) {

    /** One whose modalities were not annotated. */
    public LabeledSample(String id, String group, String split, double label, @Nullable String transcript) {
        this(id, group, split, label, transcript, Map.of());
    }
}
