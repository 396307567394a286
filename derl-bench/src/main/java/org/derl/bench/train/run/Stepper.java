package org.derl.bench.train.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.data.Batch;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Losses;
import org.derl.model.Optimization;
import org.derl.model.Sweep;
import org.derl.model.Training;
import org.derl.part.Pass;
import org.derl.tensor.Gradients;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.derl.tensor.optim.Optimizer;

/** Takes the steps of all sweeps of one name: it holds their optimizer from epoch to epoch. */
final class Stepper<F extends Forward> {

    private final FusionModel<F> model;
    private final Training<F> training;
    private final Split split;
    private final Passes passes;
    private final Map<String, NDArray> moving;
    private final Optimizer optimizer;
    private double norm = Double.NaN;

    /**
     * For the sweeps of a name, of which any may be given.
     *
     * @param rateFactor what learning rates are multiplied by for now
     */
    Stepper(FusionModel<F> model, Training<F> training, Sweep<F> sweep, Split split, Passes passes, double rateFactor) {
        this.model = model;
        this.training = training;
        this.split = split;
        this.passes = passes;
        moving = new LinkedHashMap<>(model.trainable());
        moving.keySet().removeIf(path -> !sweep.moves().test(path));
        optimizer = sweep.optimization().optimizer(moving, model.manager());
        optimizer.setRateFactor(rateFactor);
    }

    /**
     * Takes one step by the mean gradient of some batches, unless they are too few to count.
     *
     * @param batches the rows of each batch
     * @param terms takes the losses in
     * @param measuring whether the norm of the gradients is to be known
     * @return the mean of their losses
     * @throws DivergedException when a loss is not finite
     */
    double step(Sweep<F> sweep, int epoch, List<List<Integer>> batches, LossTerms terms, boolean measuring) {
        double sum = 0;
        Optimization.Clipping clipping = sweep.optimization().clipping();
        Gradients gradients = Gradients.of(Map.of());
        try (NDManager kept = model.manager().newSubManager()) {
            for (int i = 0; i < batches.size(); i++) {
                try (Scope scope = model.open()) {
                    Batch batch = split.ofEpoch(epoch).batch(scope.manager(), batches.get(i));
                    Pass pass = passes.open(scope, sweep.optimization().dropout());
                    F forward = model.forward(pass, batch);
                    Losses losses = sweep.objective().losses(pass, forward, batch);
                    sum += finite(losses, batch);
                    terms.add(sweep.name(), losses);
                    NDArray share =
                            batches.size() == 1 ? losses.total() : Tensors.scale(losses.total(), 1.0 / batches.size());
                    gradients = clipping.applyToBatch(gradients.plus(Gradients.of(share, moving, kept)));
                    if (measuring && i == batches.size() - 1) {
                        norm = gradients.norm();
                    }
                    if (i == batches.size() - 1 && sweep.optimization().countsRun(batches.size())) {
                        optimizer.step(clipping.apply(gradients));
                    }
                    training.stepped(forward, batch, epoch);
                }
            }
        }
        return sum / batches.size();
    }

    /** The Euclidean norm of the gradients of the step that was last measured, before any clipping of their sum. */
    double gradientNorm() {
        return norm;
    }

    /** What its optimizer must be given to go on from here. */
    Map<String, NDArray> state() {
        return optimizer.state();
    }

    /** Goes on from a saved state of its optimizer, which is copied. */
    void restore(Map<String, NDArray> state) {
        optimizer.restore(state);
    }

    /** Multiplies the learning rates of all steps from here on, in place of the former factor. */
    void setRateFactor(double factor) {
        optimizer.setRateFactor(factor);
    }

    private static double finite(Losses losses, Batch batch) {
        double total = losses.total().getFloat();
        if (!Double.isFinite(total)) {
            Map<String, Double> terms = new LinkedHashMap<>();
            losses.terms().forEach((name, term) -> terms.put(name, (double) term.getFloat()));
            throw new DivergedException("the loss of the batch that begins with sample '"
                    + batch.ids().get(0) + "' is " + total + ", by its terms " + terms);
        }
        return total;
    }
}
