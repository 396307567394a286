package org.derl.models.mmim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.layers.Linear;
import org.derl.part.Part;
import org.derl.tensor.Functions;
import org.derl.tensor.Matrices;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * A lower bound of what two modalities share (Barber and Agakov, 2003, as MMIM takes it): how likely a vector of the
 * one is under a Gaussian that a network tells from the other's, and the entropy of that vector, taken as if its
 * projections were Gaussian too, separately for positive and negative samples.
 */
final class InformationBound extends Part {

    /** The projections whose entropy is estimated have so many times fewer features. */
    private static final int PROJECTION = 4;

    private final Guess mean;
    private final Guess logVariance;
    private final Linear projection;

    /**
     * The projections of samples with a label above and below zero, of as many rows as there are.
     *
     * @param positive (positive samples, projected size), null where there are none
     * @param negative likewise
     */
    record Projections(@Nullable NDArray positive, @Nullable NDArray negative) {

        /** These after what is remembered of earlier batches. */
        Projections after(Projections memory) {
            return new Projections(joined(memory.positive, positive), joined(memory.negative, negative));
        }

        /** Whether there are more samples of each sign than features, without which a covariance has no logarithm. */
        boolean spreadOut() {
            return spreadOut(positive) && spreadOut(negative);
        }

        private static boolean spreadOut(@Nullable NDArray rows) {
            return rows != null && rows.getShape().get(0) > rows.getShape().get(1);
        }

        private static @Nullable NDArray joined(@Nullable NDArray before, @Nullable NDArray now) {
            if (before == null || now == null) {
                return before == null ? now : before;
            }
            return Tensors.concat(List.of(before, now), 0); // (rows of both, projected size)
        }
    }

    /** Two layers with a ReLU between them. */
    private static final class Guess extends Part {
        private final Linear inner;
        private final Linear outer;

        Guess(int in, int out) {
            inner = part("inner", Linear.of(in, out));
            outer = part("outer", Linear.of(out, out));
        }

        NDArray of(NDArray x) {
            return outer.apply(Functions.relu(inner.apply(x))); // (batch, out)
        }
    }

    /** Between vectors of a size and the guessed vectors of another. */
    InformationBound(int size, int guessed) {
        if (guessed < PROJECTION) {
            throw new IllegalArgumentException(
                    "the guessed vector has " + guessed + " features, but " + PROJECTION + " are the least");
        }
        mean = part("mean", new Guess(size, guessed));
        logVariance = part("log-variance", new Guess(size, guessed));
        projection = part("projection", Linear.of(guessed, guessed / PROJECTION));
    }

    /** The mean log-likelihood of vectors (batch, size), without the terms that no guess of the mean changes. */
    NDArray likelihood(NDArray x, NDArray guessed) {
        NDArray distance = mean.of(x).sub(guessed).square(); // (batch, size of the guessed)
        NDArray logarithms = Tensors.scale(distance.div(logVariance.of(x).exp()), -0.5); // (batch, size of the guessed)
        return logarithms.sum(new int[] {1}).mean(); // (batch), to a scalar
    }

    /** The projections of (batch, size) vectors by the sign of their labels; samples labeled zero are left out. */
    Projections project(NDArray guessed, float[] labels) {
        NDArray projected = Functions.tanh(projection.apply(guessed)); // (batch, projected size)
        long[] positive = IntStream.range(0, labels.length)
                .filter(row -> labels[row] > 0)
                .asLongStream()
                .toArray();
        long[] negative = IntStream.range(0, labels.length)
                .filter(row -> labels[row] < 0)
                .asLongStream()
                .toArray();
        return new Projections(rows(projected, positive), rows(projected, negative));
    }

    private static @Nullable NDArray rows(NDArray projected, long[] rows) {
        // (rows, projected size)
        return rows.length == 0
                ? null
                : Functions.embedding(Tensors.of(projected.getManager(), rows, new Shape(rows.length)), projected);
    }

    /**
     * A quarter of the log-determinants of both covariances: the entropy but for constants.
     *
     * @param projections of more samples of each sign than they have features
     * @throws IllegalArgumentException when there are none of a sign
     */
    static NDArray entropy(Projections projections) {
        if (projections.positive() == null || projections.negative() == null) {
            throw new IllegalArgumentException("an entropy needs samples with positive and with negative labels");
        }
        // (size, size) each, to a scalar
        NDArray both = Matrices.logDeterminant(covariance(projections.positive()))
                .add(Matrices.logDeterminant(covariance(projections.negative())));
        return Tensors.scale(both, 0.25);
    }

    /** (rows, size) to (size, size). */
    private static NDArray covariance(NDArray rows) {
        NDArray centred = rows.sub(Tensors.mean(rows, 0)); // (rows, size)
        return Tensors.scale(
                centred.transpose().matMul(centred), 1.0 / rows.getShape().get(0));
    }
}
