package org.derl.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one modality's sequences are made of.
 *
 * @param content feature vectors, or token numbers of a vocabulary
 * @param size the length of a feature vector, or the number of tokens in the vocabulary
 * @param maximumLength the longest sequence, in time steps
 * @param marks tokens that are no words; absent for features, and where nobody says which they are
 */
public record FeatureShape(Content content, int size, int maximumLength, @Nullable Marks marks) {

    /** What a time step of a sequence holds. */
    public enum Content {
        FEATURES,
        TOKENS
    }

    /**
     * Tokens that are no words.
     *
     * @param unknown stands for a word that is not known, or lost: BERT's {@code [UNK]}
     * @param kept are never lost: the marks of beginning and end, such as {@code [CLS]} and {@code [SEP]}
     */
    public record Marks(int unknown, List<Integer> kept) {

        /** Keeps the list as it is. */
        public Marks {
            kept = List.copyOf(kept);
        }
    }

    /** A shape without marks. */
    public FeatureShape(Content content, int size, int maximumLength) {
        this(content, size, maximumLength, null);
    }

    /** Checks that there is something to see. */
    public FeatureShape {
        if (size < 1 || maximumLength < 1) {
            throw new IllegalArgumentException(
                    "size and maximum length must be positive, not " + size + " and " + maximumLength);
        }
    }

    /** Feature vectors of a size. */
    public static FeatureShape features(int size, int maximumLength) {
        return new FeatureShape(Content.FEATURES, size, maximumLength);
    }

    /** Token numbers of a vocabulary. */
    public static FeatureShape tokens(int vocabulary, int maximumLength) {
        return new FeatureShape(Content.TOKENS, vocabulary, maximumLength);
    }

    /** The same with marks. */
    public FeatureShape marked(@Nullable Marks other) {
        return new FeatureShape(content, size, maximumLength, other);
    }

    /** Feature vectors of another size over the same time steps: the output of an encoder of this input. */
    public FeatureShape resized(int newSize) {
        return features(newSize, maximumLength);
    }
}
