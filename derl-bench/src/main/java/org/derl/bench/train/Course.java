package org.derl.bench.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.derl.bench.train.run.TrainingRun;
import org.derl.config.Blueprint;
import org.derl.config.FaultyPluginException;
import org.derl.data.Split;
import org.derl.model.Sampler;
import org.derl.model.Schedule;
import org.derl.tensor.Randomness;

/**
 * The course that a training takes: batches by the sampler and rates by the schedule that settings name, or the usual
 * ones. It counts optimizer steps up to their limit, and tells of them. What a plugin's code gives that cannot be used
 * ends the training, and names it.
 */
final class Course implements TrainingRun.Steps {

    private final TrainingSettings settings;
    private final Progress progress;
    private final int samples;
    private final Blueprint<Sampler.Input, Sampler> namedSampler;
    private final Sampler sampler;
    private final Blueprint<Integer, Schedule> namedSchedule;
    private final Schedule schedule;
    private final List<Double> errors = new ArrayList<>();
    private final AfterStep afterStep;
    private int taken;

    /** What is done after a step. */
    @FunctionalInterface
    interface AfterStep {

        /**
         * Called once all else is told of it.
         *
         * @param batch the last that led to it, counted from 1 within the sweep
         * @param batches of the sweep
         */
        void taken(int batch, int batches);
    }

    /** A course from its beginning. */
    Course(TrainingSettings settings, Split training, Progress progress, AfterStep afterStep) {
        this.afterStep = afterStep;
        this.settings = settings;
        this.progress = progress;
        samples = training.size();
        namedSampler = Objects.requireNonNullElse(settings.sampler(), TrainingPlugin.SHUFFLED);
        namedSchedule = Objects.requireNonNullElse(settings.schedule(), TrainingPlugin.CONSTANT);
        sampler = namedSampler.build(new Sampler.Input(training, settings.batchSize()));
        schedule = namedSchedule.build(settings.epochs());
    }

    /** The batches of a sweep. */
    List<List<Integer>> batches(int epoch, Randomness randomness) {
        return FaultyPluginException.guarding(
                namedSampler.label() + " fails", () -> usable(sampler.batches(epoch, randomness)));
    }

    private List<List<Integer>> usable(List<List<Integer>> batches) {
        boolean usable = !batches.isEmpty()
                && batches.stream()
                        .allMatch(
                                batch -> !batch.isEmpty() && batch.stream().allMatch(row -> row >= 0 && row < samples));
        if (!usable) {
            throw new IllegalStateException("a sweep needs batches, and each of them rows from 0 to " + (samples - 1)
                    + ", but there are " + batches.size() + " batches, of which some are empty or hold other rows");
        }
        return batches;
    }

    @Override
    public double rateFactor(int epoch, int batch, int batches) {
        double done = (epoch - 1 + (double) batch / batches) / settings.epochs();
        Schedule.Point point = new Schedule.Point(epoch, taken, done, Collections.unmodifiableList(errors));
        return FaultyPluginException.guarding(namedSchedule.label() + " fails", () -> usable(schedule.factor(point)));
    }

    private static double usable(double factor) {
        if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalStateException(
                    "the factor of learning rates must be finite and not negative, but is " + factor);
        }
        return factor;
    }

    /**
     * Whether the best weights, and the state of their optimizers, must be kept, because rates may fall back to them.
     */
    boolean returnsToBest() {
        return schedule.returnsToBest();
    }

    /** Whether the error of the last epoch says that the next one begins from the best weights. */
    boolean returnsToBestNow() {
        if (!returnsToBest() || errors.isEmpty()) {
            return false;
        }
        return factorAfter(errors.size()) < factorAfter(errors.size() - 1);
    }

    private double factorAfter(int epochs) {
        double done = (double) epochs / settings.epochs();
        List<Double> some = Collections.unmodifiableList(errors.subList(0, epochs));
        Schedule.Point point = new Schedule.Point(epochs + 1, taken, done, some);
        return FaultyPluginException.guarding(namedSchedule.label() + " fails", () -> usable(schedule.factor(point)));
    }

    /** How many steps have been taken. */
    int taken() {
        return taken;
    }

    /** Goes on where so many steps have been taken. */
    void restore(int steps) {
        taken = steps;
    }

    /** Takes in the error of an epoch on the validation split. */
    void validated(double error) {
        errors.add(error);
    }

    @Override
    public boolean exhausted() {
        return settings.steps() != null && taken >= settings.steps();
    }

    @Override
    public void stepped(int epoch, int batch, int batches) {
        taken++;
        progress.stepped(epoch, batch, batches);
        afterStep.taken(batch, batches);
    }
}
