package org.derl.bench.published;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.published.PublishedResults.PublishedText;

/** Why what we measure is not what a publication measured. */
public final class Obstacles {

    /** Features of text that a data set has ready-made. */
    private static final String AS_IS = "as-is";

    private static final String TEXT = "text";

    private final ComparedData data;
    private final ComparedData.Copy copy;
    private final Map<String, PublishedText> textEncoders;

    /** @param textEncoders what text passes in publications, by name */
    public Obstacles(ComparedData data, ComparedData.Copy copy, Map<String, PublishedText> textEncoders) {
        this.data = data;
        this.copy = copy;
        this.textEncoders = textEncoders;
    }

    /** A clause each; none where the values can be compared. */
    public List<String> of(ComparedSystem ours, ResultSource source, PublishedResult result) {
        List<String> obstacles = new ArrayList<>();
        if (!source.isOfStandardTest()) {
            obstacles.add("its split is " + source.split());
        }
        if (result.textEncoder() == null) {
            obstacles.add("its text encoder is unknown");
        } else if (!isSame(ours.textEncoder(), result.textEncoder())) {
            obstacles.add("text passes " + ours.textEncoder() + ", there "
                    + encoder(result.textEncoder()).title());
        }
        obstacles.addAll(ofData(source, result));
        return obstacles;
    }

    /** Those that other features and other samples are. */
    public List<String> ofData(ResultSource source, PublishedResult result) {
        List<String> obstacles = new ArrayList<>();
        ResultSource.KnownCopy theirs = source.copy(result.data());
        if (theirs.sizes() != null) {
            new TreeMap<>(theirs.sizes()).forEach((modality, size) -> {
                if (copy.sizes().getOrDefault(modality, 0) != (int) size) {
                    obstacles.add(
                            modality + " has " + copy.sizes().getOrDefault(modality, 0) + " features, there " + size);
                }
            });
        }
        List<Integer> samples = List.of(
                data.training(),
                data.validation().ids().size(),
                data.test().ids().size());
        if (theirs.samples() != null && !theirs.samples().equals(samples)) {
            obstacles.add(counts(samples) + " samples, there " + counts(theirs.samples()));
        }
        return obstacles;
    }

    /** Features that a file holds of a text encoder are that encoder's where they are as many. */
    public boolean isSame(String ours, String theirs) {
        Integer features = encoder(theirs).features();
        return ours.equals(theirs)
                || (ours.equals(AS_IS) && features != null && copy.sizes().getOrDefault(TEXT, 0) == (int) features);
    }

    private PublishedText encoder(String name) {
        return Objects.requireNonNull(textEncoders.get(name));
    }

    private static String counts(List<Integer> samples) {
        return samples.get(0) + ", " + samples.get(1) + " and " + samples.get(2);
    }
}
