package org.derl.datasets.cmu;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.derl.datasets.csv.CsvFile;
import org.derl.datasets.csv.CsvFile.Row;

/**
 * The 73 acoustic features an utterance that come with the bc-LSTM work (openSMILE, selected). Their files follow that
 * work's own split; an index joins them to the ids of utterances. The last column of a file is a label and is left out.
 */
final class UtteranceAudio {

    static final int SIZE = 73;

    private static final String INDEX = "bc-lstm-utterance/index.csv";
    private static final List<String> SPLITS = List.of("train", "test");

    private final Map<String, Row> byId;

    private UtteranceAudio(Map<String, Row> byId) {
        this.byId = byId;
    }

    /** The files that must be there. */
    static List<String> files() {
        return List.of(INDEX, file("train"), file("test"));
    }

    private static String file(String split) {
        return "bc-lstm-utterance/audio_" + split + "0.csv";
    }

    static UtteranceAudio read(DataFolder folder) throws IOException {
        Map<String, List<Row>> rows = new HashMap<>();
        for (String split : SPLITS) {
            rows.put(split, CsvFile.withoutHeader(folder.file(file(split)), SIZE + 1));
        }
        Map<String, Row> byId = new HashMap<>();
        for (Row entry : CsvFile.withHeader(folder.file(INDEX), List.of("bc_split", "row", "id"))) {
            String split = entry.text("bc_split");
            List<Row> ofSplit = rows.get(split);
            if (ofSplit == null) {
                throw entry.wrong("bc_split is '" + split + "'; expected one of " + SPLITS);
            }
            double row = entry.finite("row");
            if (row < 0 || row >= ofSplit.size() || row != Math.rint(row)) {
                throw entry.wrong("the audio of sample " + entry.text("id") + " is row " + entry.text("row") + " of "
                        + folder.file(file(split)) + ", which has " + ofSplit.size()
                        + " rows, counted from 0; if it was cut off, copy it again");
            }
            if (byId.put(entry.text("id"), ofSplit.get((int) row)) != null) {
                throw entry.wrong("there are two rows of the sample " + entry.text("id") + "; keep one");
            }
        }
        return new UtteranceAudio(byId);
    }

    /**
     * The features of utterances, one step each.
     *
     * @throws IOException when an utterance has none, or one is not finite and that is refused
     */
    List<float[]> features(DataFolder folder, List<Utterance> utterances, NonFinite nonFinite) throws IOException {
        List<float[]> features = new ArrayList<>();
        for (Utterance utterance : utterances) {
            String id = utterance.sample().id();
            Row row = byId.get(id);
            if (row == null) {
                throw new IOException(
                        folder.file(INDEX) + " does not name the sample " + id + "; if it was cut off, copy it again");
            }
            features.add(features(row, id, nonFinite));
        }
        return features;
    }

    private static float[] features(Row row, String id, NonFinite nonFinite) throws IOException {
        float[] features = new float[SIZE];
        for (int column = 0; column < SIZE; column++) {
            features[column] = (float) row.number(column);
            if (!Float.isFinite(features[column]) && nonFinite == NonFinite.REFUSE) {
                throw row.wrong(
                        "the audio of sample " + id + " has " + row.values().get(column) + " in " + row.column(column)
                                + "; set non-finite = impute to put the training mean in its place");
            }
        }
        return features;
    }
}
