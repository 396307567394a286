package org.derl.encoders;

import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;

/** Leaves a sequence of features as it is. */
public final class AsIsEncoder implements SequenceEncoder {

    private final int size;

    /** Has no settings. */
    public record Config() {}

    AsIsEncoder(Config config, FeatureShape input) {
        if (input.content() != FeatureShape.Content.FEATURES) {
            throw new IllegalArgumentException("'as-is' reads feature vectors, but its input is token numbers");
        }
        size = input.size();
    }

    @Override
    public Sequence encode(Pass pass, Sequence sequence) {
        return sequence;
    }

    @Override
    public int size() {
        return size;
    }
}
