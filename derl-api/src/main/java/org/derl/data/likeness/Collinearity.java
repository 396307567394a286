package org.derl.data.likeness;

import java.util.List;

/** How much two lists of numbers tell of one another by a straight line. */
public final class Collinearity {

    private Collinearity() {}

    /**
     * The absolute value of Pearson's correlation.
     *
     * @param some finite numbers
     * @param others as many
     * @return from 0 to 1; 0 where the numbers of one list are all equal
     */
    public static double of(List<Double> some, List<Double> others) {
        double mean = some.stream().mapToDouble(value -> value).average().orElse(0);
        double other = others.stream().mapToDouble(value -> value).average().orElse(0);
        double product = 0;
        double square = 0;
        double otherSquare = 0;
        for (int i = 0; i < some.size(); i++) {
            double x = some.get(i) - mean;
            double y = others.get(i) - other;
            product += x * y;
            square += x * x;
            otherSquare += y * y;
        }
        return square == 0 || otherSquare == 0 ? 0 : Math.abs(product) / Math.sqrt(square * otherSquare);
    }
}
