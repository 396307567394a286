package org.derl.datasets.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.derl.io.Reason;
import org.derl.io.RegularFile;

/** Comma-separated values whose mistakes are reported with file and line. */
public final class CsvFile {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private CsvFile() {}

    /**
     * One line of a file.
     *
     * @param header the names of the columns; empty where the file has none
     */
    public record Row(Path file, long line, List<String> header, CSVRecord values) {

        /** The value of a column. */
        public String text(String column) {
            return values.get(header.indexOf(column));
        }

        /** The number of a column, which may be none ({@code NaN}) or infinite. */
        public double number(int column) throws IOException {
            String text = values.get(column).trim();
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "nan" -> Double.NaN;
                case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
                case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
                default -> parsed(column, text);
            };
        }

        private double parsed(int column, String text) throws IOException {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw wrong(column(column) + " is '" + text + "', which is no number");
            }
        }

        /** The number of a column, which must be finite. */
        public double finite(String column) throws IOException {
            double number = number(header.indexOf(column));
            if (!Double.isFinite(number)) {
                throw wrong(column + " is " + number + "; it must be a finite number");
            }
            return number;
        }

        /** A column as messages name it, counted from 1 where it has no name. */
        public String column(int column) {
            return header.isEmpty() ? "column " + (column + 1) : header.get(column);
        }

        /** A mistake in this line. */
        public IOException wrong(String message) {
            return new IOException(file + ":" + line + ": " + message);
        }
    }

    /**
     * The lines below a header.
     *
     * @param columns what the header must have, in any order
     */
    public static List<Row> withHeader(Path file, List<String> columns) throws IOException {
        List<Row> rows = read(file);
        if (rows.isEmpty()) {
            throw new IOException(file + " is empty; copy it again");
        }
        List<String> header = rows.get(0).values().toList();
        for (String column : columns) {
            if (!header.contains(column)) {
                throw rows.get(0).wrong("there is no column '" + column + "' among " + header);
            }
        }
        List<Row> named = new ArrayList<>();
        for (Row row : rows.subList(1, rows.size())) {
            named.add(new Row(file, row.line(), header, row.values()));
        }
        return checked(named, header.size());
    }

    /** All lines of a file without a header. */
    public static List<Row> withoutHeader(Path file, int columns) throws IOException {
        return checked(read(file), columns);
    }

    private static List<Row> checked(List<Row> rows, int columns) throws IOException {
        for (Row row : rows) {
            if (row.values().size() != columns) {
                throw row.wrong("there are " + row.values().size() + " values instead of " + columns
                        + "; if the file ends here it was cut off: copy it again");
            }
        }
        return rows;
    }

    private static List<Row> read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        each(file, rows::add);
        return rows;
    }

    /** What is done with a line. */
    @FunctionalInterface
    public interface Action {
        void accept(Row row) throws IOException;
    }

    /** Reads a file line by line, whatever the lines hold. */
    public static void each(Path file, Action action) throws IOException {
        each(file, Long.MAX_VALUE, action);
    }

    /**
     * The same of a file that nobody vouches for.
     *
     * @param longest how many characters a row may have at most; twice as many may pass
     */
    public static void each(Path file, long longest, Action action) throws IOException {
        long line = 0;
        try (BufferedReader reader = Files.newBufferedReader(RegularFile.check(file));
                BoundedReader bounded = new BoundedReader(withoutMark(reader), longest);
                CSVParser parser = CSVParser.parse(bounded, CSVFormat.DEFAULT)) {
            Iterator<CSVRecord> records = parser.iterator();
            while (records.hasNext()) {
                CSVRecord values = records.next();
                line = parser.getCurrentLineNumber();
                action.accept(new Row(file, line, List.of(), values));
                bounded.renew();
            }
        } catch (CharacterCodingException | UncheckedIOException e) {
            if (e.getCause() instanceof BoundedReader.RowTooLongException) {
                throw new IOException(
                        file + ":" + (line + 1) + ": this row has more than row-characters = " + longest
                                + "; if a quote is not closed in it, close it, else raise it by"
                                + " --set format.csv.row-characters=...",
                        e);
            }
            throw new IOException(
                    file + ": what comes after line " + line + " cannot be read (" + Reason.of(e)
                            + "); if the file ends there it was cut off: copy it again",
                    e);
        }
    }

    /** Passes over the mark of byte order that some programs put in front. */
    private static Reader withoutMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }
}
