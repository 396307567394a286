package org.derl.bench.predictions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.derl.data.Task;
import org.derl.eval.Predictions;
import org.derl.io.AtomicFile;
import org.derl.io.Reason;
import org.derl.io.csv.EncodedText;
import org.derl.io.csv.Separator;

/**
 * Reads and writes predictions as comma-separated values in UTF-8; semicolons and tabs between values are read, too,
 * and UTF-16 with its mark. The first line names the columns, among them {@code id}, {@code label} and {@code
 * prediction} in any order; other columns are passed over.
 */
public final class PredictionsFile {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(false)
            .setIgnoreSurroundingSpaces(true) // around quotes and where there are none, never within
            .get();

    /** What needs no quotes in any program that reads such files. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_$\\[\\].:/+=@-]+");

    private PredictionsFile() {}

    /**
     * Reads a file.
     *
     * @param task the range that labels must be in
     * @throws InvalidPredictionsException when a line cannot be used; all such lines are named
     * @throws IOException when the file cannot be read; the message names it
     */
    public static Predictions read(Path file, Task.Regression task) throws IOException {
        return read(file, task.lowest(), task.highest());
    }

    /** The same of a file whose labels may be any numbers. */
    public static Predictions read(Path file) throws IOException {
        return read(file, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private static Predictions read(Path file, double lowest, double highest) throws IOException {
        List<Line> lines = lines(file);
        if (lines.isEmpty()) {
            throw new InvalidPredictionsException(List.of(file + ": the file is empty; its first line must be "
                    + String.join(",", PredictionColumns.REQUIRED)));
        }
        PredictionColumns columns =
                PredictionColumns.of(file, lines.get(0).number(), lines.get(0).cells());
        PredictionsReader reader = new PredictionsReader(file, columns, lowest, highest);
        lines.subList(1, lines.size()).forEach(reader::read);
        return reader.predictions();
    }

    /**
     * Writes a file with the columns id, label and prediction, whole or not at all. Reading it gives the same ids and
     * the same bits of numbers.
     *
     * @param guarded whether an apostrophe is put before ids that a spreadsheet would run as formulas; reading takes it
     *     off again
     * @throws IOException when it cannot be written
     */
    public static void write(Path file, Predictions predictions, boolean guarded) throws IOException {
        StringBuilder text = new StringBuilder(String.join(",", PredictionColumns.REQUIRED)).append('\n');
        for (int row = 0; row < predictions.size(); row++) {
            String id = predictions.ids().get(row);
            text.append(cell(FormulaGuard.written(id, guarded)))
                    .append(',')
                    .append(predictions.labels().get(row))
                    .append(',')
                    .append(predictions.predictions().get(row))
                    .append('\n');
        }
        AtomicFile.write(file, text.toString());
    }

    private static String cell(String id) {
        return PLAIN.matcher(id).matches() ? id : "\"" + id.replace("\"", "\"\"") + "\"";
    }

    /** The lines that are not blank. */
    private static List<Line> lines(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        long number = 1;
        String text = text(file);
        Separator separator = Separator.of(new StringReader(text));
        CSVFormat format = FORMAT.builder().setDelimiter(separator.character()).get();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            for (CSVRecord cells : parser) {
                long breaks = String.join("", cells.toList())
                        .chars()
                        .filter(each -> each == '\n')
                        .count();
                if (cells.size() > 1 || !cells.get(0).isBlank()) {
                    lines.add(new Line(parser.getCurrentLineNumber() - breaks, cells.toList()));
                }
                number = parser.getCurrentLineNumber() + 1;
            }
        } catch (UncheckedIOException e) {
            throw new InvalidPredictionsException(List.of(file + ":" + number
                    + ": a quote is not closed, or stands inside a value; double it there, or remove it"));
        }
        return lines;
    }

    private static String text(Path file) throws IOException {
        EncodedText text = EncodedText.of(file);
        if (text.hasZeros()) {
            throw new IOException(file + ": " + text.unreadable() + "; save it as UTF-8");
        }
        try (BufferedReader reader = text.open()) {
            StringWriter all = new StringWriter();
            reader.transferTo(all);
            return all.toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": " + text.unreadable() + "; save it as UTF-8", e);
        } catch (IOException e) {
            throw new IOException(file + ": cannot be read (" + Reason.of(e) + ")", e);
        }
    }

    /** The cells of a line, and the number of the line that they begin on. */
    record Line(long number, List<String> cells) {}
}
