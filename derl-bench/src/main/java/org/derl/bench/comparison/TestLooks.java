package org.derl.bench.comparison;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;
import org.derl.io.AtomicFile;
import org.derl.io.Fingerprint;
import org.derl.io.Reason;
import org.derl.io.RegularFile;

/**
 * The looks at the test split that a folder's tables were, in a file of a line each. A table all of whose predictions
 * have been looked at before, such as by the same command or by one with more models or seeds, is no look more.
 */
public final class TestLooks {

    private static final String FILE = "looks-at-test.csv";
    private static final List<String> COLUMNS = List.of("time", "models", "predictions");
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    /** So many hexadecimal digits tell predictions apart. */
    private static final int DIGITS = 16;

    private static final Pattern PREDICTIONS = Pattern.compile("[0-9a-f]{16,64}( [0-9a-f]{16,64})*");

    private final Path file;
    private final Clock clock;
    private final List<List<String>> looks;

    private TestLooks(Path file, Clock clock, List<List<String>> looks) {
        this.file = file;
        this.clock = clock;
        this.looks = looks;
    }

    /**
     * Reads those of a folder that no other process writes into.
     *
     * @param clock that says when one looks
     * @throws IOException when the file cannot be read, or is damaged; the message names it and says what to do
     */
    public static TestLooks of(Path folder, Clock clock) throws IOException {
        Path file = folder.resolve(FILE);
        return new TestLooks(file, clock, new ArrayList<>(Files.exists(file) ? read(file) : List.of()));
    }

    /**
     * Writes down that these are looked at.
     *
     * @return what is to be said of it below a table
     * @throws IOException when the file cannot be written
     */
    public String add(List<ComparedSystem> systems) throws IOException {
        Set<String> seen = seen(systems);
        Set<String> before = new HashSet<>();
        looks.forEach(look -> before.addAll(List.of(look.get(2).split(" ", -1))));
        if (!before.containsAll(seen)) {
            looks.add(List.of(
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                    models(systems),
                    String.join(" ", seen)));
            write();
        }
        return sentence();
    }

    /** How often one has looked. */
    public String sentence() {
        int times = looks.size();
        return times == 0
                ? "No model has predicted the test split in this folder yet."
                : "The test split was looked at " + (times == 1 ? "once" : times + " times") + " in this folder ("
                        + FILE + "); what is chosen by such a look is not tested by it.";
    }

    private static String models(List<ComparedSystem> systems) {
        return systems.stream()
                .filter(ComparedSystem::isTrained)
                .map(system -> system.name() + " x " + system.on(SplitName.TEST).size())
                .collect(Collectors.joining(" "));
    }

    /** A checksum of the predictions of each trial. */
    private static Set<String> seen(List<ComparedSystem> systems) {
        Set<String> seen = new TreeSet<>();
        systems.stream().filter(ComparedSystem::isTrained).forEach(system -> system.on(SplitName.TEST)
                .forEach(trial -> seen.add(checksum(system.name(), trial))));
        return seen;
    }

    private static String checksum(String model, Predictions trial) {
        Fingerprint fingerprint = new Fingerprint().add(model);
        trial.predictions().forEach(prediction -> fingerprint.add(prediction.toString()));
        return fingerprint.hexadecimal().substring(0, DIGITS);
    }

    private static List<List<String>> read(Path file) throws IOException {
        try (CSVParser parser = CSVParser.parse(new StringReader(Files.readString(RegularFile.check(file))), FORMAT)) {
            List<List<String>> lines = parser.stream().map(CSVRecord::toList).toList();
            for (int line = 0; line < lines.size(); line++) {
                boolean whole = line == 0 ? lines.get(0).equals(COLUMNS) : isLook(lines.get(line));
                if (!whole) {
                    throw new IOException("line " + (line + 1) + " is none of " + (line == 0 ? "headings " : "a look: ")
                            + String.join(", ", COLUMNS));
                }
            }
            return lines.isEmpty() ? lines : lines.subList(1, lines.size());
        } catch (IOException | UncheckedIOException e) {
            throw new IOException(
                    file + " is damaged, and looks at the test split are counted by it: " + Reason.of(e)
                            + "; mend that line, or move the file away",
                    e);
        }
    }

    private static boolean isLook(List<String> line) {
        return line.size() == COLUMNS.size() && PREDICTIONS.matcher(line.get(2)).matches();
    }

    private void write() throws IOException {
        AtomicFile.write(file, unfinished -> {
            try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(unfinished), FORMAT)) {
                printer.printRecord(COLUMNS);
                printer.printRecords(looks);
            }
        });
    }
}
