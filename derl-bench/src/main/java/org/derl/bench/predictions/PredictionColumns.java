package org.derl.bench.predictions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.derl.io.csv.ColumnNames;

/**
 * Where the columns of a file of predictions are.
 *
 * @param count how many columns there are, with those that are passed over
 */
record PredictionColumns(int id, int label, int prediction, int count) {

    static final List<String> REQUIRED = List.of("id", "label", "prediction");

    /**
     * Finds the columns by the file's header.
     *
     * @throws InvalidPredictionsException when one is missing or there twice
     */
    static PredictionColumns of(Path file, long line, List<String> header) {
        ColumnNames names = ColumnNames.of(header);
        List<String> problems = new ArrayList<>();
        for (String name : REQUIRED) {
            int found = names.count(name);
            if (found == 0) {
                problems.add(
                        file + ":" + line + ": there is no column '" + name + "', only " + String.join(", ", header)
                                + "; the first line must name the columns id, label and prediction");
            } else if (found > 1) {
                problems.add(file + ":" + line + ": there are " + found + " columns '" + name + "'; keep one");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidPredictionsException(problems);
        }
        return new PredictionColumns(
                names.find("id").orElseThrow(),
                names.find("label").orElseThrow(),
                names.find("prediction").orElseThrow(),
                names.size());
    }
}
