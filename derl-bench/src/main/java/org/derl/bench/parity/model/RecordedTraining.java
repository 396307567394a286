package org.derl.bench.parity.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.derl.bench.train.TrainingSettings;
import org.derl.bench.train.run.Batches;
import org.derl.bench.train.run.Passes;
import org.derl.bench.train.run.TrainingRun;
import org.derl.data.Batch;
import org.derl.data.Split;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.Schedule;
import org.derl.model.Sweep;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.tensor.Randomness;

/** Trains a model as a reference trained its own, without any choice of ours, and keeps what it goes through. */
final class RecordedTraining<F extends Forward> {

    private final RecordedValidation<F> judged;
    private final TrainingSettings settings;
    private final Optimization optimization;
    private final Schedule schedule;
    private final Training<F> training;
    private final TrainingRun<F> run;
    private final List<Float> losses = new ArrayList<>();
    private final List<Float> steps = new ArrayList<>();
    private final List<Float> rates = new ArrayList<>();
    private final Map<String, List<float[]>> memory = new LinkedHashMap<>();
    private final List<Double> errors = new ArrayList<>();
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
        this.settings = settings;
        judged = new RecordedValidation<>(model, validation, settings.batchSize(), validationLoss);
        optimization = ofMeans(settings.optimization());
        schedule =
                settings.schedule() == null ? point -> 1 : settings.schedule().build(settings.epochs());
        this.training = model.training(training.targets(model.manager()), optimization);
        run = new TrainingRun<>(model, remembering(), training, Passes.of(new Randomness(1)), new Steps());
    }

    /**
     * The references add the gradients of several batches up; here their mean is taken, and all else shared out alike.
     */
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
                ofSums.dropsRest(),
                ofSums.layerDecay());
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

    /** Keeps what steps were taken at which rates. */
    private final class Steps implements TrainingRun.Steps {

        @Override
        public double rateFactor(int epoch, int batch, int batches) {
            return factor;
        }

        @Override
        public void stepped(int epoch, int batch, int batches) {
            int length = (batch - 1) % optimization.accumulation() + 1;
            if (training.sweeps(epoch).get(0).optimization().countsRun(length)) { // a model may have another rule
                steps.add((float) losses.size());
                rates.add((float) (optimization.learningRate() * factor));
            }
        }
    }

    /** Trains one more epoch on rows in this order, and predicts the validation split. */
    void epoch(int[] order) {
        run.epoch(
                judged.epochs() + 1,
                () -> Batches.of(order, settings.batchSize()),
                batch -> losses.add(batch.total().getFloat()));
        judge();
    }

    /** A reference's schedule has a say between epochs. */
    private void judge() {
        errors.add(judged.judge());
        double done = (double) judged.epochs() / settings.epochs();
        factor = schedule.factor(new Schedule.Point(judged.epochs() + 1, steps.size(), done, errors));
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

    /** What the training remembers after every batch, by path. */
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
