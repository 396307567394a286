package org.derl.bench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes the headings and rows of tables as comma-separated values. */
final class CommaSeparated {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    /** Numbers with a sign begin like formulas. */
    private static final Pattern FORMULA =
            Pattern.compile("(?![+-][-+0-9.,eE±%\\[\\]() ]*$)[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private CommaSeparated() {}

    static String write(Table table) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            for (List<String> line : table.lines()) {
                printer.printRecord(line.stream().map(CommaSeparated::guarded).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A spreadsheet would run it as a formula, such as the title of a model from somebody else's settings. */
    private static String guarded(String cell) {
        return FORMULA.matcher(cell).matches() ? "'" + cell : cell;
    }
}
