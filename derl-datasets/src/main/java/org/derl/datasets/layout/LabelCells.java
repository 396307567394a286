package org.derl.datasets.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derl.data.file.TextArray;
import org.derl.datasets.csv.Cells;

/** Reads a column of labels, which is one of texts where a single cell is none of a number. */
public final class LabelCells {

    private static final int NAMED = 3;

    private final FileEntry column;
    private final String setting;
    private final List<Double> numbers = new ArrayList<>();

    /** What is neither a number nor missing, and in which row the first is, from 1. */
    private final List<String> words = new ArrayList<>();

    private int firstWord;

    private LabelCells(FileEntry column, String setting) {
        this.column = column;
        this.setting = setting;
    }

    /**
     * The label of each row; NaN where the cell is empty, {@code NA} or the like.
     *
     * @param setting that names another column, for messages
     * @throws IOException when a cell is something else; the message names its row
     */
    public static List<Double> of(FileEntry column, String setting) throws IOException {
        if (!(column.array() instanceof TextArray texts)) {
            return column.column();
        }
        LabelCells cells = new LabelCells(column, setting);
        texts.texts().forEach(cells::look);
        cells.refuseWords();
        return cells.numbers;
    }

    /** Whether no cell of a column has anything. */
    public static boolean isEmpty(FileEntry column) throws IOException {
        return column.array() instanceof TextArray texts
                ? texts.texts().stream().map(String::strip).allMatch(Cells::isMissing)
                : column.column().stream().allMatch(label -> label.isNaN());
    }

    /** How many labels are missing, as a remark; empty where none is. */
    public static String missing(List<Double> labels) {
        long missing = labels.stream().filter(label -> label.isNaN()).count();
        return missing == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d rows have none (NaN), the first is row %d; an import leaves them out",
                        missing,
                        labels.size(),
                        labels.indexOf(Double.NaN) + 1);
    }

    private void look(String written) {
        String cell = written.strip();
        if (!Cells.isMissing(cell) && !Cells.isNumber(cell)) {
            firstWord = words.isEmpty() ? numbers.size() + 1 : firstWord;
            words.add(cell);
            numbers.add(Double.NaN);
        } else {
            numbers.add(Cells.number(cell));
        }
    }

    private void refuseWords() throws IOException {
        long read = numbers.stream().filter(number -> !number.isNaN()).count();
        if (read == 0 && words.isEmpty()) {
            throw column.wrong("has no label at all, only empty cells; write one a row, or " + other());
        } else if (words.size() > read) {
            throw column.wrong("holds words, such as "
                    + words.stream().distinct().limit(NAMED).toList()
                    + "; DERL learns numbers: write the labels as such, or " + other());
        } else if (!words.isEmpty()) {
            String first = words.get(0);
            throw column.wrong("has '" + first + "' in row " + firstWord
                    + (words.size() > 1 ? ", and " + (words.size() - 1) + " more like it" : "")
                    + ", but a label is a number; "
                    + (Cells.hasDecimalComma(first)
                            ? "other rows have a decimal point: write " + first.replace(',', '.')
                            : "write one, or leave the cell empty if the sample has none, or " + other()));
        }
    }

    private String other() {
        return "name another column by --set " + setting + "=NAME";
    }
}
