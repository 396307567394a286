package org.derl.datasets.cmu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derl.config.Blueprint;
import org.derl.data.ByModality;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.data.FeatureExtractor;
import org.derl.data.Modality;
import org.derl.data.Task;
import org.derl.datasets.csv.CsvFile;
import org.derl.datasets.csv.CsvFile.Row;
import org.derl.datasets.table.FeatureTable;
import org.derl.io.Directories;

/** The transcripts of CMU-MOSEI with their labels and folds: one modality. */
public final class MoseiTextDataSet implements DataSetLoader {

    private static final String NAME = "mosei-text";
    private static final String LABELS = "label.csv";

    private final Config config;
    private final Directories directories;

    /**
     * @param folder within the data folder
     * @param text how transcripts become features
     * @param folds how many samples each split must have
     */
    public record Config(String folder, Blueprint<Directories, FeatureExtractor> text, FoldSizes folds) {}

    public MoseiTextDataSet(Config config, Directories directories) {
        this.config = config;
        this.directories = directories;
    }

    @Override
    public DataSet load() throws IOException {
        DataFolder folder = DataFolder.of(NAME, directories, config.folder(), List.of(LABELS));
        List<Row> rows =
                CsvFile.withHeader(folder.file(LABELS), List.of("video_id", "clip_id", "text", "label", "mode"));
        List<Utterance> utterances = new ArrayList<>();
        for (Row row : rows) {
            utterances.add(Utterance.of(row, row.text("video_id") + "[" + row.text("clip_id") + "]"));
        }
        Utterance.refuseDuplicates(rows, utterances);
        config.folds().check(folder.file(LABELS), utterances);
        List<String> notes = new ArrayList<>();
        FeatureTable text = Utterance.text(NAME, config.text().build(directories), directories, utterances, notes);
        return Utterance.dataSet(
                NAME,
                "mosei",
                Task.SENTIMENT,
                utterances,
                ByModality.of(List.of(Modality.TEXT), modality -> text),
                notes,
                ByModality.of(Map.of()));
    }
}
