package org.derl.models.dmd;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.model.Losses;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * What makes the views of a modality what they are: together they give its features back, the specific view stays the
 * same when it is taken again, both are orthogonal, and common views are alike where labels are.
 */
public final class ViewLosses {

    private static final double TINY_SQUARE = 1e-12;

    private ViewLosses() {}

    /**
     * The weights of the losses.
     *
     * @param reconstruction of features from both views
     * @param cycle of the specific view from those
     * @param orthogonality of both views
     * @param margin of common views by labels
     * @param margins by how much less alike two common views must be than two with one label, for a distance of 1
     *     between their labels
     */
    public record Config(double reconstruction, double cycle, double orthogonality, double margin, double margins) {

        /** Checks the numbers. */
        public Config {
            if (reconstruction < 0 || cycle < 0 || orthogonality < 0 || margin < 0 || margins < 0) {
                throw new IllegalArgumentException("the weights of losses and margins must not be negative");
            }
        }
    }

    /** How alike two views are: a scalar that is zero where they are orthogonal. */
    @FunctionalInterface
    public interface Likeness {

        /** Of sequences (batch, time, size) over the same time steps. */
        NDArray of(Sequence one, Sequence other);
    }

    /** These losses after others. */
    public static Losses after(
            Losses before, Config config, ByModality<Decoupling.Views> views, Likeness likeness, NDArray labels) {
        Losses losses = summed(
                before,
                "reconstruction",
                config.reconstruction(),
                views.map((modality, view) -> distance(view.rebuilt(), view.steps())));
        losses = summed(
                losses,
                "cycle",
                config.cycle(),
                views.map((modality, view) -> distance(view.specific(), view.again())));
        losses = summed(
                losses,
                "orthogonality",
                config.orthogonality(),
                views.map((modality, view) -> likeness.of(view.specific(), view.common())));
        List<NDArray> aligned = views.map((modality, view) -> view.aligned()).values();
        return losses.plus("margin", config.margin(), margin(aligned, labels, config.margins()));
    }

    /** The sum over modalities with a weight, and each modality's as it is. */
    static Losses summed(Losses before, String name, double weight, ByModality<NDArray> terms) {
        return told(before.plus(name, weight, sum(terms.values())), name, terms);
    }

    /** Each modality's term, which is only told. */
    public static Losses told(Losses before, String name, ByModality<NDArray> terms) {
        Losses losses = before;
        for (Modality modality : terms.modalities()) {
            losses = losses.plus(name + "." + modality, 0, terms.get(modality));
        }
        return losses;
    }

    /** Scalars, to their sum. */
    public static NDArray sum(List<NDArray> terms) {
        return Tensors.stack(terms, 0).sum();
    }

    /** The mean squared distance over real time steps. */
    private static NDArray distance(Sequence one, Sequence other) {
        NDArray squares = one.values().sub(other.values()).square(); // (batch, time, size)
        return mean(Tensors.mean(squares, 2), one);
    }

    /** The mean of (batch, time) over the real time steps of a sequence. */
    private static NDArray mean(NDArray each, Sequence steps) {
        if (steps.isFull()) {
            return each.mean();
        }
        double real = Arrays.stream(steps.lengths()).sum();
        return Tensors.scale(each.mul(steps.mask()).sum(), 1 / real);
    }

    /** The mean cosine of each real time step's two vectors, of which negative ones count as zero. */
    public static NDArray likenessOfSteps(Sequence one, Sequence other) {
        return mean(Functions.relu(cosine(one.values(), other.values(), 2)), one);
    }

    /**
     * The same for the cosine of a feature's values in all samples of a batch, for every feature and time step: what
     * DMD's code computes with the version of PyTorch that it was written for.
     */
    static NDArray likenessAcrossBatch(Sequence one, Sequence other) {
        return Functions.relu(cosine(one.values(), other.values(), 0)).mean();
    }

    /** Over one axis, which disappears. */
    public static NDArray cosine(NDArray x, NDArray y, int axis) {
        int[] over = {axis};
        NDArray squares = Tensors.shift(x.square().sum(over), TINY_SQUARE)
                .mul(Tensors.shift(y.square().sum(over), TINY_SQUARE));
        return x.mul(y).sum(over).div(Tensors.squareRoot(squares));
    }

    /**
     * How much too alike vectors with other labels are: for every vector, the mean over all pairs of one with the same
     * label and one with another.
     *
     * @param vectors of every modality, (batch, size)
     * @param labels (batch)
     * @param margins by how much less alike for a distance of 1 between labels
     */
    static NDArray margin(List<NDArray> vectors, NDArray labels, double margins) {
        int modalities = vectors.size();
        NDArray rows = Tensors.concat(vectors, 0); // (rows, size)
        NDArray lengths = Tensors.squareRoot(Tensors.shift(rows.square().sum(new int[] {1}, true), 1e-8));
        NDArray directions = rows.div(lengths); // (rows, size)
        NDArray cosines = directions.matMul(directions.transpose()); // (rows, rows)
        NDArray all = Tensors.concat(Collections.nCopies(modalities, labels), 0); // (rows)
        return MarginPairs.of(all).loss(cosines, margins);
    }
}
