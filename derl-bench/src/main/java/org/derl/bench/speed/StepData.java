package org.derl.bench.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.derl.bench.configuration.TextEncoderSettings;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.InMemorySplit;
import org.derl.data.InMemorySplit.Sample;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.data.Task;
import org.derl.io.Directories;
import org.derl.tensor.Randomness;
import org.jspecify.annotations.Nullable;

/**
 * How much data a step takes.
 *
 * @param batch samples a batch
 * @param length steps of the longest sequences
 * @param shortest steps of the shortest
 * @param medianLength half of the sequences are no longer; by default lengths between both are equally frequent
 * @param sizes features of a step, by modality
 * @param tokens how many the vocabulary has, where the text is numbers of tokens; absent where it is features
 */
public record StepData(
        int batch,
        int length,
        int shortest,
        @Nullable Integer medianLength,
        ByModality<Integer> sizes,
        @Nullable Integer tokens) {

    /** Checks the numbers. */
    public StepData {
        if (shortest < 1 || shortest > length) {
            throw new IllegalArgumentException("shortest must be from 1 to length");
        }
        if (medianLength != null && (medianLength <= shortest || medianLength >= length)) {
            throw new IllegalArgumentException("median-length must lie between shortest and length");
        }
        if (batch < 2 || sizes.values().stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("batch must be 2 or more, length and sizes positive");
        }
    }

    /**
     * The same with the text that a text encoder reads: what its extractor makes of transcripts, or features or token
     * numbers of the size that is there.
     *
     * @throws org.derl.config.InvalidConfigException when its extractor cannot be built, such as for want of weights
     */
    public StepData before(TextEncoderSettings textEncoder, Directories directories) {
        if (!sizes.has(Modality.TEXT)) {
            return this;
        } else if (textEncoder.extractor() != null) {
            return withText(textEncoder.extractor().build(directories).shape());
        }
        FeatureShape text = shape(Modality.TEXT, sizes.get(Modality.TEXT));
        return textEncoder.takes(text) ? this : withText(FeatureShape.tokens(text.size(), length));
    }

    private StepData withText(FeatureShape text) {
        ByModality<Integer> changed =
                sizes.map((modality, size) -> modality.equals(Modality.TEXT) ? Integer.valueOf(text.size()) : size);
        Integer vocabulary = text.content() == FeatureShape.Content.TOKENS ? Integer.valueOf(text.size()) : null;
        return new StepData(batch, length, shortest, medianLength, changed, vocabulary);
    }

    /** What a model must know of such data. */
    Schema schema() {
        return new Schema(sizes.map(this::shape), Task.SENTIMENT);
    }

    private FeatureShape shape(Modality modality, int size) {
        return tokens != null && modality.equals(Modality.TEXT)
                ? FeatureShape.tokens(tokens, length)
                : FeatureShape.features(size, length);
    }

    /**
     * As many samples as a batch takes, with random features, tokens and labels; all modalities of one are equally
     * long.
     */
    Split random(Randomness randomness) {
        List<Double> labels = DoubleStream.generate(randomness::nextGaussian)
                .limit(batch)
                .boxed()
                .toList();
        ByModality<List<float[]>> inputs = schema().inputs().map((modality, shape) -> lengths().stream()
                .map(steps -> random(steps, shape, randomness))
                .toList());
        return new InMemorySplit(
                schema().inputs(),
                IntStream.range(0, batch)
                        .mapToObj(i ->
                                new Sample("random-" + i, labels.get(i), inputs.map((modality, rows) -> rows.get(i))))
                        .toList());
    }

    /** The steps of each sample, the longest first. */
    List<Integer> lengths() {
        return IntStream.range(0, batch).map(this::lengthOf).boxed().toList();
    }

    private int lengthOf(int sample) {
        if (medianLength == null) {
            return length - (length - shortest) * sample / (batch - 1);
        }
        double skew = StrictMath.log((length - shortest) / (double) (medianLength - shortest)) / StrictMath.log(2);
        double place = (batch - 1 - sample) / (batch - 1.0); // 1 of the longest, 0 of the shortest
        return shortest + (int) Math.round((length - shortest) * StrictMath.pow(place, skew));
    }

    private static float[] random(int steps, FeatureShape shape, Randomness randomness) {
        boolean tokens = shape.content() == FeatureShape.Content.TOKENS;
        float[] values = new float[tokens ? steps : steps * shape.size()];
        for (int i = 0; i < values.length; i++) {
            // Token 0 is padding.
            values[i] = tokens ? 1 + randomness.nextInt(shape.size() - 1) : (float) randomness.nextGaussian();
        }
        return values;
    }

    /** The same as arguments of a peer, such as {@code --batch 48}. */
    public List<String> arguments() {
        List<String> arguments =
                new ArrayList<>(List.of("--batch", String.valueOf(batch), "--length", String.valueOf(length)));
        if (shortest < length) {
            arguments.addAll(
                    List.of("--lengths", lengths().stream().map(String::valueOf).collect(Collectors.joining(","))));
        }
        schema().inputs()
                .forEach((modality, shape) -> arguments.addAll(List.of(
                        "--" + (shape.content() == FeatureShape.Content.TOKENS ? "tokens" : modality),
                        String.valueOf(shape.size()))));
        return arguments;
    }

    @Override
    public String toString() {
        return "batch " + batch + (shortest < length ? ", lengths " + shortest + " to " : ", length ") + length
                + (medianLength == null ? "" : ", median " + medianLength) + ", features " + sizes
                + (tokens == null ? "" : ", text of token numbers");
    }
}
