package org.derl.bench.configuration;

import java.util.List;
import org.derl.config.Blueprint;
import org.derl.config.InvalidConfigException;
import org.derl.config.Settings;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape;
import org.derl.io.Directories;
import org.derl.model.Optimization;
import org.derl.part.SequenceEncoder;
import org.jspecify.annotations.Nullable;

/**
 * A text encoder as configuration describes it.
 *
 * @param title as {@code derl models} prints it
 * @param extractor turns transcripts into what the data set holds; absent where the data set holds tokens of its own
 * @param encoder is part of the model and trained with the model
 * @param inside the text encoder that stands in for this one before a model that works inside the text encoder; absent
 *     where this one serves
 * @param groups how the encoder's parameters move, whose paths begin with {@code text-encoder.}
 */
public record TextEncoderSettings(
        String title,
        @Nullable Blueprint<Directories, FeatureExtractor> extractor,
        Blueprint<FeatureShape, SequenceEncoder> encoder,
        @Nullable String inside,
        List<Optimization.Group> groups) {

    /** Whether its encoder can be built for text of this shape. */
    public boolean takes(FeatureShape text) {
        try {
            encoder.build(text);
            return true;
        } catch (InvalidConfigException e) {
            return false;
        }
    }

    /** Whether it has weights that move. */
    public boolean isTrained() {
        boolean computes = !Settings.describe(encoder.settings()).isEmpty();
        return computes && (groups.isEmpty() || hasRates());
    }

    /** Whether it names rates of its own, other than 0. */
    boolean hasRates() {
        return groups.stream().anyMatch(group -> group.learningRate() > 0);
    }

    /** The same with other groups. */
    TextEncoderSettings with(List<Optimization.Group> others) {
        return new TextEncoderSettings(title, extractor, encoder, inside, others);
    }
}
