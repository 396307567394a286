package org.derl.data;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.derl.config.Kind;
import org.derl.io.Directories;

/**
 * Turns raw text into the input of a model: feature vectors, or token numbers. Data sets use this interface, encoders
 * implement it. Its recipe is given the {@link Directories}.
 */
public interface FeatureExtractor {

    /** The kind that jars offer it by; a recipe is given where files lie. */
    Kind<Directories, FeatureExtractor> KIND = Kind.of(FeatureExtractor.class);

    /** The shape of the output. */
    FeatureShape shape();

    /** Changes whenever the same text would give other features: the weights' checksum and all settings. */
    String fingerprint();

    /**
     * Extracts the features of each text.
     *
     * @return for each text (length, size) row by row, or (length) token numbers, never empty
     * @throws IOException when files that it needs are missing or damaged; the message names them
     */
    List<float[]> extract(List<String> texts) throws IOException;

    /**
     * What a reader of results must be told of how well it reads texts, in words that go on after a colon, such as
     * which share of them its vocabulary does not know; nothing where it reads them well. May look at some of many
     * texts.
     *
     * @throws IOException as {@link #extract} does
     */
    default Optional<String> caveat(List<String> texts) throws IOException {
        return Optional.empty();
    }
}
