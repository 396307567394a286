package org.derl.models;

import java.util.Set;
import java.util.stream.IntStream;
import org.derl.data.Batch;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;

/** All that a model reads, up to the text's length, as where it is aligned to its tokens: what lies behind is not read. */
public final class TextLengths {

    private TextLengths() {}

    /**
     * Checks that there is text to be as long as.
     *
     * @param setting what asks for it
     */
    public static void require(String setting, Schema schema) {
        if (!schema.inputs().has(Modality.TEXT)) {
            throw new IllegalArgumentException(setting + " needs text, but the data set has only "
                    + schema.inputs().modalities() + ": set " + setting + " to false");
        }
    }

    /**
     * The batch with these lengths, of what the model reads.
     *
     * @param setting what asks for it
     * @throws IllegalArgumentException when a modality that it reads has fewer steps than the longest text has tokens
     */
    public static Batch of(String setting, Set<Modality> read, Batch batch) {
        int[] lengths = batch.inputs().get(Modality.TEXT).lengths();
        int longest = IntStream.of(lengths).max().orElse(0);
        return new Batch(
                batch.inputs().only(read).map((modality, sequence) -> {
                    if (longest > sequence.time()) {
                        throw new IllegalArgumentException(setting + ", " + modality
                                + " is read up to the text's length, which is " + longest + ", but it has only "
                                + sequence.time() + " steps: set " + setting + " to false");
                    }
                    return Sequence.of(sequence.values(), lengths);
                }),
                batch.targets(),
                batch.rows(),
                batch.ids());
    }
}
