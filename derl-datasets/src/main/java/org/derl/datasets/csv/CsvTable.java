package org.derl.datasets.csv;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.derl.data.file.NamedArray;
import org.derl.datasets.array.BufferNumbers;
import org.derl.datasets.array.ElementType;
import org.derl.datasets.array.Order;
import org.derl.datasets.array.Texts;
import org.derl.datasets.csv.CsvFile.Row;
import org.derl.io.Quantity;
import org.derl.io.csv.ColumnNames;

/** The columns of a file of separated values. It is read twice, so that no number takes the memory of a text. */
final class CsvTable {

    /** What a text takes beside its characters, by a generous estimate. */
    private static final int OBJECT = 64;

    private final CsvFile lines;
    private final CsvFormat.Config config;
    private final CsvHead head;
    private final List<String> header;
    private final List<CsvColumn> columns;
    private final MissingCells missing = new MissingCells();
    /** The columns of texts that are written between single quotes, as openSMILE writes names. */
    private final List<String> quoted = new ArrayList<>();

    private int rows;
    private long memory;

    private CsvTable(CsvFile lines, CsvFormat.Config config, CsvHead head) {
        this.lines = lines;
        this.config = config;
        this.head = head;
        this.header = head.names();
        this.columns = IntStream.range(0, head.columns())
                .mapToObj(i -> new CsvColumn())
                .toList();
    }

    /** Finds out which columns are numbers. */
    static CsvTable read(CsvFile lines, CsvFormat.Config config) throws IOException {
        List<CsvTable> table = new ArrayList<>();
        Path file = lines.text().file();
        List<Row> first = new ArrayList<>();
        lines.each(config.rowCharacters(), row -> {
            if (first.isEmpty()) {
                checkColumns(row, config.arrays());
                first.add(row);
                return;
            } else if (table.isEmpty()) {
                table.add(begun(lines, config, first.get(0), row.values().toList()));
            }
            table.get(0).look(row);
        });
        if (first.isEmpty()) {
            throw new IOException(file + " is empty; copy it again");
        }
        return table.isEmpty() ? begun(lines, config, first.get(0), List.of()) : table.get(0);
    }

    /** A table whose first line was looked at; the second may tell whether the first is its head. */
    private static CsvTable begun(CsvFile lines, CsvFormat.Config config, Row first, List<String> second)
            throws IOException {
        CsvTable table = new CsvTable(lines, config, CsvHead.of(first.values().toList(), second));
        table.look(first);
        return table;
    }

    private static void checkColumns(Row row, int most) throws IOException {
        if (row.values().size() > most) {
            throw row.wrong("there are " + row.values().size() + " columns, more than arrays = " + most
                    + "; if the file is sound, raise it by --set format.csv.arrays=...");
        }
    }

    private void look(Row row) throws IOException {
        if (head.is(row)) {
            return;
        }
        if (!head.fits(row.values().toList())) {
            throw row.wrong("there " + (row.values().size() == 1 ? "is " : "are ")
                    + Quantity.of(row.values().size(), "value") + " instead of " + columns.size() + " between "
                    + lines.separator().plural()
                    + (row.values().size() < columns.size()
                            ? "; if the file ends here it was cut off: copy it again"
                            : head.tooMany(lines.separator().plural())));
        }
        for (int column = 0; column < columns.size(); column++) {
            String cell = cell(row, column);
            if (columns.get(column).look(cell)) {
                memory += (long) rows * OBJECT;
            }
            memory += columns.get(column).isNumbers() ? Double.BYTES : OBJECT + cell.length();
        }
        rows++;
        if (memory > config.memoryBytes()) {
            throw row.wrong("up to here the file takes more memory than memory-bytes = " + config.memoryBytes()
                    + "; give it as npy, npz or HDF5, or raise it by --set format.csv.memory-bytes=...");
        }
    }

    /** Its columns, as the format says. */
    List<NamedArray> arrays() throws IOException {
        List<Filled> all = new ArrayList<>();
        List<Integer> unnamed = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            if (!columns.get(column).isNumbers()) {
                all.add(new FilledTexts(name(column), column, new ArrayList<>(), quoted));
            } else if (header.isEmpty()) {
                unnamed.add(column);
            } else {
                all.add(new FilledNumbers(name(column), List.of(column), new Shape(rows), buffer(1), missing));
            }
        }
        if (!unnamed.isEmpty()) {
            Shape shape = new Shape(rows, unnamed.size());
            all.add(0, new FilledNumbers("values", unnamed, shape, buffer(unnamed.size()), missing));
        }
        lines.each(config.rowCharacters(), row -> {
            for (Filled column : head.is(row) ? List.<Filled>of() : all) {
                column.add(row);
            }
        });
        return all.stream().map(Filled::array).toList();
    }

    /** What is worth knowing of its values, once {@link #arrays} has read them. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>(head.remarks());
        remarks.addAll(missing.remarks());
        List<String> commas = IntStream.range(0, columns.size())
                .filter(column -> columns.get(column).hasDecimalCommas())
                .mapToObj(this::name)
                .toList();
        if (!commas.isEmpty()) {
            remarks.add("decimal commas in " + commas.get(0)
                    + (commas.size() > 1 ? " and " + (commas.size() - 1) + " other columns" : ""));
        }
        if (!quoted.isEmpty()) {
            remarks.add("without the single quotes around all values of " + String.join(", ", quoted));
        }
        return remarks;
    }

    private String name(int column) {
        return header.isEmpty() ? ColumnNames.number(column) : header.get(column);
    }

    private ByteBuffer buffer(int columns) {
        return ByteBuffer.allocate(Math.multiplyExact(Math.multiplyExact(rows, columns), Double.BYTES));
    }

    private static String cell(Row row, int column) {
        return row.values().get(column).strip();
    }

    private interface Filled {
        void add(Row row);

        NamedArray array();
    }

    private record FilledTexts(String name, int column, List<String> texts, List<String> quoted) implements Filled {

        private static final Pattern QUOTED = Pattern.compile("'[^']*'");

        @Override
        public void add(Row row) {
            texts.add(row.values().get(column));
        }

        @Override
        public NamedArray array() {
            boolean all = !texts.isEmpty()
                    && texts.stream().allMatch(text -> QUOTED.matcher(text).matches());
            if (all) {
                quoted.add(name);
                texts.replaceAll(text -> text.substring(1, text.length() - 1).strip());
            }
            return new NamedArray(List.of(name), new Texts("object", new Shape(texts.size()), texts));
        }
    }

    private record FilledNumbers(
            String name, List<Integer> columns, Shape shape, ByteBuffer values, MissingCells missing)
            implements Filled {

        @Override
        public void add(Row row) {
            int number = values.position() / (columns.size() * Double.BYTES) + 1;
            for (int column : columns) {
                String cell = cell(row, column);
                if (Cells.isMissing(cell)) {
                    missing.add(columns.size() > 1 ? ColumnNames.number(column) : name, number, cell);
                }
                values.putDouble(Cells.number(cell));
            }
        }

        @Override
        public NamedArray array() {
            return new NamedArray(List.of(name), BufferNumbers.of(ElementType.FLOAT64, shape, Order.C, values.flip()));
        }
    }
}
