package org.derl.datasets.format;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.derl.data.file.NamedArray;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.Order;
import org.derl.datasets.array.Texts;
import org.derl.datasets.csv.CsvFile;
import org.derl.datasets.csv.CsvFile.Row;

/** The columns of a file of comma-separated values. It is read twice, so that no number takes the memory of a text. */
final class CsvTable {

    /** What begins with a zero that says nothing, such as 0001, is a name and no number. */
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?|(?i:nan|[+-]?inf|[+-]?infinity)");

    /** What a text takes beside its characters, by a generous estimate. */
    private static final int OBJECT = 64;

    /** Every whole number of so many digits is a double. */
    private static final int EXACT_DIGITS = 15;

    /** Whole numbers of more digits are names, whatever they are. */
    private static final int MOST_DIGITS = 30;

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");

    private final Path file;
    private final CsvFormat.Config config;
    private final List<String> header;
    private final boolean[] text;
    private final boolean[] filled;
    private int rows;
    private long memory;

    private CsvTable(Path file, CsvFormat.Config config, List<String> first) {
        this.file = file;
        this.config = config;
        boolean named = first.stream().noneMatch(CsvTable::isValue) && new HashSet<>(first).size() == first.size();
        this.header = named ? first : List.of();
        this.text = new boolean[first.size()];
        this.filled = new boolean[first.size()];
    }

    /** Finds out which columns are numbers. */
    static CsvTable read(Path file, CsvFormat.Config config) throws IOException {
        List<CsvTable> table = new ArrayList<>();
        CsvFile.each(file, config.rowCharacters(), row -> {
            if (table.isEmpty()) {
                checkColumns(row, config.arrays());
                table.add(new CsvTable(file, config, row.values().toList()));
            }
            table.get(0).look(row);
        });
        if (table.isEmpty()) {
            throw new IOException(file + " is empty; copy it again");
        }
        return table.get(0);
    }

    private static void checkColumns(Row row, int most) throws IOException {
        if (row.values().size() > most) {
            throw row.wrong("there are " + row.values().size() + " columns, more than arrays = " + most
                    + "; if the file is sound, raise it by --set format.csv.arrays=...");
        }
    }

    private void look(Row row) throws IOException {
        if (isHeader(row)) {
            return;
        }
        if (row.values().size() != text.length) {
            throw row.wrong("there are " + row.values().size() + " values instead of " + text.length
                    + "; if the file ends here it was cut off: copy it again");
        }
        for (int column = 0; column < text.length; column++) {
            String cell = cell(row, column);
            filled[column] |= !cell.isEmpty();
            if (!text[column] && !cell.isEmpty() && !isNumber(cell)) {
                text[column] = true;
                memory += (long) rows * OBJECT;
            }
            memory += text[column] ? OBJECT + cell.length() : Double.BYTES;
        }
        rows++;
        if (memory > config.memoryBytes()) {
            throw row.wrong("up to here the file takes more memory than memory-bytes = " + config.memoryBytes()
                    + "; give it as npy, npz or HDF5, or raise it by --set format.csv.memory-bytes=...");
        }
    }

    private boolean isHeader(Row row) {
        return row.values().getRecordNumber() == 1 && !header.isEmpty();
    }

    /** Its columns, as the format says. */
    List<NamedArray> arrays() throws IOException {
        List<Column> columns = new ArrayList<>();
        List<Integer> unnamed = new ArrayList<>();
        for (int column = 0; column < text.length; column++) {
            if (!isNumbers(column)) {
                columns.add(new TextColumn(name(column), column, new ArrayList<>()));
            } else if (header.isEmpty()) {
                unnamed.add(column);
            } else {
                columns.add(new NumberColumns(name(column), List.of(column), new Shape(rows), buffer(1)));
            }
        }
        if (!unnamed.isEmpty()) {
            Shape shape = new Shape(rows, unnamed.size());
            columns.add(0, new NumberColumns("values", unnamed, shape, buffer(unnamed.size())));
        }
        CsvFile.each(file, config.rowCharacters(), row -> {
            for (Column column : isHeader(row) ? List.<Column>of() : columns) {
                column.add(row);
            }
        });
        return columns.stream().map(Column::array).toList();
    }

    /** Of a column without any value it cannot be told what it is. */
    private boolean isNumbers(int column) {
        return filled[column] && !text[column];
    }

    private String name(int column) {
        return header.isEmpty() ? "column " + (column + 1) : header.get(column);
    }

    private ByteBuffer buffer(int columns) {
        return ByteBuffer.allocate(Math.multiplyExact(Math.multiplyExact(rows, columns), Double.BYTES));
    }

    /** What no column is called: nothing, a number, or digits alone, which may be an id. */
    private static boolean isValue(String cell) {
        String value = cell.trim();
        return cell.isBlank()
                || NUMBER.matcher(value).matches()
                || WHOLE.matcher(value).matches();
    }

    /** A whole number that no double is, such as an id of 19 digits, is a name. */
    private static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches()
                && (cell.length() <= EXACT_DIGITS || !WHOLE.matcher(cell).matches() || isExact(cell));
    }

    private static boolean isExact(String whole) {
        return whole.length() <= MOST_DIGITS
                && new BigDecimal(whole).compareTo(new BigDecimal(Double.parseDouble(whole))) == 0;
    }

    private static String cell(Row row, int column) {
        return row.values().get(column).trim();
    }

    private interface Column {
        void add(Row row) throws IOException;

        NamedArray array();
    }

    private record TextColumn(String name, int column, List<String> texts) implements Column {

        @Override
        public void add(Row row) {
            texts.add(row.values().get(column));
        }

        @Override
        public NamedArray array() {
            return new NamedArray(List.of(name), new Texts("object", new Shape(texts.size()), texts));
        }
    }

    private record NumberColumns(String name, List<Integer> columns, Shape shape, ByteBuffer values) implements Column {

        @Override
        public void add(Row row) throws IOException {
            for (int column : columns) {
                values.putDouble(cell(row, column).isEmpty() ? Double.NaN : row.number(column));
            }
        }

        @Override
        public NamedArray array() {
            return new NamedArray(List.of(name), BufferNumbers.of(ElementType.FLOAT64, shape, Order.C, values.flip()));
        }
    }
}
