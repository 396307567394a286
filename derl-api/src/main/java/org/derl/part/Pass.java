package org.derl.part;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The context of one forward run of a model: whether it trains, who owns its memory, and the source of its randomness.
 */
public final class Pass {

    private final Scope scope;
    private final boolean training;
    private final boolean losses;
    private final @Nullable Randomness dropout;
    private final GaussianSource gaussian;

    /** Where Gaussian draws come from: the trial's randomness, or a test that knows them beforehand. */
    @FunctionalInterface
    public interface GaussianSource {
        NDArray draw(NDManager manager, Shape shape);
    }

    private Pass(Scope scope, boolean training, boolean losses, @Nullable Randomness dropout, GaussianSource gaussian) {
        this.scope = scope;
        this.training = training;
        this.losses = losses;
        this.dropout = dropout;
        this.gaussian = gaussian;
    }

    /** A pass that trains: dropout is on, and batch statistics are used. */
    public static Pass training(Scope scope, Randomness randomness) {
        return new Pass(scope, true, true, randomness, randomness::gaussian);
    }

    /** A pass that trains without dropout, as some stages of a method ask. */
    public static Pass trainingWithoutDropout(Scope scope, Randomness randomness) {
        return new Pass(scope, true, true, null, randomness::gaussian);
    }

    /** A pass that predicts: it draws nothing. */
    public static Pass evaluation(Scope scope) {
        return new Pass(scope, false, false, null, (manager, shape) -> manager.zeros(shape));
    }

    /** A pass that predicts, draws nothing, and also computes what only losses need: for the loss on a validation split. */
    public static Pass judging(Scope scope) {
        return new Pass(scope, false, true, null, (manager, shape) -> manager.zeros(shape));
    }

    /** This pass with Gaussian draws from elsewhere. */
    public Pass drawing(GaussianSource source) {
        return new Pass(scope, training, losses, dropout, source);
    }

    /** Whether the model trains. */
    public boolean training() {
        return training;
    }

    /** Whether losses follow, so that what only they need is computed too: in training, and where it is judged. */
    public boolean computesLosses() {
        return losses;
    }

    /** The owner of the arrays that are made in this pass. */
    public NDManager manager() {
        return scope.manager();
    }

    /**
     * Checks probabilities of {@link #dropout}, for the settings that give them.
     *
     * @throws IllegalArgumentException when one is not within [0, 1)
     */
    public static void checkDropout(double... probabilities) {
        for (double p : probabilities) {
            if (!(p >= 0 && p < 1)) {
                throw new IllegalArgumentException("dropout must be within [0, 1), not " + p);
            }
        }
    }

    /** {@code x} with elements dropped with probability {@code p} and the rest scaled up; outside training {@code x} itself. */
    public NDArray dropout(NDArray x, double p) {
        return dropoutMask(x.getShape(), p).map(x::mul).orElse(x);
    }

    /** By what {@link #dropout} multiplies; empty where nothing is dropped. */
    public Optional<NDArray> dropoutMask(Shape shape, double p) {
        return dropout == null || p == 0 ? Optional.empty() : Optional.of(dropout.dropoutMask(scope, shape, p));
    }

    /** Independent standard normal draws; zeros in evaluation, where a distribution is replaced by its mean. */
    public NDArray gaussian(Shape shape) {
        return gaussian.draw(scope.manager(), shape);
    }
}
