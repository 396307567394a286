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
     *
     * @param symmetric (size, size)
     * @param right (size, columns)
     * @return (size, columns)
     */
    public static NDArray solveCholesky(NDArray symmetric, NDArray right) {
        return TorchScript.tensor(symmetric.getManager(), "solve_cholesky", symmetric, right);
    }

    /** The singular values of a matrix, the largest first: (rows, columns) to (the smaller of both). */
    public static NDArray singularValues(NDArray matrix) {
        return TorchScript.tensor(matrix.getManager(), "singular_values", matrix);
    }

    /** The logarithm of the determinant of a matrix (size, size): a scalar; not a number where that is negative. */
    public static NDArray logDeterminant(NDArray square) {
        return TorchScript.tensor(square.getManager(), "log_determinant", square);
    }
}
