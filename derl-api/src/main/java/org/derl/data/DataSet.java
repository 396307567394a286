package org.derl.data;

import java.util.List;

/**
 * Samples in three parts that share no sample.
 *
 * @param name the name in the catalog
 * @param family which settings of a model's {@code on.<family>} hold here: mosi, mosei, sims, planted ...
 * @param schema what a model must know
 * @param leastError the expected absolute error of the best predictor there can be, where the data's making tells it; 0,
 *     which no predictor can go below, where nothing is known
 * @param notes what a reader of any result must be told, a sentence each: which modality plays which role, what was
 *     imputed
 */
public record DataSet(
        String name,
        String family,
        Schema schema,
        Split training,
        Split validation,
        Split test,
        double leastError,
        List<String> notes) {

    /** Checks the error and keeps the notes as they are. */
    public DataSet {
        if (!(leastError >= 0 && leastError < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the least error must be a number of at least 0, not " + leastError);
        }
        notes = List.copyOf(notes);
    }

    /** A data set of which nothing more is known. */
    public DataSet(String name, String family, Schema schema, Split training, Split validation, Split test) {
        this(name, family, schema, training, validation, test, 0, List.of());
    }
}
