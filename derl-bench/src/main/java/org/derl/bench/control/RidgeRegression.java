package org.derl.bench.control;

import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Linear regression with a penalty on large weights, {@code 1/n |y - X w|^2 + penalty |w|^2}, over features that are
 * standardized by the training samples. The penalty is the one whose predictor has the least mean absolute error on
 * the validation samples. Solved in closed form, by the normal equations and Cholesky's decomposition.
 *
 * @param predictor the predictor of the chosen penalty
 * @param penalty the chosen penalty
 * @param validationError its mean absolute error on the validation samples
 */
public record RidgeRegression(LinearPredictor predictor, double penalty, double validationError) {

    /** Penalties to choose from: by powers of ten, from almost none to where weights all but vanish. */
    public static final List<Double> PENALTIES = List.of(1e-4, 1e-3, 1e-2, 1e-1, 1e0, 1e1, 1e2, 1e3);

    /** Below this, rounding may keep the normal equations from being solved. */
    private static final double LEAST_PENALTY = 1e-8;

    /**
     * Fits a predictor for each penalty and chooses one; of equal ones the first.
     *
     * @param training (samples, features)
     * @param trainingLabels (samples)
     * @param validation (samples, features)
     * @param validationLabels (samples)
     * @param penalties to choose from, each at least 1e-8
     * @throws IllegalArgumentException when sizes do not fit, a value is not finite, or there is no such penalty
     */
    public static RidgeRegression fit(
            double[][] training,
            double[] trainingLabels,
            double[][] validation,
            double[] validationLabels,
            List<Double> penalties) {
        if (penalties.isEmpty() || !penalties.stream().allMatch(RidgeRegression::isPenalty)) {
            throw new IllegalArgumentException(
                    "there must be penalties, each finite and at least " + LEAST_PENALTY + ", not " + penalties);
        }
        int width = training.length == 0 ? 0 : training[0].length;
        FeatureChecks.check("training", training, trainingLabels, width);
        FeatureChecks.check("validation", validation, validationLabels, width);
        SufficientStatistics moments = new SufficientStatistics(training, trainingLabels);
        return penalties.stream()
                .map(penalty -> fit(moments, penalty, validation, validationLabels))
                .reduce((best, next) -> next.validationError < best.validationError ? next : best)
                .orElseThrow();
    }

    /**
     * A predictor for each penalty, in their order, where the caller chooses among them.
     *
     * @param training (samples, features)
     * @param labels (samples)
     * @throws IllegalArgumentException when sizes do not fit, or a value is not finite
     */
    public static List<LinearPredictor> predictors(double[][] training, double[] labels, List<Double> penalties) {
        FeatureChecks.check("training", training, labels, training.length == 0 ? 0 : training[0].length);
        SufficientStatistics moments = new SufficientStatistics(training, labels);
        return penalties.stream().map(penalty -> predictor(moments, penalty)).toList();
    }

    private static boolean isPenalty(double penalty) {
        return penalty >= LEAST_PENALTY && Double.isFinite(penalty);
    }

    private static RidgeRegression fit(
            SufficientStatistics moments, double penalty, double[][] validation, double[] labels) {
        LinearPredictor predictor = predictor(moments, penalty);
        return new RidgeRegression(predictor, penalty, error(predictor.predict(validation), labels));
    }

    private static LinearPredictor predictor(SufficientStatistics moments, double penalty) {
        RealMatrix matrix = new Array2DRowRealMatrix(moments.products());
        for (int i = 0; i < matrix.getRowDimension(); i++) {
            matrix.addToEntry(i, i, penalty);
        }
        double[] weights = new CholeskyDecomposition(matrix)
                .getSolver()
                .solve(new ArrayRealVector(moments.withLabels()))
                .toArray();
        return moments.predictor(weights);
    }

    private static double error(double[] predictions, double[] labels) {
        double sum = 0;
        for (int row = 0; row < labels.length; row++) {
            sum += Math.abs(predictions[row] - labels[row]);
        }
        return sum / labels.length;
    }
}
