package org.derl.bench.predict;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;
import org.derl.data.file.StoredArray;
import org.derl.data.file.TextArray;
import org.derl.io.csv.ColumnNames;

/**
 * What a table says of samples.
 *
 * @param ids their names; empty where it has none
 * @param texts what is said; empty where it does not tell
 * @param others the names of its other columns
 */
record SampleColumns(List<String> ids, List<String> texts, List<String> others) {

    private static final List<String> ID = List.of("id", "name", "file_name", "filename", "clip");
    private static final List<String> TEXT = List.of("text", "transcript", "sentence");

    /** Keeps lists as they are. */
    SampleColumns {
        ids = List.copyOf(ids);
        texts = List.copyOf(texts);
        others = List.copyOf(others);
    }

    /** Whether a file is a table: all that it has are columns of one row a sample, or a time step. */
    static boolean isTable(ArrayFile file) {
        return !file.arrays().isEmpty()
                && file.arrays().stream()
                        .allMatch(named -> named.path().size() == 1
                                && named.array().shape().dimension() == 1);
    }

    /**
     * Those of a file; none where it is no table.
     *
     * @throws IOException when a column cannot be read
     */
    static SampleColumns of(ArrayFile file) throws IOException {
        if (!isTable(file)) {
            return new SampleColumns(
                    List.of(),
                    List.of(),
                    file.arrays().stream().map(NamedArray::name).toList());
        }
        Optional<NamedArray> id = find(file, ID);
        Optional<NamedArray> text = find(file, TEXT).filter(named -> named.array() instanceof TextArray);
        List<String> others = file.arrays().stream()
                .filter(named ->
                        !Optional.of(named).equals(id) && !Optional.of(named).equals(text))
                .map(NamedArray::name)
                .toList();
        return new SampleColumns(
                id.isPresent() ? words(id.get().array()) : List.of(),
                text.isPresent() ? words(text.get().array()) : List.of(),
                others);
    }

    private static Optional<NamedArray> find(ArrayFile file, List<String> names) {
        return names.stream()
                .flatMap(name -> file.arrays().stream()
                        .filter(named -> ColumnNames.compared(named.name()).equals(name)))
                .findFirst();
    }

    /** Cells as they stand; numbers without needless decimals. */
    private static List<String> words(StoredArray column) throws IOException {
        if (column instanceof TextArray texts) {
            return texts.texts().stream().map(String::strip).toList();
        } else if (!(column instanceof NumberArray numbers)) {
            return List.of();
        } else {
            double[] values = new double[Math.toIntExact(numbers.size())];
            numbers.doubles(0, values, 0, values.length);
            List<String> words = new ArrayList<>();
            for (double value : values) {
                words.add(value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value));
            }
            return words;
        }
    }
}
