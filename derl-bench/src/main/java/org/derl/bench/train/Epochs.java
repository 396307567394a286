package org.derl.bench.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Sweep;
import org.derl.model.Training;
import org.derl.tensor.Randomness;

/** The epochs of one training, one after the other. */
final class Epochs<F extends Forward> {

    private final FusionModel<F> model;
    private final Split split;
    private final TrainingSettings settings;
    private final Randomness randomness;
    private final Progress progress;
    private final Training<F> training;
    private final Map<String, Stepper<F>> steppers = new LinkedHashMap<>();
    private int steps;

    Epochs(FusionModel<F> model, Split split, TrainingSettings settings, Randomness randomness, Progress progress) {
        this.model = model;
        this.split = split;
        this.settings = settings;
        this.randomness = randomness;
        this.progress = progress;
        training = model.training(split.targets(model.manager()), settings.optimization());
    }

    /** Whether no more steps may be taken. */
    boolean exhausted() {
        Integer limit = settings.steps();
        return limit != null && steps >= limit;
    }

    /** Runs all sweeps of an epoch, or as far as steps may be taken; returns the mean loss of the last of them, which trains what predicts. */
    double run(int epoch) {
        double loss = Double.NaN;
        for (Sweep<F> sweep : training.sweeps(epoch)) {
            if (exhausted()) {
                break;
            }
            Stepper<F> stepper = steppers.computeIfAbsent(
                    sweep.name(), name -> new Stepper<>(model, training, sweep, split, randomness));
            loss = run(stepper, sweep, epoch);
        }
        return loss;
    }

    /** Multiplies all learning rates from here on. */
    void scaleRates(double factor) {
        if (factor != 1) {
            steppers.values().forEach(stepper -> stepper.scaleRates(factor));
        }
    }

    private double run(Stepper<F> stepper, Sweep<F> sweep, int epoch) {
        List<List<Integer>> batches = batches(randomness.permutation(split.size()), settings.batchSize());
        int accumulation = sweep.optimization().accumulation();
        double sum = 0;
        int end = 0;
        while (end < batches.size() && !exhausted()) {
            int start = end;
            end = Math.min(start + accumulation, batches.size());
            sum += stepper.step(sweep, epoch, batches.subList(start, end)) * (end - start);
            steps++;
            progress.stepped(epoch, end, batches.size());
        }
        return sum / end;
    }

    /** Batches of an order. A last batch of a single sample joins the one before: statistics of a batch need two. */
    static List<List<Integer>> batches(int[] order, int size) {
        List<List<Integer>> batches = new ArrayList<>();
        int start = 0;
        while (start < order.length) {
            int end = Math.min(start + size, order.length);
            if (order.length - end == 1 && size > 1) {
                end = order.length;
            }
            batches.add(Arrays.stream(order, start, end).boxed().toList());
            start = end;
        }
        return batches;
    }
}
