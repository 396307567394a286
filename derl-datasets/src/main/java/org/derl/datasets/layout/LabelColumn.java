package org.derl.datasets.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derl.data.file.NumberArray;
import org.derl.datasets.array.Columns;

/**
 * Which of several labels of a sample is learned.
 *
 * @param layout whose setting {@code label} this is
 * @param chosen the name of a label, or its number, counted from 1; empty where there is one alone
 */
public record LabelColumn(String layout, String chosen) {

    /** The labels of CMU-MOSEI, in its order. */
    private static final List<String> MOSEI =
            List.of("sentiment", "happy", "sad", "anger", "surprise", "disgust", "fear");

    /** The label of each sample. */
    public List<Double> of(FileEntry entry) throws IOException {
        long labels = entry.perRow();
        return labels == 1 ? entry.column() : column(entry, column(entry, labels));
    }

    /** The label of one sample, whose labels are all numbers of an array. */
    public double one(FileEntry entry) throws IOException {
        if (!(entry.array() instanceof NumberArray numbers) || numbers.size() == 0) {
            throw entry.wrong("has values of type " + entry.array().dtype() + " and shape "
                    + entry.array().shape() + "; the label of a sample belongs there");
        }
        double[] label = new double[1];
        numbers.doubles(numbers.size() == 1 ? 0 : column(entry, numbers.size()), label, 0, 1);
        return label[0];
    }

    private static List<Double> column(FileEntry entry, int column) throws IOException {
        int axes = entry.array().shape().dimension();
        NumberArray all = entry.numbers(axes);
        if (all.shape().get(axes - 1) != entry.perRow()) {
            throw entry.wrong("has the shape " + all.shape() + ", but labels of a sample lie in one row");
        }
        NumberArray labels = new Columns(all, column, 1);
        double[] values = new double[entry.rows()];
        labels.doubles(0, values, 0, values.length);
        List<Double> chosen = new ArrayList<>();
        for (double value : values) {
            chosen.add(value);
        }
        return chosen;
    }

    /** The column that is chosen, counted from 0. */
    private int column(FileEntry entry, long labels) throws IOException {
        boolean mosei = labels == MOSEI.size();
        int named = mosei ? MOSEI.indexOf(chosen.toLowerCase(Locale.ROOT)) : -1;
        if (named >= 0) {
            return named;
        }
        if (chosen.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(chosen);
            if (number >= 1 && number <= labels) {
                return number - 1;
            }
        }
        String there = mosei ? "those of CMU-MOSEI, " + String.join(", ", MOSEI) : "from 1 to " + labels;
        String setting = "--set layout." + layout + ".label=";
        throw entry.wrong("has the shape " + entry.array().shape() + ": " + labels + " labels a sample, " + there
                + ", of which "
                + (chosen.isEmpty() ? "one is learned" : "'" + chosen + "' is none") + "; choose one by "
                + setting + (mosei ? "sentiment, or by its number, counted from 1" : "1, or another number")
                + (chosen.isEmpty() && !mosei ? ". Classes, such as those of IEMOCAP, are no such labels" : ""));
    }
}
