package org.derl.datasets.layout;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.NamedArray;
import org.derl.data.file.NumberArray;
import org.derl.io.Quantity;
import org.derl.io.csv.ColumnNames;

/** A file each of whose arrays is a named column, as of separated values with a header. */
public record NamedColumns(ArrayFile file) {

    /** The name of the file without its ending, in lower case. */
    public String stem() {
        String name = file.path().getFileName().toString().toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Whether it has nothing but columns: no array of several axes, which holds features of its own. */
    public boolean isFlat() {
        return !file.arrays().isEmpty()
                && file.arrays().stream()
                        .allMatch(named -> named.path().size() == 1
                                && !(named.array() instanceof NumberArray numbers
                                        && numbers.shape().dimension() > 1));
    }

    /** What its columns are called. */
    public List<String> names() {
        return file.arrays().stream().map(NamedArray::name).toList();
    }

    /** Its columns. */
    public List<FileEntry> columns() {
        return file.arrays().stream()
                .map(named -> new FileEntry(file.path(), named))
                .toList();
    }

    /** Whether it has certain columns. */
    public boolean has(String... columns) {
        for (String column : columns) {
            if (find(column).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** The first of some columns that is there. Case and what joins words do not matter. */
    public Optional<FileEntry> find(String... names) {
        for (String name : names) {
            for (FileEntry column : columns()) {
                if (compared(column.named().name()).equals(compared(name))) {
                    return Optional.of(column);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Checks that its columns have one length, which those of a format need not.
     *
     * @throws IOException when they have not
     */
    public void checkRows() throws IOException {
        FileEntry first = new FileEntry(file.path(), file.arrays().get(0));
        for (FileEntry column : columns()) {
            if (column.rows() != first.rows()) {
                throw column.wrong("has " + Quantity.of(column.rows(), "row") + ", but "
                        + first.named().name() + " has " + first.rows() + "; columns of one table have one length");
            }
        }
    }

    /**
     * The first of some columns that is there.
     *
     * @throws IOException when none is
     */
    public FileEntry get(String... names) throws IOException {
        return find(names)
                .orElseThrow(() -> new IOException(
                        file.path() + " has no column '" + String.join("' or '", names) + "', only " + names()));
    }

    /** A name as it is compared: blanks, hyphens and dots are underscores. */
    public static String compared(String name) {
        return ColumnNames.compared(name).replaceAll("[ .-]+", "_");
    }
}
