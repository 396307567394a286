package org.derl.encoders.bert;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape;
import org.derl.io.Directories;
import org.derl.io.Fingerprint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns texts into the token numbers of a pretrained BERT, for an encoder that is trained with the model. */
public final class BertTokens implements FeatureExtractor {

    private static final Logger LOG = LoggerFactory.getLogger(BertTokens.class);

    private static final String UNKNOWN = "[UNK]";

    /** Of more texts, every so many-th is counted. */
    private static final int MOST_COUNTED = 2000;

    /** Names and slips make up less. */
    private static final double FEW_UNKNOWN = 0.05;

    private final HuggingFaceFolder folder;
    private final int maximumLength;
    private final String prefix;

    /**
     * @param weights a name that is known here, or the path of a HuggingFace folder
     * @param maximumLength where longer texts are cut off, the tokens at both ends counted
     * @param prefix what stands before each text, as weights want it that were trained so
     */
    public record Config(String weights, int maximumLength, String prefix) {}

    /**
     * Opens the weights, and downloads them if necessary.
     *
     * @throws IllegalArgumentException when they cannot be had, or read no texts of that length
     */
    public BertTokens(Config config, Directories directories) {
        this(
                PretrainedWeights.openOrRefuse(config.weights(), directories.cache()),
                config.maximumLength(),
                config.prefix());
    }

    BertTokens(HuggingFaceFolder folder, int maximumLength, String prefix) {
        int positions = folder.geometry().positions();
        if (maximumLength < 2 || maximumLength > positions) {
            throw new IllegalArgumentException("maximum-length is " + maximumLength + "; expected 2 to " + positions
                    + ", where BERT's positions end");
        }
        this.folder = folder;
        this.maximumLength = maximumLength;
        this.prefix = prefix;
    }

    @Override
    public FeatureShape shape() {
        return FeatureShape.tokens(folder.geometry().vocabulary(), maximumLength)
                .marked(folder.marks());
    }

    @Override
    public String fingerprint() {
        return new Fingerprint()
                .add("bert-tokens")
                .add(folder.fingerprint())
                .add(String.valueOf(maximumLength))
                .add(prefix)
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

    @Override
    public Optional<String> caveat(List<String> texts) throws IOException {
        long tokens = 0;
        long unknown = 0;
        int stride = Math.max(1, texts.size() / MOST_COUNTED);
        try (BertTokenizer tokenizer = BertTokenizer.of(folder, maximumLength)) {
            for (int i = 0; i < texts.size(); i += stride) {
                List<String> names = tokenizer.tokens(prefix + texts.get(i)).names();
                tokens += Math.max(0, names.size() - 2); // without those that mark beginning and end
                unknown += names.stream().filter(UNKNOWN::equals).count();
            }
        }
        return unknown <= FEW_UNKNOWN * tokens
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%.0f %% of the tokens of the transcripts are unknown ([UNK]) to the vocabulary of the text"
                                + " encoder; choose one of their language by --text-encoder, such as"
                                + " bge-small-zh-frozen for Chinese, or let DERL_BERT_WEIGHTS name weights of it",
                        100.0 * unknown / tokens));
    }

    List<long[]> numbers(List<String> texts) throws IOException {
        List<long[]> numbers = new ArrayList<>();
        int truncated = 0;
        try (BertTokenizer tokenizer = BertTokenizer.of(folder, maximumLength)) {
            for (String text : texts) {
                BertTokenizer.Tokens tokens = tokenizer.tokens(prefix + text);
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
