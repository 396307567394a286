package org.derl.bench.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.derl.bench.table.Characters;
import org.derl.bench.table.MeanAndDeviation;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.text.Paragraphs;
import org.derl.bench.text.Printable;
import org.derl.io.AtomicFile;

/** What was predicted, as a table to read and as a file to go on with. */
public final class PredictionReport {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    private static final String BY = "by ";
    private static final int GAP = 2;
    /** A sentence keeps so many columns of the terminal, however many there are beside it. */
    private static final int NARROWEST = 16;

    private final GivenSamples given;
    private final ChosenTrials trials;
    private final SeedPredictions predictions;
    private final List<String> notes;

    PredictionReport(GivenSamples given, ChosenTrials trials, SeedPredictions predictions, List<String> notes) {
        this.given = given;
        this.trials = trials;
        this.predictions = predictions;
        this.notes = List.copyOf(notes);
    }

    /** What was left out, guessed or chosen on the way, a sentence each. */
    public List<String> notes() {
        return Stream.of(given.notes(), trials.notes(), notes)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * A row for each sample.
     *
     * @param width of the terminal, into which sentences are cut; 0 where there is none, and nothing is cut
     */
    public Table table(int width) {
        ClassWords classes = new ClassWords(predictions.task());
        boolean several = predictions.seeds().size() > 1;
        boolean words = classes.of(0) != null;
        boolean texts =
                given.samples().stream().anyMatch(sample -> !sample.words().isEmpty());
        List<Column> columns = new ArrayList<>();
        columns.add(Column.right("score"));
        Stream.of("±").filter(any -> several).map(Column::right).forEach(columns::add);
        Stream.of("class").filter(any -> words).map(Column::left).forEach(columns::add);
        predictions.contributions().keySet().forEach(modality -> columns.add(Column.right(BY + modality)));
        Stream.of("id").filter(any -> given.named()).map(Column::left).forEach(columns::add);
        Stream.of("sentence").filter(any -> texts).map(Column::left).forEach(columns::add);
        List<List<String>> rows = new ArrayList<>();
        for (int sample = 0; sample < given.samples().size(); sample++) {
            rows.add(row(sample, classes, several, texts));
        }
        return new Table(caption(), columns, texts ? cut(columns, rows, width) : rows, below(classes, several));
    }

    private List<String> row(int sample, ClassWords classes, boolean several, boolean texts) {
        GivenSample own = given.samples().get(sample);
        MeanAndDeviation score = predictions.of(sample);
        List<String> cells = new ArrayList<>(List.of(signed(score.mean())));
        if (several) {
            cells.add(String.format(Locale.ROOT, "%.2f", score.deviation()));
        }
        String word = classes.of(score.mean());
        if (word != null) {
            cells.add(word);
        }
        for (String modality : predictions.contributions().keySet()) {
            cells.add(signed(predictions.of(modality, sample).mean()));
        }
        if (given.named()) {
            cells.add(Printable.name(Printable.of(own.id())));
        }
        if (texts) {
            cells.add(Printable.of(own.words()));
        }
        return cells;
    }

    /** A number that is printed as zero has no sign. */
    private static String signed(double value) {
        String text = String.format(Locale.ROOT, "%+.2f", value);
        return text.equals("-0.00") || text.equals("+0.00") ? "0.00" : text;
    }

    /** Rows whose last cells fit into a terminal. */
    private static List<List<String>> cut(List<Column> columns, List<List<String>> rows, int width) {
        if (width == 0) {
            return rows;
        }
        int before = 0;
        for (int column = 0; column < columns.size() - 1; column++) {
            int place = column;
            before += GAP
                    + Stream.concat(
                                    Stream.of(columns.get(place).heading()),
                                    rows.stream().map(row -> row.get(place)))
                            .mapToInt(Paragraphs::width)
                            .max()
                            .orElse(0);
        }
        int room = Math.max(NARROWEST, width - before);
        return rows.stream()
                .map(row -> {
                    List<String> cells = new ArrayList<>(row);
                    cells.set(cells.size() - 1, cut(cells.get(cells.size() - 1), room));
                    return cells;
                })
                .map(List::copyOf)
                .toList();
    }

    private static String cut(String text, int room) {
        if (Paragraphs.width(text) <= room) {
            return text;
        }
        String end = Characters.unicode() ? "…" : "...";
        return text.substring(0, text.offsetByCodePoints(0, room - end.length()))
                        .stripTrailing()
                + end;
    }

    private String caption() {
        return predictions.title() + " (" + trials.seedsInWords() + "): predictions in "
                + predictions.task().interval();
    }

    private List<String> below(ClassWords classes, boolean several) {
        List<String> below = new ArrayList<>();
        if (several) {
            below.add("±: sample deviation over " + predictions.seeds().size()
                    + " seeds, of which the score is the mean.");
        }
        if (!classes.rule().isEmpty()) {
            below.add(classes.rule());
        }
        if (!predictions.contributions().isEmpty()) {
            below.add("by ...: the score minus that without this modality (zeros, or [UNK] for words). It is a"
                    + " difference of predictions and no cause, and the differences need not add up to the score.");
        }
        return below;
    }

    /**
     * Writes all numbers in full precision, whole or not at all: {@code id}, {@code prediction}, {@code spread} over
     * seeds (empty of one seed), {@code seed-N} of each, and {@code by-MODALITY} of contributions.
     */
    public void write(Path file) throws IOException {
        List<String> heading = new ArrayList<>(List.of("id", "prediction", "spread"));
        predictions.seeds().keySet().forEach(seed -> heading.add("seed-" + seed));
        predictions.contributions().keySet().forEach(modality -> heading.add("by-" + modality));
        AtomicFile.write(file, unfinished -> {
            try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(unfinished), FORMAT)) {
                printer.printRecord(heading);
                for (int sample = 0; sample < given.samples().size(); sample++) {
                    printer.printRecord(record(sample));
                }
            }
        });
    }

    private List<Object> record(int sample) {
        MeanAndDeviation score = predictions.of(sample);
        List<Object> cells = new ArrayList<>(List.of(given.samples().get(sample).id(), score.mean()));
        cells.add(Double.isNaN(score.deviation()) ? "" : score.deviation());
        predictions.seeds().values().forEach(seed -> cells.add(seed.get(sample)));
        predictions
                .contributions()
                .keySet()
                .forEach(modality -> cells.add(predictions.of(modality, sample).mean()));
        return cells;
    }
}
