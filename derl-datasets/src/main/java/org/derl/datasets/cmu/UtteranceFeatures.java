package org.derl.datasets.cmu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derl.datasets.cmu.published.MosiFile;
import org.derl.datasets.cmu.published.MosiVideos;
import org.derl.datasets.cmu.published.PublishedFolder;
import org.derl.datasets.csv.CsvFile;
import org.derl.datasets.csv.CsvFile.Row;
import org.derl.datasets.table.Fold;
import org.derl.datasets.table.Sample;
import org.derl.io.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * The features an utterance that come with the bc-LSTM work. Their files follow that work's own split, in an order that
 * follows from labels and ids; an index may join them otherwise. The last column of a file is a label and is left out.
 */
final class UtteranceFeatures {

    private static final String INDEX = "index.csv";

    /** What the work has features of. */
    enum Source {
        /** Of a network of convolutions over words, which was trained on labels. */
        TEXT(100, MosiFile.BC_TRAINING_TEXT, MosiFile.BC_TEST_TEXT),
        /** Of openSMILE, selected. */
        AUDIO(73, MosiFile.BC_TRAINING_AUDIO, MosiFile.BC_TEST_AUDIO),
        /** Of a network of convolutions over frames, which was trained on labels. */
        VISION(100, MosiFile.BC_TRAINING_VISION, MosiFile.BC_TEST_VISION);

        private final int size;
        private final MosiFile training;
        private final MosiFile test;

        Source(int size, MosiFile training, MosiFile test) {
            this.size = size;
            this.training = training;
            this.test = test;
        }

        /** How many features an utterance has. */
        int size() {
            return size;
        }

        /** Both files, and where they are published. */
        String files() {
            return training + " and " + test;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One of the two files. */
    private record Part(Source source, Path file, List<Row> rows) {

        static Part read(Source source, Path file) throws IOException {
            return new Part(source, file, CsvFile.withoutHeader(file, source.size + 1));
        }

        /** The order of the published files: those whose label is not negative, then the others; both by their ids. */
        Map<String, Row> ordered(Fold split, List<Utterance> utterances) throws IOException {
            List<Sample> samples = utterances.stream()
                    .map(Utterance::sample)
                    .filter(sample -> MosiVideos.isOfBcSplit(sample.group(), split))
                    .sorted(Comparator.comparing((Sample sample) -> sample.label() < 0)
                            .thenComparing(Sample::id))
                    .toList();
            if (rows.size() != samples.size()) {
                throw new IOException(file + " has " + Quantity.of(rows.size(), "row") + ", but there are "
                        + Quantity.of(samples.size(), "segment")
                        + " whose " + source + " it holds; if it was cut off, copy it again");
            }
            Map<String, Row> byId = new HashMap<>();
            for (int i = 0; i < samples.size(); i++) {
                Row row = rows.get(i);
                double label = samples.get(i).label();
                if (row.number(source.size) != (label < 0 ? 0 : 1)) {
                    throw row.wrong("the last value is " + row.values().get(source.size) + ", but this is the row of "
                            + samples.get(i).id() + ", whose label is " + Quantity.number(label)
                            + "; that value is 1 where the label is not negative, else 0. Copy the file again");
                }
                byId.put(samples.get(i).id(), row);
            }
            return byId;
        }
    }

    private final Source source;
    private final Path place;
    private final Map<String, Row> byId;

    private UtteranceFeatures(Source source, Path place, Map<String, Row> byId) {
        this.source = source;
        this.place = place;
        this.byId = byId;
    }

    /**
     * Reads the two files of a folder, whose rows are joined by an index beside the first of them where there is one.
     *
     * @return null where neither is there
     * @throws IOException when only one of them is there, or one is damaged
     */
    static @Nullable UtteranceFeatures find(PublishedFolder folder, Source source, List<Utterance> utterances)
            throws IOException {
        Path training = folder.find(source.training);
        Path test = folder.find(source.test);
        if (training == null && test == null) {
            return null;
        } else if (training == null || test == null) {
            throw new IOException(folder.path() + " has " + (training == null ? test : training) + ", but not "
                    + (training == null ? source.training : source.test) + "; put both there, or none");
        }
        Part ofTraining = Part.read(source, training);
        Part ofTest = Part.read(source, test);
        Path index = training.resolveSibling(INDEX);
        if (Files.isReadable(index)) {
            return new UtteranceFeatures(source, index, indexed(index, ofTraining, ofTest));
        }
        Map<String, Row> byId = new HashMap<>(ofTraining.ordered(Fold.TRAIN, utterances));
        byId.putAll(ofTest.ordered(Fold.TEST, utterances));
        return new UtteranceFeatures(source, training, byId);
    }

    private static Map<String, Row> indexed(Path index, Part training, Part test) throws IOException {
        Map<String, Part> parts = Map.of(Fold.TRAIN.toString(), training, Fold.TEST.toString(), test);
        Map<String, Row> byId = new HashMap<>();
        for (Row entry : CsvFile.withHeader(index, List.of("bc_split", "row", "id"))) {
            String split = entry.text("bc_split");
            Part part = parts.get(split);
            if (part == null) {
                throw entry.wrong("bc_split is '" + split + "'; expected train or test");
            }
            double row = entry.finite("row");
            if (row < 0 || row >= part.rows().size() || row != Math.rint(row)) {
                throw entry.wrong("the " + part.source() + " of sample " + entry.text("id") + " is row "
                        + entry.text("row") + " of "
                        + part.file() + ", which has " + part.rows().size()
                        + " rows, counted from 0; if it was cut off, copy it again");
            }
            if (byId.put(entry.text("id"), part.rows().get((int) row)) != null) {
                throw entry.wrong("there are two rows of the sample " + entry.text("id") + "; keep one");
            }
        }
        return byId;
    }

    /**
     * The features of utterances, one step each.
     *
     * @throws IOException when an utterance has none, or one is not finite and that is refused
     */
    List<float[]> features(List<Utterance> utterances, NonFinite nonFinite) throws IOException {
        List<float[]> features = new ArrayList<>();
        for (Utterance utterance : utterances) {
            String id = utterance.sample().id();
            Row row = byId.get(id);
            if (row == null) {
                throw new IOException(place + " does not name the sample " + id + "; if it was cut off, copy it again");
            }
            features.add(features(row, id, nonFinite));
        }
        return features;
    }

    private float[] features(Row row, String id, NonFinite nonFinite) throws IOException {
        float[] features = new float[source.size];
        for (int column = 0; column < features.length; column++) {
            features[column] = (float) row.number(column);
            if (!Float.isFinite(features[column]) && nonFinite == NonFinite.REFUSE) {
                throw row.wrong("the " + source + " of sample " + id + " has "
                        + row.values().get(column) + " in " + row.column(column)
                        + "; set non-finite = impute to put the training mean in its place");
            }
        }
        return features;
    }
}
