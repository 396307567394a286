package org.derl.datasets.layout.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.derl.data.file.NumberArray;
import org.derl.data.file.TextArray;
import org.derl.data.likeness.Collinearity;
import org.derl.datasets.csv.Cells;
import org.derl.datasets.layout.FileEntry;
import org.derl.datasets.layout.NamedColumns;
import org.derl.datasets.layout.ReadingList;

/**
 * The columns of a table that are features of a modality: all numbers that are nothing else. What says who, when, how
 * sure or with which label is none unless a setting asks for it.
 */
final class FeatureColumns {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?|(?i:nan|[+-]?inf(inity)?)");

    /** Fewer rows may count, or repeat labels, by chance. */
    private static final int ROWS = 8;

    /** Rounding may make so much of a difference. */
    private static final double NEAR = 1e-9;

    private final NamedColumns table;
    private final String modality;
    private final ReadingList readings;
    private final List<FileEntry> columns = new ArrayList<>();
    private final List<List<Double>> values = new ArrayList<>();

    private FeatureColumns(NamedColumns table, String modality, ReadingList readings) {
        this.table = table;
        this.modality = modality;
        this.readings = readings;
    }

    /**
     * Those of a table.
     *
     * @param asked what a setting asks for, names or numbers from 1; where empty, all that are nothing else
     * @param taken columns that are something else already
     * @param labels of samples, by id
     */
    static FeatureColumns of(
            NamedColumns table,
            String modality,
            List<String> asked,
            List<FileEntry> taken,
            Map<String, Double> labels,
            ReadingList readings)
            throws IOException {
        FeatureColumns features = new FeatureColumns(table, modality, readings);
        if (asked.isEmpty()) {
            features.addAllBut(taken, labels);
        } else {
            features.addAsked(asked, taken);
        }
        if (features.columns.isEmpty()) {
            throw new IOException(
                    table.file().path() + " has no features: no column of numbers that is not an id, a time,"
                            + " a label or the like among " + table.names() + "; " + features.setting()
                            + " takes one all the same");
        }
        return features;
    }

    /** What the columns are called. */
    List<String> names() {
        return columns.stream().map(column -> column.named().name()).toList();
    }

    /** How many there are. */
    int size() {
        return columns.size();
    }

    /** The features of a row. */
    void copy(int row, float[] target, int offset) {
        for (int feature = 0; feature < values.size(); feature++) {
            target[offset + feature] = values.get(feature).get(row).floatValue();
        }
    }

    private void addAsked(List<String> asked, List<FileEntry> taken) throws IOException {
        for (String name : asked) {
            FileEntry column = column(name);
            List<Double> numbers = numbers(column)
                    .orElseThrow(() -> column.wrong("holds no numbers, but " + setting() + " asks for it"));
            add(column, numbers);
        }
        for (FileEntry column : table.columns()) {
            if (!columns.contains(column) && !taken.contains(column)) {
                readings.leaveOut(column, "not in " + setting());
            }
        }
    }

    private FileEntry column(String asked) throws IOException {
        Optional<FileEntry> named = table.find(asked);
        if (named.isEmpty() && asked.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(asked);
            if (number >= 1 && number <= table.columns().size()) {
                return table.columns().get(number - 1);
            }
        }
        return named.orElseThrow(() -> new IOException(table.file().path() + " has no column '" + asked + "', which "
                + setting() + " asks for, only " + table.names()));
    }

    private void addAllBut(List<FileEntry> taken, Map<String, Double> labels) throws IOException {
        boolean left = false;
        List<FileEntry> texts = new ArrayList<>();
        for (FileEntry column : table.columns()) {
            if (taken.contains(column)) {
                continue;
            }
            Optional<List<Double>> numbers = numbers(column);
            if (numbers.isEmpty()) {
                texts.add(column);
                continue;
            }
            Optional<String> other = otherwise(column, numbers.get(), labels);
            if (other.isEmpty()) {
                add(column, numbers.get());
            } else {
                left = true;
                readings.leaveOut(column, other.get());
            }
        }
        leaveOut(texts);
        if (left && !columns.isEmpty()) {
            readings.add(modality, columns.get(0), "others by --set " + setting() + "=[...]");
        }
    }

    /** Leaves texts out, those that may be numbers with the first cell that says why they are none. */
    private void leaveOut(List<FileEntry> columns) {
        String grouped = "";
        for (FileEntry column : columns) {
            Optional<String> cell = column.array() instanceof TextArray texts
                    ? texts.texts().stream()
                            .map(String::strip)
                            .filter(Cells::mayBeGrouped)
                            .findFirst()
                    : Optional.empty();
            if (cell.isPresent() && grouped.isEmpty()) {
                grouped = "numbers with a separator of thousands, such as '" + cell.get()
                        + "', which may be a decimal mark elsewhere; write them without";
            }
            readings.leaveOut(column, cell.isPresent() ? grouped : "text");
        }
    }

    private void add(FileEntry column, List<Double> numbers) throws IOException {
        columns.add(column);
        values.add(numbers);
        int first = numbers.indexOf(Double.NaN);
        if (first >= 0 && column.array() instanceof TextArray texts) {
            long wrong = numbers.stream().filter(number -> number.isNaN()).count();
            readings.add(
                    modality,
                    column,
                    column.named().name() + ": " + wrong + " of " + numbers.size() + " values "
                            + (wrong == 1 ? "is no number, taken" : "are no numbers, taken") + " for NaN: '"
                            + texts.texts().get(first) + "' in row " + (first + 1));
        } else {
            readings.add(modality, column);
        }
    }

    /** What a column of numbers is, if it is no feature. */
    private Optional<String> otherwise(FileEntry column, List<Double> numbers, Map<String, Double> labels)
            throws IOException {
        Optional<ColumnRole> role = ColumnRole.of(column.named().name());
        if (role.isPresent()) {
            return role.map(ColumnRole::what);
        } else if (isRowNumbers(numbers)) {
            return Optional.of("row numbers");
        }
        return isLabel(numbers, labels)
                ? Optional.of("equal to the labels, or to a multiple of them (|r| = 1)")
                : Optional.empty();
    }

    private static boolean isRowNumbers(List<Double> numbers) {
        double first = numbers.isEmpty() ? 0 : numbers.get(0);
        for (int row = 0; row < numbers.size(); row++) {
            if (numbers.get(row) != first + row) {
                return false;
            }
        }
        return numbers.size() >= ROWS && (first == 0 || first == 1);
    }

    /** Whether all rows tell the label of their sample, as it is or scaled. */
    private boolean isLabel(List<Double> numbers, Map<String, Double> labels) throws IOException {
        List<String> ids = RowIds.of(table);
        List<Double> known = new ArrayList<>();
        List<Double> told = new ArrayList<>();
        for (int row = 0; row < numbers.size(); row++) {
            double label = labels.getOrDefault(ids.get(row), Double.NaN);
            if (Double.isFinite(label) && Double.isFinite(numbers.get(row))) {
                known.add(label);
                told.add(numbers.get(row));
            }
        }
        return known.size() >= ROWS && Collinearity.of(known, told) >= 1 - NEAR;
    }

    /** Its numbers; those of texts where more than half of them are numbers, with NaN for the others. */
    static Optional<List<Double>> numbers(FileEntry column) throws IOException {
        if (column.array() instanceof NumberArray) {
            return Optional.of(column.column());
        }
        if (!(column.array() instanceof TextArray texts)) {
            return Optional.empty();
        }
        List<Double> numbers = new ArrayList<>();
        int right = 0;
        for (String text : texts.texts()) {
            boolean number = NUMBER.matcher(text.strip()).matches();
            right += number ? 1 : 0;
            numbers.add(number ? parsed(text.strip()) : Double.NaN);
        }
        return 2 * right > numbers.size() ? Optional.of(numbers) : Optional.empty();
    }

    private static double parsed(String text) {
        String sign = text.startsWith("-") ? "-" : "";
        String letters = text.replaceAll("[^A-Za-z]", "");
        boolean infinite = letters.length() > 1 && Character.toLowerCase(letters.charAt(0)) == 'i';
        boolean none = letters.length() > 1 && Character.toLowerCase(letters.charAt(0)) == 'n';
        return Double.parseDouble(infinite ? sign + "Infinity" : none ? "NaN" : text);
    }

    private String setting() {
        return "layout.csv.modalities." + Objects.requireNonNull(modality) + ".columns";
    }
}
