package org.derl.bench.train.validation;

import java.util.List;
import java.util.Map;

/**
 * What came of predicting the validation split once.
 *
 * @param predictions in row order
 */
public record Validation(List<Double> predictions, Figures figures) {

    /**
     * How good that was.
     *
     * @param error by which epochs are chosen: the smaller the better
     * @param absoluteError the mean absolute error
     * @param metrics by name
     */
    public record Figures(double error, double absoluteError, Map<String, Double> metrics) {

        /** Whether it is better than another time; something is better than what is not a number. */
        public boolean isBetterThan(Figures other) {
            return error < other.error || (Double.isNaN(other.error) && !Double.isNaN(error));
        }
    }
}
