package org.derl.datasets.layout;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.derl.data.ByModality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSequences.Padding;
import org.derl.data.file.FileSplit;
import org.derl.data.file.NearMiss;
import org.derl.data.file.NumberArray;
import org.derl.io.Directories;

/** The files of LMF: words, and the means of audio and vision over time, which are sequences of one step. */
public final class LmfLayout implements FeatureLayout {

    private static final String TEXT = "glove";
    private static final String AUDIO = "covarep";
    private static final String VISION = "facet";
    private static final String LABEL = "label";

    private final LabelColumn column;

    /** @param label which of several labels is learned, by its name or number; empty where there is one */
    public record Config(String label) {}

    /** The layout. */
    public LmfLayout(Config config, Directories directories) {
        this.column = new LabelColumn("lmf", config.label());
    }

    @Override
    public boolean fits(List<ArrayFile> files) {
        return SplitEntries.have(files, Set.of(TEXT, AUDIO, VISION, LABEL));
    }

    @Override
    public NearMiss nearMiss(List<ArrayFile> files) {
        return SplitEntries.nearMiss(files, List.of(Set.of(TEXT), Set.of(AUDIO), Set.of(VISION), Set.of(LABEL)));
    }

    @Override
    public FeatureFile read(List<ArrayFile> files) throws IOException {
        Padding end = PaddedEnd.of(files, TEXT);
        Splits splits = Splits.read(
                files, entries -> split(entries, end), Map.of(TEXT, "text", AUDIO, "audio", VISION, "vision"));
        return splits.file("LMF", Family.of(splits.training().features()));
    }

    private FileSplit split(SplitEntries entries, Padding end) throws IOException {
        entries.checkRows(LABEL, Set.of(TEXT, AUDIO, VISION));
        FileEntry label = entries.get(LABEL);
        SampleNames names = SampleNames.of(entries, Optional.empty(), label.rows());
        return new FileSplit(
                names.ids(),
                names.groups(),
                column.of(label),
                ByModality.of(Map.of()),
                ByModality.of(Map.of(
                        "text", new FileSequences(entries.get(TEXT).numbers(3), List.of(), end),
                        "audio", mean(entries.get(AUDIO)),
                        "vision", mean(entries.get(VISION)))),
                null,
                List.of());
    }

    private static FileSequences mean(FileEntry entry) throws IOException {
        NumberArray means = entry.numbers(2);
        return new FileSequences(new OneStep(means), Collections.nCopies(entry.rows(), 1), Padding.BACK);
    }
}
