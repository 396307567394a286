package org.derl.bench.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Losses;
import org.derl.model.Sweep;
import org.derl.model.Training;

/**
 * One training under way: the sweeps of its epochs, and what their optimizers remember from step to step. Everybody who
 * trains does it by this class, so that contract, speed figures and parity are about the code that trains.
 */
public final class TrainingRun<F extends Forward> {

    private final FusionModel<F> model;
    private final Training<F> training;
    private final Split split;
    private final Passes passes;
    private final Steps steps;
    private final Map<String, Stepper<F>> steppers = new LinkedHashMap<>();
    private double rateFactor = 1;

    /** Counts optimizer steps, and says how large they are and when there have been enough. */
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

    /** The same, with somebody who counts steps. */
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
        double loss = Double.NaN;
        for (Sweep<F> sweep : sweeps(epoch)) {
            if (steps.exhausted()) {
                break;
            }
            loss = run(sweep.observing(observer), epoch, order.get());
        }
        return loss;
    }

    private double run(Sweep<F> sweep, int epoch, List<List<Integer>> batches) {
        int accumulation = sweep.optimization().accumulation();
        double sum = 0;
        int end = 0;
        while (end < batches.size() && !steps.exhausted()) {
            int start = end;
            setRateFactor(steps.rateFactor(epoch, start, batches.size()));
            end = Math.min(start + accumulation, batches.size());
            sum += step(sweep, epoch, batches.subList(start, end)) * (end - start);
            steps.stepped(epoch, end, batches.size());
        }
        return sum / end;
    }

    /**
     * Takes one step of a sweep by the mean gradient of some batches, unless they are too few to count.
     *
     * @param batches the rows of each
     * @return the mean of their losses
     * @throws DivergedException when a loss is not finite
     */
    public double step(Sweep<F> sweep, int epoch, List<List<Integer>> batches) {
        return steppers.computeIfAbsent(
                        sweep.name(), name -> new Stepper<>(model, training, sweep, split, passes, rateFactor))
                .step(sweep, epoch, batches);
    }

    /** Also for sweeps that have yet to begin. */
    private void setRateFactor(double factor) {
        if (factor != rateFactor) {
            rateFactor = factor;
            steppers.values().forEach(stepper -> stepper.setRateFactor(factor));
        }
    }
}
