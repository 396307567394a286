package org.derl.tensor;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Functions of matrices and sums of products, with PyTorch's semantics. */
public final class Matrices {

    private Matrices() {}

    /** A sum of products in Einstein's notation, such as {@code bi,bj->bij}. */
    public static NDArray einsum(String equation, NDArray... operands) {
        return TorchScript.tensor(operands[0].getManager(), "einsum", equation, List.of(operands));
    }

    /**
     * {@code L⁻¹ B}, where {@code L Lᵀ} is a symmetric positive definite matrix and L lower triangular: it whitens what
     * has that matrix as covariance.
     */
    public static NDArray solveCholesky(NDArray symmetric, NDArray right) {
        return TorchScript.tensor(symmetric.getManager(), "solve_cholesky", symmetric, right);
    }

    /** The singular values of a matrix, the largest first. */
    public static NDArray singularValues(NDArray matrix) {
        return TorchScript.tensor(matrix.getManager(), "singular_values", matrix);
    }

    /** The logarithm of the determinant of a square matrix; not a number where that is negative. */
    public static NDArray logDeterminant(NDArray square) {
        return TorchScript.tensor(square.getManager(), "log_determinant", square);
    }
}
