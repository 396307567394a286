package org.derl.bench.raw;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.derl.data.ByModality;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape;
import org.derl.data.FeatureShape.Content;
import org.derl.data.InMemorySplit;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.preparation.Preparation;

/** Makes of raw samples what a model reads: texts by its text encoder, features as those of its data set. */
public final class SampleReader {

    private final Schema schema;
    private final Optional<ByModality<Preparation>> preparation;
    private final Supplier<Optional<FeatureExtractor>> texts;

    /**
     * A reader for a model.
     *
     * @param preparation of raw features; empty where nobody wrote down how that was done
     * @param texts what reads texts; asked for once there is a text to read
     */
    public SampleReader(
            Schema schema, Optional<ByModality<Preparation>> preparation, Supplier<Optional<FeatureExtractor>> texts) {
        this.schema = schema;
        this.preparation = preparation;
        this.texts = texts;
    }

    /**
     * The samples as the model reads them, in their order.
     *
     * @throws IllegalArgumentException when a sample lacks a modality that the model reads, or has one that it does not
     *     read, of another size, or with numbers that are refused; the message names the sample and says what is expected
     * @throws UncheckedIOException when the text encoder's files are missing or damaged
     */
    public InMemorySplit read(List<RawSample> samples) {
        samples.forEach(this::check);
        Map<String, float[]> words = words(samples);
        List<InMemorySplit.Sample> prepared = new ArrayList<>();
        for (RawSample sample : samples) {
            prepared.add(new InMemorySplit.Sample(
                    sample.id(),
                    0, // no label is looked at
                    schema.inputs().map((modality, shape) -> input(sample, modality, shape, words))));
        }
        return new InMemorySplit(schema.inputs(), prepared);
    }

    private void check(RawSample sample) {
        for (Modality modality : sample.modalities()) {
            if (!schema.inputs().has(modality)) {
                throw new IllegalArgumentException("sample '" + sample.id() + "' has " + modality
                        + ", which this model does not read; it reads " + expected() + "; leave it out");
            }
        }
        schema.inputs().forEach((modality, shape) -> {
            if (!sample.modalities().contains(modality)) {
                throw new IllegalArgumentException("sample '" + sample.id() + "' has no " + modality
                        + "; this model reads " + expected() + made(modality));
            }
        });
    }

    private String expected() {
        return schema.inputs().modalities().stream()
                .map(modality -> modality + " (" + inWords(schema.inputs().get(modality)) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String inWords(FeatureShape shape) {
        return shape.content() == Content.TOKENS
                ? "tokens below " + shape.size()
                : "steps of " + shape.size() + (shape.size() == 1 ? " number" : " numbers");
    }

    /** How the data set's own features of a modality were made, where that is known. */
    private String made(Modality modality) {
        List<String> recipes = preparation
                .filter(known -> known.has(modality))
                .map(known -> known.get(modality).recipes())
                .orElse(List.of());
        return recipes.isEmpty() ? "" : "; of its data set: " + String.join("; ", recipes);
    }

    /** What the text encoder makes of the texts of all samples, by their ids; none where there is no text. */
    private Map<String, float[]> words(List<RawSample> samples) {
        List<RawSample> said =
                samples.stream().filter(sample -> sample.text() != null).toList();
        if (said.isEmpty()) {
            return Map.of();
        }
        FeatureExtractor extractor = extractor(said.get(0));
        for (RawSample sample : said) {
            if (Objects.requireNonNull(sample.text()).isBlank()) {
                throw new IllegalArgumentException(
                        "the text of sample '" + sample.id() + "' is empty; it needs at least one word");
            } else if (sample.features(Modality.TEXT) != null || sample.tokens(Modality.TEXT) != null) {
                throw new IllegalArgumentException(
                        "sample '" + sample.id() + "' has text twice, in words and in numbers; leave out one of them");
            }
        }
        try {
            List<float[]> numbers = extractor.extract(said.stream()
                    .map(sample -> Objects.requireNonNull(sample.text()))
                    .toList());
            Map<String, float[]> byId = new LinkedHashMap<>();
            for (int i = 0; i < said.size(); i++) {
                byId.put(said.get(i).id(), numbers.get(i));
            }
            return byId;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FeatureExtractor extractor(RawSample first) {
        FeatureShape shape = schema.inputs().get(Modality.TEXT);
        return texts.get()
                .filter(extractor -> extractor.shape().content() == shape.content()
                        && extractor.shape().size() == shape.size())
                .orElseThrow(() -> new IllegalArgumentException("sample '" + first.id() + "' has its text in words, but"
                        + " this model was not trained on words: it reads text as " + inWords(shape)
                        + " that its data set held; give these instead, or train a model after a text encoder, such as"
                        + " by --text-encoder bge-small-frozen"));
    }

    private float[] input(RawSample sample, Modality modality, FeatureShape shape, Map<String, float[]> words) {
        int[] tokens = sample.tokens(modality);
        float[][] features = sample.features(modality);
        if (tokens != null && features != null) {
            throw wrong(sample, modality, "has features and tokens; leave out one of them");
        } else if (tokens != null) {
            return tokens(sample, modality, shape, tokens);
        } else if (features != null) {
            return features(sample, modality, shape, features);
        }
        return Objects.requireNonNull(words.get(sample.id()));
    }

    private static float[] tokens(RawSample sample, Modality modality, FeatureShape shape, int[] tokens) {
        if (shape.content() != Content.TOKENS) {
            throw wrong(sample, modality, "has tokens; this model reads " + inWords(shape));
        } else if (tokens.length == 0) {
            throw wrong(sample, modality, "has no step");
        }
        float[] numbers = new float[tokens.length];
        for (int i = 0; i < numbers.length; i++) {
            if (tokens[i] < 0 || tokens[i] >= shape.size()) {
                throw wrong(
                        sample,
                        modality,
                        "has " + tokens[i] + " in step " + i + ", counted from 0; tokens are whole numbers from 0 to "
                                + (shape.size() - 1));
            }
            numbers[i] = tokens[i];
        }
        return numbers;
    }

    private float[] features(RawSample sample, Modality modality, FeatureShape shape, float[][] features) {
        if (shape.content() != Content.FEATURES) {
            throw wrong(sample, modality, "has features; this model reads " + inWords(shape));
        } else if (features.length == 0) {
            throw wrong(sample, modality, "has no step");
        }
        float[] raw = new float[Math.multiplyExact(features.length, shape.size())];
        for (int step = 0; step < features.length; step++) {
            if (features[step].length != shape.size()) {
                throw wrong(
                        sample,
                        modality,
                        "has " + features[step].length + " numbers in step " + step
                                + ", counted from 0; this model reads " + inWords(shape) + made(modality));
            }
            System.arraycopy(features[step], 0, raw, step * shape.size(), shape.size());
        }
        Preparation own = preparation(sample, modality);
        try {
            float[] read = own.prepare(raw, shape.size());
            int steps = read.length / shape.size();
            if (own.steps().padded() && steps != shape.maximumLength()) {
                throw new IllegalArgumentException("has " + steps + " steps; its data set counts padding as steps, so"
                        + " that each sample has " + shape.maximumLength() + ": pad it as its files are padded");
            }
            return read;
        } catch (IllegalArgumentException e) {
            throw wrong(sample, modality, String.valueOf(e.getMessage()));
        }
    }

    private Preparation preparation(RawSample sample, Modality modality) {
        ByModality<Preparation> known = preparation.orElseThrow(() -> wrong(
                sample,
                modality,
                "has raw features, but the trial was made by an earlier DERL, which did not write down how its data set"
                        + " prepared them; train it again, or prepare them yourself and predict a split of them"));
        if (!known.has(modality)) {
            throw wrong(
                    sample,
                    modality,
                    "has raw features, but the data set of the trial does not say how it prepares"
                            + " them; prepare them yourself and predict a split of them");
        }
        return known.get(modality);
    }

    private static IllegalArgumentException wrong(RawSample sample, Modality modality, String reason) {
        return new IllegalArgumentException("the " + modality + " of sample '" + sample.id() + "' " + reason);
    }
}
