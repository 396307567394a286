package org.derl.bench.raw;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.derl.data.Modality;
import org.jspecify.annotations.Nullable;

/**
 * A sample to predict, as a program has it: its text, raw features of other modalities, or token numbers. Immutable;
 * each method gives a sample with one thing more.
 */
public final class RawSample {

    private final String id;
    private final @Nullable String text;
    private final Map<Modality, float[][]> features;
    private final Map<Modality, int[]> tokens;

    private RawSample(
            String id, @Nullable String text, Map<Modality, float[][]> features, Map<Modality, int[]> tokens) {
        this.id = id;
        this.text = text;
        this.features = Collections.unmodifiableMap(features);
        this.tokens = Collections.unmodifiableMap(tokens);
    }

    /** A sample without anything yet. Its name is unique among those that are predicted together. */
    public static RawSample named(String id) {
        return new RawSample(id, null, Map.of(), Map.of());
    }

    /** The same with what is said, in words. */
    public RawSample text(String words) {
        return new RawSample(id, words, features, tokens);
    }

    /**
     * The same with raw features: numbers as the data set's files held them, neither standardized nor padded.
     *
     * @param modality its name in lower case, such as {@code audio}
     * @param steps (time, size)
     */
    public RawSample features(String modality, float[][] steps) {
        Map<Modality, float[][]> all = new TreeMap<>(features);
        all.put(new Modality(modality), Arrays.stream(steps).map(float[]::clone).toArray(float[][]::new));
        return new RawSample(id, text, all, tokens);
    }

    /**
     * The same with token numbers of the vocabulary that a model was trained with.
     *
     * @param modality its name in lower case, such as {@code text}
     * @param numbers (time)
     */
    public RawSample tokens(String modality, int... numbers) {
        Map<Modality, int[]> all = new TreeMap<>(tokens);
        all.put(new Modality(modality), numbers.clone());
        return new RawSample(id, text, features, all);
    }

    /** Its name. */
    public String id() {
        return id;
    }

    /** What is said; null where that is not known. */
    public @Nullable String text() {
        return text;
    }

    /** The modalities that it has anything of; text where it has words. */
    public Set<Modality> modalities() {
        Map<Modality, Boolean> all = new TreeMap<>();
        features.keySet().forEach(modality -> all.put(modality, true));
        tokens.keySet().forEach(modality -> all.put(modality, true));
        if (text != null) {
            all.put(Modality.TEXT, true);
        }
        return Collections.unmodifiableSet(all.keySet());
    }

    float @Nullable [][] features(Modality modality) {
        return features.get(modality);
    }

    int @Nullable [] tokens(Modality modality) {
        return tokens.get(modality);
    }

    @Override
    public String toString() {
        return "sample '" + id + "' " + modalities();
    }
}
