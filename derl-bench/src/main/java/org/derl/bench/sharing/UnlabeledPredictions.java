package org.derl.bench.sharing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.derl.bench.predictions.PredictionsFile;
import org.derl.eval.Predictions;
import org.derl.io.AtomicFile;
import org.derl.io.Fingerprint;
import org.derl.io.Reason;

/** A file of predictions without the column of labels: {@code id,prediction}. */
final class UnlabeledPredictions {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader("id", "prediction")
            .setSkipHeaderRecord(true)
            .setRecordSeparator('\n')
            .get();

    private UnlabeledPredictions() {}

    /** Writes that of a file with labels. */
    static void write(Path labeled, Path unlabeled) throws IOException {
        Predictions all = PredictionsFile.read(labeled);
        CSVFormat withHeader = FORMAT.builder().setSkipHeaderRecord(false).get();
        AtomicFile.write(unlabeled, unfinished -> {
            try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(unfinished), withHeader)) {
                for (int row = 0; row < all.size(); row++) {
                    printer.printRecord(all.ids().get(row), all.predictions().get(row));
                }
            }
        });
    }

    /**
     * Writes the file that it was made of.
     *
     * @param labels by the names of samples
     * @param checksum of that file, by which it is known whether ids were guarded from spreadsheets
     * @throws IOException when it cannot be read, or a sample of it has no label; the message names it
     */
    static void label(Path unlabeled, Map<String, Double> labels, Path labeled, String checksum) throws IOException {
        List<String> ids = new ArrayList<>();
        List<Double> predictions = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(Files.readString(unlabeled), FORMAT)) {
            for (CSVRecord row : parser) {
                ids.add(row.get(0));
                predictions.add(Double.valueOf(row.get(1)));
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IOException(unlabeled + " is damaged: " + Reason.of(e), e);
        }
        for (String id : ids) {
            if (!labels.containsKey(id)) {
                throw new IOException(unlabeled + ": the data set has no sample '" + id + "' in this split");
            }
        }
        Predictions all = new Predictions(ids, ids.stream().map(labels::get).toList(), predictions);
        PredictionsFile.write(labeled, all, false);
        if (!Fingerprint.of(labeled).equals(checksum)) {
            PredictionsFile.write(labeled, all, true);
        }
    }
}
