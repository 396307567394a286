package org.derl.bench.parity.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.bench.train.PlateauSchedule;
import org.derl.bench.train.Stepper;
import org.derl.bench.train.TrainingSettings;
import org.derl.data.Batch;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Losses;
import org.derl.model.Optimization;
import org.derl.model.Sweep;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.tensor.Randomness;
import org.jspecify.annotations.Nullable;

/** Trains a model as a reference trained its own, without any choice of ours, and keeps what it goes through. */
final class RecordedTraining<F extends Forward> {

    private final RecordedValidation<F> judged;
    private final int batchSize;
    private final Optimization optimization;
    private final @Nullable PlateauSchedule schedule;
    private final Training<F> training;
    private final Stepper<F> stepper;
    private final List<Float> losses = new ArrayList<>();
    private final List<Float> steps = new ArrayList<>();
    private final List<Float> rates = new ArrayList<>();
    private final Map<String, List<float[]>> memory = new LinkedHashMap<>();
    private double factor = 1;

    /**
     * For a model that has the reference's weights.
     *
     * @param settings whose limits and decays are those of the sums of gradients
     * @param validationLoss of what the validation split is judged by
     */
    RecordedTraining(
            FusionModel<F> model,
            TrainingSettings settings,
            Split training,
            Split validation,
            TaskLoss validationLoss) {
        batchSize = settings.batchSize();
        judged = new RecordedValidation<>(model, validation, batchSize, validationLoss);
        optimization = ofMeans(settings.optimization());
        schedule = settings.plateau() == null ? null : new PlateauSchedule(settings.plateau());
        this.training = model.training(training.targets(model.manager()), optimization);
        Sweep<F> sweep = this.training.sweeps(1).get(0);
        stepper = new Stepper<>(model, remembering(), sweep, training, new Randomness(1));
    }

    /** The references add the gradients of several batches up; here their mean is taken, and all else shared out alike. */
    private static Optimization ofMeans(Optimization ofSums) {
        double share = 1.0 / ofSums.accumulation();
        return new Optimization(
                ofSums.algorithm(),
                ofSums.learningRate(),
                ofSums.weightDecay() * share,
                ofSums.groups().stream()
                        .map(group -> new Optimization.Group(
                                group.parameters(), group.learningRate(), group.weightDecay() * share))
                        .toList(),
                new Optimization.Clipping(
                        ofSums.clipping().by(),
                        ofSums.clipping().limit() * share,
                        ofSums.clipping().everyBatch()),
                ofSums.accumulation(),
                ofSums.dropout(),
                ofSums.dropsRest());
    }

    private Training<F> remembering() {
        return new Training<>() {
            @Override
            public List<Sweep<F>> sweeps(int epoch) {
                return training.sweeps(epoch);
            }

            @Override
            public void stepped(F forward, Batch batch, int epoch) {
                training.stepped(forward, batch, epoch);
                training.memory().forEach((path, values) -> memory.computeIfAbsent(path, name -> new ArrayList<>())
                        .add(values));
            }
        };
    }

    /** Trains one more epoch on rows in this order, and predicts the validation split. */
    void epoch(int[] order) {
        Sweep<F> sweep = training.sweeps(judged.epochs() + 1).get(0);
        List<List<Integer>> batches = batches(order, batchSize);
        int before = losses.size();
        for (int start = 0; start < batches.size(); start += optimization.accumulation()) {
            int end = Math.min(start + optimization.accumulation(), batches.size());
            stepper.step(recorded(sweep), judged.epochs() + 1, batches.subList(start, end));
            if (sweep.optimization().countsRun(end - start)) {
                steps.add((float) (before + end));
                rates.add((float) (optimization.learningRate() * factor));
            }
        }
        judge();
    }

    /** The rows of every batch; the last may hold fewer. */
    static List<List<Integer>> batches(int[] order, int batchSize) {
        List<List<Integer>> batches = new ArrayList<>();
        for (int start = 0; start < order.length; start += batchSize) {
            batches.add(Arrays.stream(order, start, Math.min(start + batchSize, order.length))
                    .boxed()
                    .toList());
        }
        return batches;
    }

    private Sweep<F> recorded(Sweep<F> sweep) {
        return new Sweep<>(
                sweep.name(),
                (pass, forward, batch) -> {
                    Losses computed = sweep.objective().losses(pass, forward, batch);
                    losses.add(computed.total().getFloat());
                    return computed;
                },
                sweep.moves(),
                sweep.optimization());
    }

    private void judge() {
        double error = judged.judge();
        if (schedule != null) {
            double change = schedule.factorAfter(error);
            stepper.scaleRates(change);
            factor *= change;
        }
    }

    /** Of every batch. */
    float[] losses() {
        return floats(losses);
    }

    /** The numbers of the batches that led to a step, counted from 1. */
    float[] steps() {
        return floats(steps);
    }

    /** The learning rate of every step, of parameters that no group names. */
    float[] rates() {
        return floats(rates);
    }

    /** What the training remembers behind every batch, by path. */
    Map<String, List<float[]>> memory() {
        return memory;
    }

    /** How the validation split is predicted. */
    RecordedValidation<F> validation() {
        return judged;
    }

    static float[] floats(List<Float> numbers) {
        float[] values = new float[numbers.size()];
        IntStream.range(0, values.length).forEach(i -> values[i] = numbers.get(i));
        return values;
    }
}
