package org.derl.data.file;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data set as its files have it, before any policy: features as they were written, padding included.
 *
 * @param layout what it is, in words, such as "MMSA, unaligned"
 * @param family mosi, mosei, sims ... where the files tell
 * @param refusal why nothing may be trained on it, in words for the user; null where nothing speaks against it
 */
public record FeatureFile(
        String layout,
        @Nullable String family,
        FilePart training,
        FilePart validation,
        FilePart test,
        @Nullable String refusal) {

    /** One that may be trained on. */
    public FeatureFile(String layout, @Nullable String family, FilePart training, FilePart validation, FilePart test) {
        this(layout, family, training, validation, test, null);
    }

    /** The parts by the names that published files use: train, valid, test. */
    public Map<String, FilePart> parts() {
        Map<String, FilePart> parts = new LinkedHashMap<>();
        parts.put("train", training);
        parts.put("valid", validation);
        parts.put("test", test);
        return parts;
    }
}
