package org.derl.data;

/**
 * What one modality's sequences are made of.
 *
 * @param content feature vectors, or token numbers of a vocabulary
 * @param size the length of a feature vector, or the number of tokens in the vocabulary
 * @param maximumLength the longest sequence, in time steps
 */
public record FeatureShape(Content content, int size, int maximumLength) {

    /** What a time step of a sequence holds. */
    public enum Content {
        FEATURES,
        TOKENS
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

    /** Feature vectors of another size over the same time steps: the output of an encoder of this input. */
    public FeatureShape resized(int newSize) {
        return features(newSize, maximumLength);
    }
}
