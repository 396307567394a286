package org.derl.bench.control;

/** Checks of what is given to a control. */
final class FeatureChecks {

    private FeatureChecks() {}

    /**
     * Checks that samples and labels fit, and that nothing is missing.
     *
     * @param split what the samples are for, for messages
     * @param width how many features a sample must have
     */
    static void check(String split, double[][] features, double[] labels, int width) {
        if (features.length == 0 || features.length != labels.length) {
            throw new IllegalArgumentException("the " + split + " samples are " + features.length + " and their labels "
                    + labels.length + "; there must be as many, and at least one");
        }
        if (width == 0) {
            throw new IllegalArgumentException("the " + split + " samples have no features");
        }
        for (int row = 0; row < features.length; row++) {
            checkFinite(split, row, "label", labels[row]);
            checkRow(split, row, features[row], width);
        }
    }

    static void checkRow(String split, int row, double[] features, int width) {
        if (features.length != width) {
            throw new IllegalArgumentException("row " + row + " of the " + split + " samples has " + features.length
                    + " features; it must have " + width);
        }
        for (int column = 0; column < width; column++) {
            checkFinite(split, row, "feature " + column, features[column]);
        }
    }

    private static void checkFinite(String split, int row, String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    what + " of row " + row + " of the " + split + " samples is " + value + "; clean it first");
        }
    }
}
