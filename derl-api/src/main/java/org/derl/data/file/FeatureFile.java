package org.derl.data.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of a data set's files, before any policy: features as they were written, padding included.
 *
 * @param layout what it is, in words, such as "MMSA, unaligned"
 * @param family mosi, mosei, sims ... where the files tell
 * @param refusal why nothing may be trained on it, in words for the user; null if training is allowed
 * @param readings what became of the files' arrays
 */
public record FeatureFile(
        String layout,
        @Nullable String family,
        FileSplit training,
        FileSplit validation,
        FileSplit test,
        @Nullable String refusal,
        List<Reading> readings) {

    /** How a sentence begins that says how features were made. */
    public static final String MADE_BY = "features were made by ";

    private static final String NOTHING_TO_READ =
            "there are labels, but nothing that a model could read: no features of text, audio or vision, no token"
                    + " numbers, and no transcripts. Name their files, too: a file of features has a modality in its"
                    + " name, and what was left out stands in the list of what was read";

    /** Keeps the readings as they are, and refuses what has nothing but labels. */
    public FeatureFile {
        readings = List.copyOf(readings);
        refusal = refusal == null && !isReadable(training) ? NOTHING_TO_READ : refusal;
    }

    private static boolean isReadable(FileSplit split) {
        return split.features().size() > 0
                || split.tokens() != null
                || split.transcripts().stream().anyMatch(text -> !text.isBlank());
    }

    /** One that may be trained on, and was not read from any array. */
    public FeatureFile(
            String layout, @Nullable String family, FileSplit training, FileSplit validation, FileSplit test) {
        this(layout, family, training, validation, test, null, List.of());
    }

    /** The same, with what no reading mentions of the files among those left out. */
    public FeatureFile withAllOf(List<ArrayFile> files) {
        List<Reading> all = new ArrayList<>(Reading.complete(readings, files));
        for (ArrayFile file : files) {
            if (!file.recipe().isEmpty()) {
                all.add(new Reading(Reading.COMPUTED, file.path(), List.of(""), file.recipe()));
            }
        }
        return new FeatureFile(layout, family, training, validation, test, refusal, all);
    }

    /** How numbers were made that the files do not hold as they are, a sentence each. */
    public List<String> recipes() {
        return readings.stream()
                .filter(reading -> reading.meaning().equals(Reading.COMPUTED))
                .map(Reading::remark)
                .distinct()
                .map(recipe -> MADE_BY + recipe)
                .toList();
    }

    /** The splits by the names that published files use: train, valid, test. */
    public Map<String, FileSplit> splits() {
        Map<String, FileSplit> splits = new LinkedHashMap<>();
        splits.put("train", training);
        splits.put("valid", validation);
        splits.put("test", test);
        return splits;
    }
}
