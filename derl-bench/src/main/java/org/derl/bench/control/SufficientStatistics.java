package org.derl.bench.control;

/** Sufficient statistics of ridge regression, of standardized training samples: they serve every penalty. */
final class SufficientStatistics {

    /** So many rows at a time, so that the matrix is read from memory that much less often. */
    private static final int ROWS = 4;

    private final double[] means;
    private final double[] scales;
    private final double labelMean;
    private final double[][] products;
    private final double[] withLabels;

    /** Of (samples, features) and one label a sample. */
    SufficientStatistics(double[][] features, double[] labels) {
        int width = features[0].length;
        this.means = new double[width];
        this.scales = new double[width];
        this.labelMean = MeanPredictor.fit(labels).mean();
        this.products = new double[width][width];
        this.withLabels = new double[width];
        measure(features);
        for (int from = 0; from < features.length; from += ROWS) {
            addBlock(features, labels, from);
        }
        divideBy(features.length);
    }

    /** Means of products of two features: their correlations. */
    double[][] products() {
        return products;
    }

    /** Means of products of a feature and the label's distance from its mean. */
    double[] withLabels() {
        return withLabels;
    }

    /** A predictor over features as given, from the weights of standardized ones. */
    LinearPredictor predictor(double[] standardizedWeights) {
        double[] weights = new double[means.length];
        double intercept = labelMean;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = standardizedWeights[i] / scales[i];
            intercept -= weights[i] * means[i];
        }
        return new LinearPredictor(intercept, weights);
    }

    private void measure(double[][] features) {
        for (int column = 0; column < means.length; column++) {
            double sum = 0;
            for (double[] row : features) {
                sum += row[column];
            }
            means[column] = sum / features.length;
            double squares = 0;
            for (double[] row : features) {
                squares += (row[column] - means[column]) * (row[column] - means[column]);
            }
            double deviation = Math.sqrt(squares / features.length);
            // Rounding leaves a trace of deviation in a constant feature; infinity gives such a feature no weight.
            scales[column] = deviation > 1e-12 * Math.abs(means[column]) ? deviation : Double.POSITIVE_INFINITY;
        }
    }

    private double[] standardized(double[] row) {
        double[] standardized = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            standardized[i] = (row[i] - means[i]) / scales[i];
        }
        return standardized;
    }

    /** Adds four rows; past the last, zeros. */
    private void addBlock(double[][] features, double[] labels, int from) {
        double[][] block = new double[ROWS][means.length];
        for (int i = 0; i < ROWS && from + i < features.length; i++) {
            block[i] = standardized(features[from + i]);
            double label = labels[from + i] - labelMean;
            for (int j = 0; j < withLabels.length; j++) {
                withLabels[j] += block[i][j] * label;
            }
        }
        addProducts(block);
    }

    /** Adds the outer products of four rows to the upper triangle. */
    private void addProducts(double[][] block) {
        double[] one = block[0];
        double[] two = block[1];
        double[] three = block[2];
        double[] four = block[3];
        for (int i = 0; i < means.length; i++) {
            double[] sums = products[i];
            double a = one[i];
            double b = two[i];
            double c = three[i];
            double d = four[i];
            for (int j = i; j < sums.length; j++) {
                sums[j] += a * one[j] + b * two[j] + c * three[j] + d * four[j];
            }
        }
    }

    private void divideBy(int samples) {
        for (int i = 0; i < withLabels.length; i++) {
            withLabels[i] /= samples;
            for (int j = i; j < withLabels.length; j++) {
                products[i][j] /= samples;
                products[j][i] = products[i][j];
            }
        }
    }
}
