package org.derl.data;

import java.util.List;
import java.util.Map;
import org.derl.data.preparation.Preparation;

/**
 * Samples in three splits that share no sample.
 *
 * @param name the name in the catalog
 * @param family selects a model's settings {@code on.<family>}: mosi, mosei, sims, planted ...
 * @param schema what a model must know
 * @param test sealed until a training has chosen its weights
 * @param notes what a reader of any result must be told, a sentence each: which modality plays which role, what was
 *     imputed
 * @param preparation how raw features of a modality become what models read, so that features of other samples can; of
 *     modalities alone of which that is known, and that no text encoder reads
 */
public record DataSet(
        String name,
        String family,
        Schema schema,
        Split training,
        Split validation,
        SealedSplit test,
        List<String> notes,
        ByModality<Preparation> preparation) {

    /**
     * Keeps the notes as they are.
     *
     * @throws IllegalArgumentException when a split has no sample; the message names the split
     */
    public DataSet {
        check("training", training);
        check("validation", validation);
        check("test", test);
        notes = List.copyOf(notes);
    }

    private static void check(String part, Split split) {
        if (split.size() == 0) {
            throw new IllegalArgumentException("its " + part + " split has no sample");
        }
    }

    /** Seals the test split. */
    public DataSet(
            String name,
            String family,
            Schema schema,
            Split training,
            Split validation,
            Split test,
            List<String> notes,
            ByModality<Preparation> preparation) {
        this(name, family, schema, training, validation, new SealedSplit(test), notes, preparation);
    }

    /** Seals the test split; how raw features were prepared is not known. */
    public DataSet(
            String name,
            String family,
            Schema schema,
            Split training,
            Split validation,
            Split test,
            List<String> notes) {
        this(name, family, schema, training, validation, test, notes, ByModality.of(Map.of()));
    }

    /** A data set without notes. */
    public DataSet(String name, String family, Schema schema, Split training, Split validation, Split test) {
        this(name, family, schema, training, validation, test, List.of());
    }
}
