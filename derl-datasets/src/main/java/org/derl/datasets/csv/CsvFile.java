package org.derl.datasets.csv;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.derl.io.Quantity;
import org.derl.io.csv.ColumnNames;
import org.derl.io.csv.EncodedText;
import org.derl.io.csv.Separator;

/**
 * Values in lines, whose mistakes are reported with file and line.
 *
 * @param separator what stands between values
 */
public record CsvFile(EncodedText text, Separator separator) {

    /** A file, by its mark of byte order and its first lines. */
    public static CsvFile of(Path file) throws IOException {
        return of(EncodedText.of(file));
    }

    /** A text, by its first lines. */
    public static CsvFile of(EncodedText text) throws IOException {
        if (text.hasZeros()) {
            throw Damage.encoding(text, 1, null);
        }
        try (Reader reader = text.open()) {
            return new CsvFile(text, Separator.of(reader));
        } catch (CharacterCodingException e) {
            throw Damage.encoding(text, 1, e);
        }
    }

    /**
     * One line of a file.
     *
     * @param header the names of the columns; empty where the file has none
     */
    public record Row(Path file, long line, List<String> header, CSVRecord values) {

        /** Whether there is a column. */
        public boolean has(String column) {
            return header.contains(column);
        }

        /** The value of a column. */
        public String text(String column) {
            return values.get(header.indexOf(column));
        }

        /** The number of a column, which may be none ({@code NaN}) or infinite. */
        public double number(int column) throws IOException {
            String text = values.get(column).trim().replace('\u2212', '-');
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
            return header.isEmpty() ? ColumnNames.number(column) : header.get(column);
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
        List<String> header = ColumnNames.of(rows.get(0).values().toList()).written().stream()
                .map(ColumnNames::compared)
                .toList();
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
                throw row.wrong("there " + (row.values().size() == 1 ? "is " : "are ")
                        + Quantity.of(row.values().size(), "value") + " instead of " + columns
                        + "; if the file ends here it was cut off: copy it again");
            }
        }
        return rows;
    }

    private static List<Row> read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        of(file).each(Long.MAX_VALUE, rows::add);
        return rows;
    }

    /** How many lines end within the values of a row, which is named by the line where it begins. */
    private static long breaks(CSVRecord values) {
        return values.stream()
                .flatMapToInt(String::chars)
                .filter(each -> each == '\n')
                .count();
    }

    /** What is done with a line. */
    @FunctionalInterface
    public interface Action {
        void accept(Row row) throws IOException;
    }

    /**
     * Reads a file line by line, whatever the lines hold. Blanks around values do not count, nor do blank lines.
     *
     * @param longest how many characters a row may have at most; twice as many may pass
     */
    public void each(long longest, Action action) throws IOException {
        Path file = text.file();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator.character())
                .setIgnoreSurroundingSpaces(true)
                .get();
        long line = 0;
        int columns = 0;
        try (BoundedReader bounded = new BoundedReader(text.open(), longest);
                CSVParser parser = CSVParser.parse(bounded, format)) {
            Iterator<CSVRecord> records = parser.iterator();
            while (records.hasNext()) {
                CSVRecord values = records.next();
                line = parser.getCurrentLineNumber();
                bounded.renew();
                if (columns < 2 || values.size() > 1 || !values.get(0).isBlank()) {
                    columns = Math.max(columns, values.size());
                    action.accept(new Row(file, line - breaks(values), List.of(), values));
                }
            }
        } catch (CharacterCodingException e) {
            throw Damage.encoding(text, line + 1, e);
        } catch (UncheckedIOException e) {
            throw Damage.of(this, line + 1, longest, e);
        }
    }
}
