package org.derl.bench.train.diagnosis;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.bench.metric.SimsMetrics;
import org.derl.io.AtomicFile;
import org.derl.model.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code diagnostic.csv}: each epoch with its metrics on the validation and on the test split, whether it was
 * chosen, and whether it would have been on the test split.
 *
 * @param rows of one epoch each, by the names of the columns
 */
public record DiagnosticFile(List<Map<String, Object>> rows) {

    private static final String CHOSEN = "chosen";
    private static final String CHOSEN_ON_TEST = "chosen-on-test";
    private static final String TEST = "test/";
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    /**
     * That of a training.
     *
     * @param values of each epoch on the test split, by the names of metrics
     * @param best the epoch that would have been chosen on the test split; 0 where none
     */
    static DiagnosticFile of(
            List<TrainingListener.Epoch> epochs, List<Map<String, Double>> values, int chosen, int best) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < epochs.size(); i++) {
            TrainingListener.Epoch epoch = epochs.get(i);
            Map<String, Double> validation = new LinkedHashMap<>(epoch.metrics());
            validation.putIfAbsent(epoch.metric(), epoch.validation());
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("epoch", epoch.epoch());
            validation.forEach((name, value) -> row.put("validation/" + name, value));
            values.get(i).forEach((name, value) -> row.put(TEST + name, value));
            row.put(CHOSEN, epoch.epoch() == chosen);
            row.put(CHOSEN_ON_TEST, epoch.epoch() == best);
            rows.add(row);
        }
        return new DiagnosticFile(rows);
    }

    /** Writes it, whole or not at all. */
    public void write(Path file) throws IOException {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            printer.printRecord(rows.get(0).keySet());
            for (Map<String, Object> row : rows) {
                printer.printRecord(row.values());
            }
        }
        AtomicFile.write(file, text.toString());
    }

    /**
     * By how much the mean absolute error on the test split would have been lower had the epoch been chosen there; null
     * where there is no such file, or no epoch could have been chosen there.
     *
     * @throws IOException when the file cannot be read; the message names it
     */
    public static @Nullable Double cost(Path file) throws IOException {
        return read(file, rows -> {
            Double chosen = error(rows, CHOSEN);
            Double best = error(rows, CHOSEN_ON_TEST);
            return chosen == null || best == null ? null : chosen - best;
        });
    }

    /**
     * Each metric on the test split, epoch by epoch; none where there is no such file.
     *
     * @throws IOException when the file cannot be read; the message names it
     */
    public static List<Map<String, Double>> onTest(Path file) throws IOException {
        return Objects.requireNonNullElse(
                read(file, rows -> rows.stream().map(DiagnosticFile::onTest).toList()), List.of());
    }

    private static Map<String, Double> onTest(CSVRecord row) {
        Map<String, Double> values = new LinkedHashMap<>();
        row.toMap().forEach((column, value) -> {
            if (column.startsWith(TEST)) {
                values.put(column.substring(TEST.length()), Double.valueOf(value));
            }
        });
        return values;
    }

    private static <T> @Nullable T read(Path file, Function<List<CSVRecord>, @Nullable T> of) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        CSVFormat format =
                FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();
        try (Reader text = Files.newBufferedReader(file)) {
            return of.apply(format.parse(text).getRecords());
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged; run the trial again: " + e.getMessage(), e);
        }
    }

    private static @Nullable Double error(List<CSVRecord> rows, String chosen) {
        for (CSVRecord row : rows) {
            if (Boolean.parseBoolean(row.get(chosen))) {
                String column = Stream.of(SentimentMetrics.MAE, SimsMetrics.MAE)
                        .map(metric -> TEST + metric.key())
                        .filter(row::isMapped)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("it has no mean absolute error"));
                return Double.valueOf(row.get(column));
            }
        }
        return null;
    }
}
