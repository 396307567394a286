package org.derl.bench.train.run;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Losses;
import org.derl.model.Sweep;
import org.derl.model.Training;
import org.jspecify.annotations.Nullable;

/**
 * A running training: the sweeps of its epochs, and the state of their optimizers. All training uses this class, so
 * that contract, speed figures and parity test the code that trains.
 */
public final class TrainingRun<F extends Forward> {

    private final FusionModel<F> model;
    private final Training<F> training;
    private final Split split;
    private final Passes passes;
    private final Steps steps;
    private final Map<String, Stepper<F>> steppers = new LinkedHashMap<>();
    private final Map<String, Map<String, NDArray>> saved = new LinkedHashMap<>();
    private List<Sweep<F>> resumed = List.of();
    private @Nullable Sweep<F> sweep;
    private boolean inLastSweep;
    private @Nullable Position position;
    private final LossTerms terms = new LossTerms();
    private double gradientNorm = Double.NaN;
    private double rateFactor = 1;

    /**
     * The position within a running epoch.
     *
     * @param sweep which of its sweeps, from 0
     * @param batches of that sweep, in order: the rows of each
     * @param end how many of them have passed
     * @param sum of their losses
     */
    public record Position(int sweep, List<List<Integer>> batches, int end, double sum) {}

    /**
     * The state that a run needs to continue exactly from here, besides the weights of its model.
     *
     * @param optimizers the state of each sweep's optimizer, by the name of the sweep
     * @param memory what the training remembers
     * @param rateFactor what learning rates are multiplied by
     * @param position within the epoch; null between two
     * @param terms sums and counts of loss terms since the epoch began
     * @param gradientNorm of the last step that was measured
     */
    public record State(
            Map<String, Map<String, NDArray>> optimizers,
            Map<String, float[]> memory,
            double rateFactor,
            @Nullable Position position,
            Map<String, List<Double>> terms,
            double gradientNorm) {}

    /** Counts optimizer steps, and says by which factor to multiply learning rates and when to stop. */
    public interface Steps {

        /** Counts none, never has enough, and leaves rates as they are. */
        Steps UNLIMITED = (epoch, batch, batches) -> {};

        /** Whether no more steps may be taken. */
        default boolean exhausted() {
            return false;
        }

        /**
         * What learning rates are multiplied by in the next step.
         *
         * @param batch how many batches of the sweep have been trained on
         * @param batches of the sweep
         */
        default double rateFactor(int epoch, int batch, int batches) {
            return 1;
        }

        /**
         * Called after each step.
         *
         * @param batch the last that led to it, counted from 1 within the sweep
         * @param batches of the sweep
         */
        void stepped(int epoch, int batch, int batches);
    }

    /** For a model that has been allocated: all of its sweeps run over one split, as often as they are asked to. */
    public TrainingRun(FusionModel<F> model, Training<F> training, Split split, Passes passes) {
        this(model, training, split, passes, Steps.UNLIMITED);
    }

    /** The same with a counter of optimizer steps. */
    public TrainingRun(FusionModel<F> model, Training<F> training, Split split, Passes passes, Steps steps) {
        this.model = model;
        this.training = training;
        this.split = split;
        this.passes = passes;
        this.steps = steps;
    }

    /** The sweeps of an epoch, one after the other; epochs count from 1. */
    public List<Sweep<F>> sweeps(int epoch) {
        return training.sweeps(epoch);
    }

    /**
     * Runs all sweeps of an epoch, or as far as steps may be taken.
     *
     * @param order gives each sweep its batches: the rows of each
     * @return the mean loss of the last sweep, which trains what predicts
     * @throws DivergedException when a loss is not finite
     */
    public double epoch(int epoch, Supplier<List<List<Integer>>> order) {
        return epoch(epoch, order, losses -> {});
    }

    /** The same, in which somebody sees the losses of every batch before their gradients are computed. */
    public double epoch(int epoch, Supplier<List<List<Integer>>> order, Consumer<Losses> observer) {
        List<Sweep<F>> sweeps = position == null ? sweeps(epoch) : resumed;
        if (position == null) {
            terms.clear();
        }
        double loss = Double.NaN;
        for (int i = position == null ? 0 : position.sweep(); i < sweeps.size(); i++) {
            if (position == null && steps.exhausted()) {
                break;
            }
            Position start = position == null ? new Position(i, order.get(), 0, 0) : position;
            sweep = sweeps.get(i);
            inLastSweep = i == sweeps.size() - 1;
            loss = run(sweep.observing(observer), epoch, start);
            position = null;
        }
        return loss;
    }

    private double run(Sweep<F> sweep, int epoch, Position start) {
        List<List<Integer>> batches = start.batches();
        Position now = start;
        while (now.end() < batches.size() && !steps.exhausted()) {
            setRateFactor(steps.rateFactor(epoch, now.end(), batches.size()));
            int end = Math.min(now.end() + sweep.optimization().accumulation(), batches.size());
            double loss = step(sweep, epoch, batches.subList(now.end(), end), end == batches.size());
            now = new Position(now.sweep(), batches, end, now.sum() + loss * (end - now.end()));
            position = now;
            steps.stepped(epoch, end, batches.size());
        }
        return now.sum() / now.end();
    }

    /**
     * Takes one step of a sweep by the mean gradient of some batches, unless they are too few to count.
     *
     * @param batches the rows of each
     * @return the mean of their losses
     * @throws DivergedException when a loss is not finite
     */
    public double step(Sweep<F> sweep, int epoch, List<List<Integer>> batches) {
        return step(sweep, epoch, batches, false);
    }

    private double step(Sweep<F> sweep, int epoch, List<List<Integer>> batches, boolean last) {
        Stepper<F> stepper = steppers.computeIfAbsent(sweep.name(), name -> stepper(sweep));
        double loss = stepper.step(sweep, epoch, batches, terms, last);
        if (last) {
            gradientNorm = stepper.gradientNorm();
        }
        return loss;
    }

    /** The sweep that is under way, or was the last. */
    public Sweep<F> sweep() {
        return Objects.requireNonNull(sweep, "no sweep has begun");
    }

    /** Whether that is the last of its epoch, which trains what predicts. */
    public boolean isInLastSweep() {
        return inLastSweep;
    }

    /**
     * The means of the loss terms of the epoch so far; where epochs have several sweeps, the name of the sweep stands
     * before that of the term.
     */
    public Map<String, Double> lossTerms() {
        return terms.means();
    }

    /**
     * The Euclidean norm of the gradients of the last step of the last sweep that has come to its end, before clipping.
     */
    public double gradientNorm() {
        return gradientNorm;
    }

    /** What learning rates are multiplied by now. */
    public double rateFactor() {
        return rateFactor;
    }

    private Stepper<F> stepper(Sweep<F> sweep) {
        Stepper<F> stepper = new Stepper<>(model, training, sweep, split, passes, rateFactor);
        Map<String, NDArray> state = saved.remove(sweep.name());
        if (state != null) {
            stepper.restore(state);
            stepper.setRateFactor(rateFactor); // the saved one may be that of an epoch long ago
            state.values().forEach(NDArray::close);
        }
        return stepper;
    }

    /** Whether it is to go on within an epoch. */
    public boolean isWithinEpoch() {
        return position != null;
    }

    /** Where it stands. The arrays are its own, and change with the next step. */
    public State state() {
        Map<String, Map<String, NDArray>> optimizers = new LinkedHashMap<>(saved);
        steppers.forEach((name, stepper) -> optimizers.put(name, stepper.state()));
        return new State(optimizers, training.memory(), rateFactor, position, terms.state(), gradientNorm);
    }

    /**
     * Continues from a saved state, whose arrays it takes over. The caller restores the weights of the model, before or
     * afterwards.
     *
     * @param epoch that is under way, or else the next
     * @throws IllegalArgumentException when the training cannot go on from its memory
     */
    public void restore(State state, int epoch) {
        if (state.position() != null) {
            resumed = sweeps(epoch);
        }
        training.restore(state.memory());
        state.optimizers().forEach((name, arrays) -> {
            arrays.values().forEach(array -> array.attach(model.manager()));
            saved.put(name, arrays);
        });
        rateFactor = state.rateFactor();
        position = state.position();
        terms.restore(state.terms());
        gradientNorm = state.gradientNorm();
    }

    /**
     * Lets each sweep go on with an earlier state of its optimizer, which is copied. The caller has given the model
     * other weights.
     *
     * @param optimizers by the name of the sweep; a sweep without one begins anew
     */
    public void goBack(Map<String, Map<String, NDArray>> optimizers) {
        state().optimizers().values().forEach(arrays -> arrays.values().forEach(NDArray::close));
        steppers.clear();
        saved.clear();
        optimizers.forEach((name, arrays) -> {
            Map<String, NDArray> copies = new LinkedHashMap<>();
            arrays.forEach((key, array) -> copies.put(key, array.duplicate()));
            copies.values().forEach(copy -> copy.attach(model.manager()));
            saved.put(name, copies);
        });
    }

    /** Also for sweeps that have yet to begin. */
    private void setRateFactor(double factor) {
        if (factor != rateFactor) {
            rateFactor = factor;
            steppers.values().forEach(stepper -> stepper.setRateFactor(factor));
        }
    }
}
