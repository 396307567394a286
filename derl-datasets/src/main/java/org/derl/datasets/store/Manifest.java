package org.derl.datasets.store;

import java.util.List;
import java.util.Map;
import org.derl.data.Task;
import org.derl.datasets.store.writing.Changes;
import org.derl.datasets.store.writing.FeatureStore;
import org.jspecify.annotations.Nullable;

/**
 * What a folder of features holds.
 *
 * @param version of this form
 * @param name of the data set
 * @param family whose settings of models hold for it
 * @param layout what its files were, in words
 * @param origins the files that it was made of
 * @param policy by which
 * @param labels the range of the labels
 * @param notes what a reader of any result must be told, a sentence each
 * @param statistics of the training part, by modality, where the policy needs them
 * @param parts by name: train, valid, test
 */
public record Manifest(
        int version,
        String name,
        String family,
        String layout,
        List<Origin> origins,
        FeatureStore.Config policy,
        Task.Regression labels,
        List<String> notes,
        Map<String, Statistics> statistics,
        Map<String, Part> parts) {

    /** The form that is written and read here. */
    public static final int VERSION = 1;

    /** A file that content came from. */
    public record Origin(String file, long bytes, String sha256) {}

    /**
     * One part; all lists have one entry a sample.
     *
     * @param files of the modalities, by name
     * @param tokens the file of token numbers, where they are stored
     * @param changes what was found and done, by modality
     * @param modalityLabels by modality, where it was annotated
     * @param transcripts empty where there are none
     */
    public record Part(
            Map<String, File> files,
            @Nullable File tokens,
            Map<String, Changes> changes,
            List<String> ids,
            List<String> groups,
            List<Double> labels,
            Map<String, List<Double>> modalityLabels,
            List<String> transcripts) {}

    /**
     * A file of sequences.
     *
     * @param file its name within the folder
     * @param type of a number, by the name of safetensors
     * @param steps of all sequences together
     * @param size of a step; 0 for token numbers
     * @param longest how many steps the longest sequence has
     * @param values the CRC-32C of the values, hexadecimal
     * @param lengths the CRC-32C of the lengths, hexadecimal
     */
    public record File(String file, String type, long steps, int size, int longest, String values, String lengths) {}
}
