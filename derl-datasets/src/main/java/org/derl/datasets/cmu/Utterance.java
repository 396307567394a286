package org.derl.datasets.cmu;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.data.ByModality;
import org.derl.data.DataSet;
import org.derl.data.FeatureExtractor;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.data.Task;
import org.derl.data.preparation.Preparation;
import org.derl.datasets.cache.FeatureCache;
import org.derl.datasets.csv.CsvFile.Row;
import org.derl.datasets.table.FeatureTable;
import org.derl.datasets.table.Fold;
import org.derl.datasets.table.Sample;
import org.derl.datasets.table.TableSplit;
import org.derl.io.Directories;
import org.derl.io.Quantity;

/** One labeled utterance of a video as the CMU files describe it. */
record Utterance(Sample sample, String text, Fold fold) {

    /** Reads the columns {@code video_id}, {@code text}, {@code label} and {@code mode} of a line. */
    static Utterance of(Row row, String id) throws IOException {
        return of(row, id, row.text("video_id"), "mode", Task.SENTIMENT);
    }

    /** Reads the columns {@code text}, {@code label} and that of the fold. */
    static Utterance of(Row row, String id, String video, String foldColumn, Task.Regression range) throws IOException {
        double label = row.finite("label");
        if (label < range.lowest() || label > range.highest()) {
            throw row.wrong(
                    "the label of " + id + " is " + Quantity.number(label) + ", outside of " + range.interval());
        }
        if (row.text("text").isBlank()) {
            throw row.wrong("the text of " + id + " is empty; every sample needs at least one word");
        }
        String name = row.text(foldColumn);
        Fold fold = Fold.of(name)
                .orElseThrow(() -> row.wrong(
                        "the " + foldColumn + " of " + id + " is '" + name + "'; expected train, valid or test"));
        return new Utterance(new Sample(id, video, label), row.text("text"), fold);
    }

    /** Checks that no id stands in two lines. */
    static void refuseDuplicates(List<Row> rows, List<Utterance> utterances) throws IOException {
        Map<String, Long> lines = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            String id = utterances.get(i).sample().id();
            Long former = lines.putIfAbsent(id, rows.get(i).line());
            if (former != null) {
                throw rows.get(i).wrong("the sample " + id + " already stands in line " + former);
            }
        }
    }

    /**
     * The features of the texts.
     *
     * @param notes get what a reader must be told of them
     */
    static FeatureTable text(
            String dataSet,
            FeatureExtractor extractor,
            Directories directories,
            List<Utterance> utterances,
            List<String> notes)
            throws IOException {
        extractor
                .caveat(utterances.stream().map(Utterance::text).toList())
                .ifPresent(caveat -> notes.add("text: " + caveat));
        return new FeatureCache(directories.cache().resolve("features"))
                .features(
                        dataSet,
                        extractor,
                        utterances.stream().map(Utterance::sample).toList(),
                        utterances.stream().map(Utterance::text).toList());
    }

    /**
     * A data set of the three folds.
     *
     * @param tables a row for each utterance
     * @param preparation of features that are no text
     */
    static DataSet dataSet(
            String name,
            String family,
            Task.Regression labels,
            List<Utterance> utterances,
            ByModality<FeatureTable> tables,
            List<String> notes,
            ByModality<Preparation> preparation) {
        return new DataSet(
                name,
                family,
                new Schema(tables.map((modality, table) -> table.shape()), labels),
                split(utterances, Fold.TRAIN, tables),
                split(utterances, Fold.VALID, tables),
                split(utterances, Fold.TEST, tables),
                notes,
                preparation);
    }

    private static Split split(List<Utterance> utterances, Fold fold, ByModality<FeatureTable> tables) {
        List<Integer> rows = IntStream.range(0, utterances.size())
                .filter(row -> utterances.get(row).fold() == fold)
                .boxed()
                .toList();
        return new TableSplit(
                rows.stream().map(row -> utterances.get(row).sample()).toList(),
                tables.map((modality, table) -> table.select(rows)));
    }
}
