package org.derl.fusion.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.part.FusionLoss;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Matrices;
import org.derl.tensor.Tensors;

/**
 * How little two views correlate (Andrew et al., 2013, as ICCN takes it). With the covariances {@code C} of the centred
 * views over the batch, regularized on the diagonal, it is minus a norm of {@code C11^(-1/2) C12 C22^(-1/2)}, whose
 * singular values are the canonical correlations. Cholesky factors instead of the roots give the same singular values,
 * and their gradients are stable when variances are nearly equal. It is computed in double precision. If a batch has no
 * more samples than a view has features, all views correlate.
 */
public final class CanonicalCorrelationLoss implements FusionLoss {

    private final Config config;

    /**
     * @param norm what is taken of the correlations
     * @param largest how many of the largest correlations count for the norm {@code largest}
     * @param regularization added to the diagonals of the covariances
     */
    public record Config(Norm norm, int largest, double regularization) {

        /** What is taken of the correlations. */
        public enum Norm {
            /** The sum of the largest. */
            LARGEST,
            /** The root of the sum of the squares of all. */
            FROBENIUS
        }

        /** Checks the numbers. */
        public Config {
            if (largest < 1 || !(regularization > 0)) {
                throw new IllegalArgumentException("largest and regularization must be positive");
            }
        }
    }

    /** Compares views of the given sizes, which may differ. */
    public CanonicalCorrelationLoss(Config config, ByModality<Integer> sizes) {
        this.config = config;
        int most = sizes.values().stream().mapToInt(Integer::intValue).min().orElse(0);
        if (config.norm() == Config.Norm.LARGEST && config.largest() > most) {
            throw new IllegalArgumentException("largest is " + config.largest() + ", but views of the sizes " + sizes
                    + " have " + most + " correlations");
        }
    }

    @Override
    public NDArray between(Pass pass, View one, View other, Batch batch) {
        NDArray first = centred(one.vectors());
        NDArray second = centred(other.vectors());
        // (size of one, size of other)
        NDArray half = Matrices.solveCholesky(regularized(first), covariance(first, second));
        // (size of other, size of one)
        NDArray whitened = Matrices.solveCholesky(regularized(second), half.transpose());
        return Functions.toFloat(norm(whitened).neg());
    }

    private NDArray norm(NDArray whitened) {
        // (size of other, size of one), or (largest), to a scalar
        return config.norm() == Config.Norm.FROBENIUS
                ? Functions.root(whitened.square().sum())
                : Tensors.slice(Matrices.singularValues(whitened), 0, 0, config.largest())
                        .sum();
    }

    private static NDArray centred(NDArray view) {
        NDArray exact = Functions.toDouble(view);
        return exact.sub(Tensors.mean(exact, 0)); // (batch, size), less a mean (size)
    }

    /** A single sample has no covariance; it counts as zero. */
    private static NDArray covariance(NDArray one, NDArray other) {
        long samples = one.getShape().get(0);
        // (size of one, size of other)
        return Tensors.scale(one.transpose().matMul(other), 1.0 / Math.max(1, samples - 1));
    }

    private NDArray regularized(NDArray view) {
        NDManager manager = view.getManager();
        NDArray one = manager.eye((int) view.getShape().get(1)).toType(DataType.FLOAT64, false);
        return covariance(view, view).add(Tensors.scale(one, config.regularization())); // (size, size)
    }
}
