package org.derl.bench.configuration;

import java.util.List;
import java.util.Map;

/**
 * The data, text encoder and settings of a publication, so that a table that follows one of its tables can say what
 * differs.
 *
 * @param title as messages name it
 * @param textEncoder the name of the text encoder
 * @param model whose settings by family are the publication's
 * @param settings of that model which are named one by one where they differ
 * @param data by family
 */
public record Publication(
        String title, String textEncoder, String model, List<String> settings, Map<String, Data> data) {

    /**
     * Its copy of a data set.
     *
     * @param title as messages name it
     * @param training how many samples
     * @param validation how many samples
     * @param test how many samples
     * @param sizes how many features a step has, by modality
     */
    public record Data(String title, int training, int validation, int test, Map<String, Integer> sizes) {}
}
