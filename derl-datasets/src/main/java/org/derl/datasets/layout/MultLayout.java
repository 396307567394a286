package org.derl.datasets.layout;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureLayout;
import org.derl.data.file.FileSequences;
import org.derl.data.file.FileSequences.Padding;
import org.derl.data.file.FileSplit;
import org.derl.data.file.NearMiss;
import org.derl.data.file.NumberArray;
import org.derl.io.Directories;

/**
 * The files of MulT, with words in place of tokens. Their samples may be named by video, start and end; they tell no
 * lengths, so that the end at which a sequence is padded is told by where zeros are.
 */
public final class MultLayout implements FeatureLayout {

    private static final String LABELS = "labels";
    private static final String ID = "id";
    private static final List<String> MODALITIES = List.of("text", "audio", "vision");
    private static final int AXES = 3;

    private final LabelColumn column;

    /** @param label which of several labels is learned, by its name or number; empty where there is one */
    public record Config(String label) {}

    /** The layout. */
    public MultLayout(Config config, Directories directories) {
        this.column = new LabelColumn("mult", config.label());
    }

    @Override
    public boolean fits(List<ArrayFile> files) {
        return SplitEntries.have(files, Set.of("text", "audio", "vision", LABELS));
    }

    @Override
    public NearMiss nearMiss(List<ArrayFile> files) {
        return SplitEntries.nearMiss(files, List.of(Set.of("text"), Set.of("audio"), Set.of("vision"), Set.of(LABELS)));
    }

    @Override
    public FeatureFile read(List<ArrayFile> files) throws IOException {
        Map<String, Padding> ends = new LinkedHashMap<>();
        for (String modality : MODALITIES) {
            ends.put(modality, PaddedEnd.of(files, modality));
        }
        Splits splits = Splits.read(files, entries -> split(entries, ByModality.of(ends)), Map.of(LABELS, "label"));
        return splits.file(
                "MulT, " + (splits.isAligned() ? "aligned" : "unaligned"),
                Family.of(splits.training().features()));
    }

    private FileSplit split(SplitEntries entries, ByModality<Padding> ends) throws IOException {
        entries.checkRows(LABELS, Set.of("text", "audio", "vision", ID));
        FileEntry labels = entries.get(LABELS);
        SampleNames names = SampleNames.of(entries, entries.find(ID), labels.rows());
        return new FileSplit(
                names.ids(),
                names.groups(),
                column.of(labels),
                ByModality.of(Map.of()),
                features(entries, ends),
                null,
                List.of());
    }

    private static ByModality<FileSequences> features(SplitEntries entries, ByModality<Padding> ends)
            throws IOException {
        Map<String, FileSequences> features = new LinkedHashMap<>();
        for (Modality modality : ends.modalities()) {
            NumberArray values = entries.get(modality.name()).numbers(AXES);
            features.put(modality.name(), new FileSequences(values, List.of(), ends.get(modality)));
        }
        return ByModality.of(features);
    }
}
