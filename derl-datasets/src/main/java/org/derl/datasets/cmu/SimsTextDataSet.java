package org.derl.datasets.cmu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.derl.datasets.cmu.published.RowId;
import org.derl.datasets.csv.CsvFile;
import org.derl.datasets.csv.CsvFile.Row;
import org.derl.datasets.table.FeatureTable;
import org.derl.io.Directories;

/** The transcripts of CH-SIMS, which are Chinese, with their labels and splits: one modality. */
public final class SimsTextDataSet implements DataSetLoader {

    private static final String NAME = "sims-text";
    private static final Task.Regression LABELS = new Task.Regression(-1, 1);

    private final Config config;
    private final Directories directories;

    /**
     * @param folder within the data folder
     * @param files names that the file may have, of which the first that is there is read
     * @param text how transcripts become features
     * @param folds how many samples each split must have
     */
    public record Config(
            String folder, List<String> files, Blueprint<Directories, FeatureExtractor> text, FoldSizes folds) {

        /** Checks that a file is named. */
        public Config {
            if (files.isEmpty()) {
                throw new IllegalArgumentException("files must name at least one file, such as v1.csv");
            }
        }
    }

    public SimsTextDataSet(Config config, Directories directories) {
        this.config = config;
        this.directories = directories;
    }

    @Override
    public DataSet load() throws IOException {
        Path file = file();
        List<Row> rows = CsvFile.withHeader(file, List.of("text", "label"));
        List<Utterance> utterances = new ArrayList<>();
        for (Row row : rows) {
            if (!row.has("split") && !row.has("mode")) {
                throw row.wrong("there is no column 'split' or 'mode', which says in which split a text is");
            }
            RowId id = RowId.of(row);
            utterances.add(Utterance.of(row, id.id(), id.video(), row.has("split") ? "split" : "mode", LABELS));
        }
        Utterance.refuseDuplicates(rows, utterances);
        config.folds().check(file, utterances);
        List<String> notes = new ArrayList<>();
        FeatureTable text = Utterance.text(NAME, config.text().build(directories), directories, utterances, notes);
        return Utterance.dataSet(
                NAME,
                "sims",
                LABELS,
                utterances,
                ByModality.of(List.of(Modality.TEXT), modality -> text),
                notes,
                ByModality.of(Map.of()));
    }

    private Path file() throws IOException {
        Path folder = directories.data().resolve(config.folder());
        return config.files().stream()
                .map(folder::resolve)
                .filter(Files::isReadable)
                .findFirst()
                .orElseThrow(() ->
                        DataFolder.missing(NAME, directories, config.folder(), String.join(" or ", config.files())));
    }
}
