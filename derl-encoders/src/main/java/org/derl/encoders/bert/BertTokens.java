package org.derl.encoders.bert;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape;
import org.derl.io.Directories;
import org.derl.io.Fingerprint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns texts into the token numbers of a pretrained BERT, for an encoder that is trained with the model. */
public final class BertTokens implements FeatureExtractor {

    private static final Logger LOG = LoggerFactory.getLogger(BertTokens.class);

    private final HuggingFaceFolder folder;
    private final int maximumLength;

    /**
     * @param weights a name that is known here, or the path of a HuggingFace folder
     * @param maximumLength where longer texts are cut off, the tokens at both ends counted
     */
    public record Config(String weights, int maximumLength) {}

    /**
     * Opens the weights, and downloads them if necessary.
     *
     * @throws IllegalArgumentException when they cannot be had, or read no texts of that length
     */
    public BertTokens(Config config, Directories directories) {
        this(PretrainedWeights.openOrRefuse(config.weights(), directories.cache()), config.maximumLength());
    }

    BertTokens(HuggingFaceFolder folder, int maximumLength) {
        int positions = folder.geometry().positions();
        if (maximumLength < 2 || maximumLength > positions) {
            throw new IllegalArgumentException("maximum-length is " + maximumLength + "; expected 2 to " + positions
                    + ", where BERT's positions end");
        }
        this.folder = folder;
        this.maximumLength = maximumLength;
    }

    @Override
    public FeatureShape shape() {
        return FeatureShape.tokens(folder.geometry().vocabulary(), maximumLength);
    }

    @Override
    public String fingerprint() {
        return new Fingerprint()
                .add("bert-tokens")
                .add(folder.fingerprint())
                .add(String.valueOf(maximumLength))
                .hexadecimal();
    }

    @Override
    public List<float[]> extract(List<String> texts) throws IOException {
        List<float[]> numbers = new ArrayList<>();
        for (long[] tokens : numbers(texts)) {
            float[] row = new float[tokens.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = tokens[i];
            }
            numbers.add(row);
        }
        return numbers;
    }

    List<long[]> numbers(List<String> texts) throws IOException {
        List<long[]> numbers = new ArrayList<>();
        int truncated = 0;
        try (BertTokenizer tokenizer = BertTokenizer.of(folder, maximumLength)) {
            for (String text : texts) {
                BertTokenizer.Tokens tokens = tokenizer.tokens(text);
                numbers.add(tokens.numbers().stream().mapToLong(Long::longValue).toArray());
                truncated += tokens.truncated() ? 1 : 0;
            }
        }
        if (truncated > 0) {
            LOG.info(
                    "{} of {} texts are longer than {} tokens and were cut off",
                    truncated,
                    texts.size(),
                    maximumLength);
        }
        return numbers;
    }
}
