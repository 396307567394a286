package org.derl.bench.parity;

import ai.djl.ndarray.NDArray;
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
import org.derl.part.Pass;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.jspecify.annotations.Nullable;

/** Trains a model as a reference trained its own, without any choice of ours, and keeps what it goes through. */
final class RecordedTraining<F extends Forward> {

    private static final double DECIMALS = 1e4;
    private static final double SMALLEST_PROGRESS = 1e-6;

    private final FusionModel<F> model;
    private final Split validation;
    private final TaskLoss validationLoss;
    private final int batchSize;
    private final Optimization optimization;
    private final @Nullable PlateauSchedule schedule;
    private final Training<F> training;
    private final Stepper<F> stepper;
    private final List<Float> losses = new ArrayList<>();
    private final List<Float> errors = new ArrayList<>();
    private final List<Float> steps = new ArrayList<>();
    private final List<Float> rates = new ArrayList<>();
    private final Map<String, List<float[]>> memory = new LinkedHashMap<>();
    private final Map<String, float[]> last = new LinkedHashMap<>();
    private final Map<String, float[]> best = new LinkedHashMap<>();
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
        this.model = model;
        this.validation = validation;
        this.validationLoss = validationLoss;
        batchSize = settings.batchSize();
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
        Sweep<F> sweep = training.sweeps(errors.size() + 1).get(0);
        List<List<Integer>> batches = batches(order);
        int before = losses.size();
        for (int start = 0; start < batches.size(); start += optimization.accumulation()) {
            int end = Math.min(start + optimization.accumulation(), batches.size());
            stepper.step(recorded(sweep), errors.size() + 1, batches.subList(start, end));
            if (sweep.optimization().countsRun(end - start)) {
                steps.add((float) (before + end));
                rates.add((float) (optimization.learningRate() * factor));
            }
        }
        judge();
    }

    private List<List<Integer>> batches(int[] order) {
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
        double error = Math.round(error() * DECIMALS) / DECIMALS;
        boolean improved = errors.stream().allMatch(former -> error <= former - SMALLEST_PROGRESS);
        errors.add((float) error);
        predict();
        if (improved) {
            best.putAll(last);
        }
        if (schedule != null) {
            double change = schedule.factorAfter(error);
            stepper.scaleRates(change);
            factor *= change;
        }
    }

    /** The error of a batch of the validation split, in the mean over its batches. */
    private double error() {
        List<List<Integer>> batches =
                batches(IntStream.range(0, validation.size()).toArray());
        double sum = 0;
        for (List<Integer> rows : batches) {
            try (Scope scope = model.open()) {
                Batch batch = validation.batch(scope.manager(), rows);
                NDArray prediction =
                        model.forward(Pass.evaluation(scope), batch).prediction();
                sum += validationLoss.of(prediction, batch.targets().overall()).getFloat();
            }
        }
        return sum / batches.size();
    }

    private void predict() {
        try (Scope scope = model.open()) {
            List<Integer> all = IntStream.range(0, validation.size()).boxed().toList();
            F forward = model.forward(Pass.evaluation(scope), validation.batch(scope.manager(), all));
            Paths.of((Record) forward).forEach((path, array) -> last.put(path, Comparer.values(array)));
        }
    }

    /** Of every batch. */
    float[] losses() {
        return floats(losses);
    }

    /** Of the validation split behind every epoch, to four decimals. */
    float[] errors() {
        return floats(errors);
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

    /** What is put out of the validation split behind the last epoch, by path. */
    Map<String, float[]> last() {
        return last;
    }

    /** The same behind the best epoch. */
    Map<String, float[]> best() {
        return best;
    }

    private static float[] floats(List<Float> numbers) {
        float[] values = new float[numbers.size()];
        IntStream.range(0, values.length).forEach(i -> values[i] = numbers.get(i));
        return values;
    }
}
