package org.derl.models;

import java.util.Set;
import java.util.stream.IntStream;
import org.derl.data.Batch;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;

/** Cuts everything that a model reads to the length of the text, as for data that is aligned to its tokens. */
public final class TextLengths {

    private static final String OTHERWISE = ": set text-lengths to false";

    private TextLengths() {}

    /**
     * Checks that there is text.
     *
     * @throws IllegalArgumentException when the data set has none
     */
    public static void require(Schema schema) {
        if (!schema.inputs().has(Modality.TEXT)) {
            throw new IllegalArgumentException("text-lengths needs text, but the data set has only "
                    + schema.inputs().modalities() + OTHERWISE);
        }
    }

    /**
     * The batch with these lengths, of what the model reads.
     *
     * @throws IllegalArgumentException when a modality that it reads has fewer steps than the longest text has tokens
     */
    public static Batch of(Set<Modality> read, Batch batch) {
        int[] lengths = batch.inputs().get(Modality.TEXT).lengths();
        int longest = IntStream.of(lengths).max().orElse(0);
        return new Batch(
                batch.inputs().only(read).map((modality, sequence) -> {
                    if (longest > sequence.time()) {
                        throw new IllegalArgumentException("text-lengths, " + modality
                                + " is read up to the text's length, which is " + longest + ", but it has only "
                                + sequence.time() + " steps" + OTHERWISE);
                    }
                    return Sequence.of(sequence.values(), lengths);
                }),
                batch.targets(),
                batch.rows(),
                batch.ids());
    }
}
