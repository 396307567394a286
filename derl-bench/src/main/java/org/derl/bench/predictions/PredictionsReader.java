package org.derl.bench.predictions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.derl.eval.Predictions;
import org.derl.io.Quantity;

/** Collects the samples of a file, and what is wrong with its lines. */
final class PredictionsReader {

    /** Narrower than what Java would read, such as {@code 1f} or {@code 0x1p3}. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private static final Pattern NOT_FINITE = Pattern.compile("(?i)[+-]?(nan|inf|infinity)");

    private final Path file;
    private final PredictionColumns columns;
    private final double lowest;
    private final double highest;
    private final Map<String, Long> lineOfId = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final List<Double> labels = new ArrayList<>();
    private final List<Double> predictions = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** Labels must be between the lowest and the highest. */
    PredictionsReader(Path file, PredictionColumns columns, double lowest, double highest) {
        this.file = file;
        this.columns = columns;
        this.lowest = lowest;
        this.highest = highest;
    }

    void read(PredictionsFile.Line line) {
        List<String> cells = line.cells();
        if (cells.size() != columns.count()) {
            problems.add(file + ":" + line.number() + ": there " + (cells.size() == 1 ? "is " : "are ")
                    + Quantity.of(cells.size(), "value") + " for " + columns.count()
                    + " columns; write one value a column, without a comma inside a number");
            return;
        }
        ids.add(id(line.number(), FormulaGuard.read(cells.get(columns.id()))));
        labels.add(label(line.number(), cells.get(columns.label()).strip()));
        predictions.add(number(
                line.number(), "prediction", cells.get(columns.prediction()).strip()));
    }

    /**
     * What was read.
     *
     * @throws InvalidPredictionsException when a line was wrong, or there was none
     */
    Predictions predictions() {
        if (problems.isEmpty() && ids.isEmpty()) {
            problems.add(file + ": there are no samples below the header; write one a line");
        }
        if (!problems.isEmpty()) {
            throw new InvalidPredictionsException(problems);
        }
        return new Predictions(ids, labels, predictions);
    }

    private String id(long line, String id) {
        if (id.isEmpty()) {
            report(line, "id", "is empty; name the sample");
            return id;
        }
        Long before = lineOfId.putIfAbsent(id, line);
        if (before != null) {
            report(line, "id", "'" + id + "' is already in line " + before + "; keep one of the two");
        }
        return id;
    }

    private double label(long line, String cell) {
        double label = number(line, "label", cell);
        if (label < lowest || label > highest) {
            report(
                    line,
                    "label",
                    "is " + cell + ", outside of [" + whole(lowest) + ", " + whole(highest)
                            + "]; give it on that scale, choose the family of its data set, or tell its range by"
                            + " --labels");
        }
        return label;
    }

    private double number(long line, String column, String cell) {
        if (NUMBER.matcher(cell).matches()) {
            double value = Double.parseDouble(cell);
            if (Float.isFinite((float) value)) {
                return value;
            }
            report(line, column, "is " + cell + ", too large for 32 bits; correct it");
        } else if (NOT_FINITE.matcher(cell).matches()) {
            report(line, column, "is " + cell + "; a metric needs a finite number");
        } else {
            report(
                    line,
                    column,
                    cell.isEmpty()
                            ? "is empty; write a number"
                            : "'" + cell + "' is not a number; write it like -1.25");
        }
        return Double.NaN;
    }

    private void report(long line, String column, String problem) {
        problems.add(file + ":" + line + ": column " + column + " " + problem);
    }

    /** Without decimals where there are none to show. */
    private static String whole(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
