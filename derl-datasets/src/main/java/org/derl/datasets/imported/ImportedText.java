package org.derl.datasets.imported;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape;
import org.derl.data.FeatureShape.Content;
import org.derl.datasets.cache.FeatureCache;
import org.derl.datasets.store.Manifest;
import org.derl.datasets.store.StoredFeatures;
import org.derl.datasets.store.StoredSequences;
import org.derl.datasets.table.FeatureTable;
import org.derl.datasets.table.Fold;
import org.derl.datasets.table.MappedTable;
import org.derl.datasets.table.Sample;
import org.derl.io.Directories;
import org.jspecify.annotations.Nullable;

/** What else an imported data set holds of its texts: token numbers, and the transcripts themselves. */
final class ImportedText {

    private final StoredFeatures stored;
    private final String name;

    ImportedText(StoredFeatures stored, String name) {
        this.stored = stored;
        this.name = name;
    }

    /**
     * The token numbers of each split.
     *
     * @param extractor whose vocabulary they are from; without one, the largest number tells
     * @throws IOException when there are none, or the vocabulary is smaller
     */
    Map<Fold, FeatureTable> tokens(@Nullable FeatureExtractor extractor) throws IOException {
        Map<Fold, StoredSequences> sequences = new EnumMap<>(Fold.class);
        for (Fold fold : Fold.values()) {
            sequences.put(fold, stored.tokens(fold.toString()));
        }
        int largest = largest(sequences);
        int vocabulary = extractor == null ? largest + 1 : vocabulary(extractor.shape(), largest);
        FeatureShape shape = FeatureShape.tokens(vocabulary, StoredSequences.longest(sequences.values()))
                .marked(extractor == null ? null : extractor.shape().marks());
        Map<Fold, FeatureTable> tables = new EnumMap<>(Fold.class);
        sequences.forEach((fold, own) -> tables.put(fold, new MappedTable(shape, own.values(), own.lengths())));
        return tables;
    }

    private static int largest(Map<Fold, StoredSequences> splits) {
        float largest = 0;
        for (StoredSequences split : splits.values()) {
            float[] numbers = new float[Math.toIntExact(split.values().size())];
            split.values().floats(0, numbers, 0, numbers.length);
            for (float number : numbers) {
                largest = Math.max(largest, number);
            }
        }
        return (int) largest;
    }

    private int vocabulary(FeatureShape expected, int largest) throws IOException {
        if (expected.content() != Content.TOKENS || largest >= expected.size()) {
            throw new IOException(name + " holds token numbers up to " + largest + ", but the text encoder reads "
                    + (expected.content() == Content.TOKENS ? "those below " + expected.size() : "features")
                    + "; choose another one by --text-encoder, or let read-text be transcripts");
        }
        return expected.size();
    }

    /** What a reader must be told of how an extractor reads the transcripts, if anything. */
    Optional<String> caveat(FeatureExtractor extractor) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Fold fold : Fold.values()) {
            texts.addAll(stored.part(fold.toString()).transcripts());
        }
        return extractor.caveat(texts).map(caveat -> "text: " + caveat);
    }

    /**
     * What an extractor makes of the transcripts of each split.
     *
     * @throws IOException when there are none, or the extractor fails
     */
    Map<Fold, FeatureTable> transcripts(FeatureExtractor extractor, Directories directories) throws IOException {
        List<Sample> samples = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Fold fold : Fold.values()) {
            Manifest.Part split = stored.part(fold.toString());
            samples.addAll(samples(split));
            texts.addAll(split.transcripts());
        }
        if (texts.size() != samples.size()) {
            throw new IOException("the files of " + name
                    + " hold no transcripts; use what they hold as text instead, by" + " --text-encoder as-is");
        }
        FeatureTable all =
                new FeatureCache(directories.cache().resolve("features")).features(name, extractor, samples, texts);
        Map<Fold, FeatureTable> tables = new EnumMap<>(Fold.class);
        int start = 0;
        for (Fold fold : Fold.values()) {
            int end = start + stored.part(fold.toString()).ids().size();
            tables.put(fold, all.select(IntStream.range(start, end).boxed().toList()));
            start = end;
        }
        return tables;
    }

    /** Who the rows of a split are. */
    static List<Sample> samples(Manifest.Part split) {
        return IntStream.range(0, split.ids().size())
                .mapToObj(row -> new Sample(
                        split.ids().get(row),
                        split.groups().get(row),
                        split.labels().get(row)))
                .toList();
    }
}
