package org.derl.bench.parity;

import java.util.Locale;

/**
 * How far one quantity of a case is from the reference.
 *
 * @param quantity what was compared: output, features, gradients ...
 * @param arrays how many arrays
 * @param error the largest difference of two numbers
 * @param ofTolerance the largest share of what is tolerated; 1 and less passes
 * @param worst the array with the largest share, or what is missing
 */
record Comparison(String quantity, int arrays, double error, double ofTolerance, String worst) {

    boolean passed() {
        return ofTolerance <= 1;
    }

    /** This comparison and that of one more array of the same quantity. */
    Comparison and(Comparison other) {
        boolean worse = !(other.ofTolerance <= ofTolerance);
        return new Comparison(
                quantity,
                arrays + other.arrays,
                Double.isNaN(other.error) ? other.error : Math.max(error, other.error),
                worse ? other.ofTolerance : ofTolerance,
                worse ? other.worst : worst);
    }

    String line(String name, int width) {
        String verdict = passed() ? "passed" : "FAILED at " + worst;
        return String.format(
                Locale.ROOT,
                "%-" + width + "s  %-12s  %4d array%s  largest error %8.1e (%s of the tolerance)  %s",
                name,
                quantity,
                arrays,
                arrays == 1 ? " " : "s",
                error,
                percent(),
                verdict);
    }

    private String percent() {
        return Double.isFinite(ofTolerance) ? String.format(Locale.ROOT, "%3.0f %%", 100 * ofTolerance) : "beyond";
    }
}
