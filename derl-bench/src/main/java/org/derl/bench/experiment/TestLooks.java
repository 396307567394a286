package org.derl.bench.experiment;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.derl.bench.experiment.Contestant.Part;
import org.derl.data.Fingerprint;
import org.derl.eval.Predictions;
import org.derl.io.AtomicFile;

/**
 * The looks at the test split that a folder's tables were, in a file of a line each. What has been looked at before, such
 * as by the same command, is no look more.
 */
public final class TestLooks {

    private static final String FILE = "looks-at-test.csv";
    private static final List<String> COLUMNS = List.of("time", "models", "predictions");
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private final Path file;

    /** Of a folder that no other process writes into. */
    public TestLooks(Path folder) {
        file = folder.resolve(FILE);
    }

    /**
     * Writes down that these are looked at.
     *
     * @return what is to be said of it below a table
     * @throws IOException when the file cannot be read or written
     */
    public String add(List<Contestant> contestants) throws IOException {
        List<List<String>> looks = new ArrayList<>(read());
        String seen = seen(contestants);
        if (looks.stream().noneMatch(look -> look.get(COLUMNS.size() - 1).equals(seen))) {
            looks.add(List.of(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), models(contestants), seen));
            write(looks);
        }
        int times = looks.size();
        return "The test split was looked at " + (times == 1 ? "once" : times + " times") + " in this folder (" + FILE
                + "); what is chosen by such a look is not tested by it.";
    }

    private static String models(List<Contestant> contestants) {
        return contestants.stream()
                .filter(Contestant::isTrained)
                .map(contestant ->
                        contestant.name() + " x " + contestant.on(Part.TEST).size())
                .collect(Collectors.joining(" "));
    }

    private static String seen(List<Contestant> contestants) {
        Fingerprint fingerprint = new Fingerprint();
        contestants.stream().filter(Contestant::isTrained).forEach(contestant -> {
            fingerprint.add(contestant.name());
            for (Predictions predictions : contestant.on(Part.TEST)) {
                predictions.predictions().forEach(prediction -> fingerprint.add(prediction.toString()));
            }
        });
        return fingerprint.hexadecimal();
    }

    private List<List<String>> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (CSVParser parser = CSVParser.parse(new StringReader(Files.readString(file)), FORMAT)) {
            return parser.stream()
                    .skip(1)
                    .filter(look -> look.size() == COLUMNS.size())
                    .map(CSVRecord::toList)
                    .toList();
        }
    }

    private void write(List<List<String>> looks) throws IOException {
        AtomicFile.write(file, unfinished -> {
            try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(unfinished), FORMAT)) {
                printer.printRecord(COLUMNS);
                printer.printRecords(looks);
            }
        });
    }
}
