package org.derl.encoders.bert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.derl.config.Location;
import org.derl.data.FeatureShape;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/** A BERT that starts from pretrained weights, whose files tell its shape. */
public final class PretrainedBert {

    private PretrainedBert() {}

    /**
     * @param weights a name that is known here, or the path of a HuggingFace folder
     * @param cache where weights are kept that were fetched
     * @param dropout on embeddings and residual branches, and on attention weights unless they have one of their own
     * @param pooler whether the layer over the first state is included
     * @param attentionDropout on attention weights; by default as elsewhere
     * @param readsPadding whether states at padding are computed too, as some released code reads them, and not zero;
     *     false by default
     */
    public record Config(
            @Location String weights,
            @Location Path cache,
            double dropout,
            boolean pooler,
            @Nullable Double attentionDropout,
            @Nullable Boolean readsPadding) {

        double dropoutOfAttention() {
            return Objects.requireNonNullElse(attentionDropout, dropout);
        }
    }

    /**
     * Makes the encoder.
     *
     * @throws IllegalArgumentException when the weights cannot be had, or do not fit the input
     */
    public static BertEncoder encoder(Config config, FeatureShape input) {
        HuggingFaceFolder folder = PretrainedWeights.openOrRefuse(config.weights(), config.cache());
        int vocabulary = folder.geometry().vocabulary();
        if (input.content() == FeatureShape.Content.TOKENS && input.size() != vocabulary) {
            throw new IllegalArgumentException("its input is numbers of " + input.size() + " tokens, but "
                    + config.weights() + " knows " + vocabulary
                    + "; give the extractor and the encoder the same weights");
        }
        try {
            BertEncoder encoder =
                    new BertEncoder(folder, config.dropout(), config.dropoutOfAttention(), config.pooler(), input);
            return Boolean.TRUE.equals(config.readsPadding()) ? encoder.readingPadding() : encoder;
        } catch (IOException e) {
            throw new IllegalArgumentException(Reason.of(e), e);
        }
    }
}
