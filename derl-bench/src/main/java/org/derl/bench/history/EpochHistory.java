package org.derl.bench.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.derl.io.Reason;

/**
 * What {@code history.csv} says of a training.
 *
 * @param validation each metric of the data on the validation split, epoch by epoch, by its name
 */
public record EpochHistory(Map<String, List<Double>> validation) {

    private static final String VALIDATION = HistoryColumns.VALIDATION;
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    /** Of a training that left none, as an older DERL's. */
    public static EpochHistory none() {
        return new EpochHistory(Map.of());
    }

    /** @throws IOException when the file is damaged; the message names it */
    public static EpochHistory read(Path file) throws IOException {
        try (CSVParser parser = CSVParser.parse(Files.readString(file), FORMAT)) {
            List<CSVRecord> rows = parser.getRecords();
            rows.stream().filter(row -> !row.isConsistent()).findFirst().ifPresent(row -> {
                throw new IllegalArgumentException("line " + (row.getRecordNumber() + 1) + " has " + row.size()
                        + " cells below " + parser.getHeaderNames().size() + " names");
            });
            Map<String, List<Double>> validation = new LinkedHashMap<>();
            parser.getHeaderNames().stream()
                    .filter(name -> name.startsWith(VALIDATION))
                    .forEach(name -> validation.put(
                            name.substring(VALIDATION.length()),
                            rows.stream()
                                    .map(row -> Double.valueOf(row.get(name)))
                                    .toList()));
            return new EpochHistory(validation);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new IOException(file + " is damaged: " + Reason.of(e) + "; run the trial again", e);
        }
    }
}
