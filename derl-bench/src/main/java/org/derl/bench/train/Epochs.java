package org.derl.bench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.derl.bench.train.diagnosis.EpochWeights;
import org.derl.bench.train.run.DivergedException;
import org.derl.bench.train.run.Passes;
import org.derl.bench.train.run.RunFacts;
import org.derl.bench.train.run.TrainingRun;
import org.derl.bench.train.validation.EarlyStopping;
import org.derl.bench.train.validation.Validation;
import org.derl.bench.train.validation.Validator;
import org.derl.data.Split;
import org.derl.eval.Predictions;
import org.derl.io.Fingerprint;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Training;
import org.derl.model.TrainingListener;
import org.derl.part.Weights;
import org.derl.tensor.Randomness;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * One training, epoch by epoch: after each the validation split is predicted, and the best weights are kept. After any
 * step all that decides how it goes on can be kept as a {@link Checkpoint}.
 */
final class Epochs<F extends Forward> {

    private static final String BEST = "best";

    /** A third of 9 batches, three times, is all of them. */
    private static final double ROUNDING = 1e-9;

    private final FusionModel<F> model;
    private final TrainingSettings settings;
    private final Split validationSplit;
    private final Validator<F> validator;
    private final Path weights;
    private final Randomness randomness;
    private final Observers observers;
    private final Checkpoints checkpoints;
    private final MovedWeights moved;
    private final AveragedWeights averaged;
    private final Course course;
    private final TrainingRun<F> run;
    private final BestState bestState;
    private final EarlyStopping stopping;
    private final Selection selection;
    private final List<EpochResult> results = new ArrayList<>();
    private final long began = System.nanoTime();
    private double secondsBefore;
    private int validated;
    private Validation.@Nullable Figures ofEpoch;
    private @Nullable List<Double> best;
    private int bestSteps;
    private @Nullable String bestWeights;

    /** @param weights the file of the best weights so far */
    Epochs(
            FusionModel<F> model,
            Split training,
            Split validation,
            TrainingSettings settings,
            Randomness randomness,
            Path weights,
            Observers observers) {
        this.model = model;
        this.settings = settings;
        validationSplit = validation;
        this.weights = weights;
        this.randomness = randomness;
        this.observers = observers;
        checkpoints = observers.checkpoints();
        moved = new MovedWeights(model, settings.optimization());
        averaged = new AveragedWeights(model, settings);
        course = new Course(settings, training, observers.progress(), this::stepped);
        Training<F> how = model.training(training.targets(model.manager()), settings.optimization());
        Selection.check(settings, how);
        run = new TrainingRun<>(model, how, training, Passes.of(randomness), course);
        bestState = new BestState(model, moved, averaged, run);
        stopping = new EarlyStopping(settings.patience());
        selection = Selection.of(settings.select(), validation);
        validator = new Validator<>(model, validation, settings.batchSize(), selection, observers.metrics());
    }

    /**
     * Goes on from a checkpoint.
     *
     * @throws IllegalArgumentException when it cannot; weights and randomness are what they were then
     */
    void resume(Checkpoint checkpoint) {
        Checkpoint.Facts facts = checkpoint.facts();
        Map<String, NDArray> arrays = checkpoint.arrays();
        moved.check(facts.still());
        run.restore(facts.run().state(arrays), facts.epochs().size() + 1);
        moved.restore(arrays);
        averaged.restore(arrays);
        bestState.restore(arrays);
        randomness.restore(Long.parseLong(facts.randomness()));
        course.restore(facts.steps());
        facts.epochs().forEach(this::judge);
        NDArray predictions = arrays.get(BEST);
        if (predictions != null) {
            best = Arrays.stream(predictions.toDoubleArray()).boxed().toList();
        }
        bestSteps = facts.best();
        bestWeights = facts.bestWeights();
        validated = facts.validated();
        ofEpoch = facts.ofEpoch();
        secondsBefore = facts.seconds();
    }

    /** Runs those that are left, and tells of all. */
    void runAll(TrainingListener listener) throws IOException {
        for (int epoch = 1; epoch <= results.size(); epoch++) {
            tell(listener, epoch);
        }
        while (run.isWithinEpoch() || goesOn()) {
            next();
            tell(listener, results.size());
            if (checkpoints.dueAfterEpoch()) {
                save();
            }
        }
        if (settings.pauses()) {
            save();
        }
    }

    private boolean goesOn() {
        return results.size() < settings.epochsUntilPause() && !stopping.exhausted() && !course.exhausted();
    }

    private void next() throws IOException {
        int epoch = results.size() + 1;
        if (!run.isWithinEpoch() && course.returnsToBestNow()) {
            bestState.returnTo();
        }
        double loss;
        try {
            loss = run.epoch(epoch, () -> course.batches(epoch, randomness));
        } catch (UncheckedIOException e) { // of a validation within the epoch
            throw e.getCause();
        }
        judge(result(loss, validate()));
        ofEpoch = null;
        validated = 0;
    }

    /**
     * Predicts the validation split, and keeps what is the best; returns the figures of the best time of this epoch.
     */
    private Validation.Figures validate() throws IOException {
        averaged.during(this::judgeWeights);
        if (course.returnsToBest() && bestSteps == course.taken()) {
            bestState.keep();
        }
        return Objects.requireNonNull(ofEpoch);
    }

    private void judgeWeights() throws IOException {
        int epoch = results.size() + 1;
        Validation now = validator.validate(run);
        if (ofEpoch == null || now.figures().isBetterThan(ofEpoch)) {
            ofEpoch = now.figures();
            keep(epoch);
            if (stopping.wouldImprove(ofEpoch.error())) {
                best = now.predictions();
                bestSteps = course.taken();
                bestWeights = null;
                Weights.save(model, weights, Map.of("epoch", String.valueOf(epoch)), moved.ofStillTextEncoder());
            }
        }
    }

    private void keep(int epoch) throws IOException {
        EpochWeights kept = observers.epochWeights();
        if (kept != null) {
            try (NDManager own = model.manager().newSubManager()) {
                kept.keep(epoch, moved.arrays(), own);
            }
        }
    }

    private EpochResult result(double loss, Validation.Figures figures) {
        Map<String, Double> rates = new LinkedHashMap<>();
        settings.optimization().rates().forEach((group, rate) -> rates.put(group, rate * run.rateFactor()));
        return new EpochResult(
                loss,
                figures.error(),
                figures.absoluteError(),
                run.lossTerms(),
                figures.metrics(),
                rates,
                run.gradientNorm(),
                seconds());
    }

    /** Takes in what came of an epoch. */
    private void judge(EpochResult result) {
        results.add(result);
        course.validated(result.error());
        stopping.improves(results.size(), result.error());
    }

    private void tell(TrainingListener listener, int epoch) {
        EpochResult result = results.get(epoch - 1);
        boolean bettered = results.subList(0, epoch - 1).stream().allMatch(former -> result.error() < former.error());
        observers
                .progress()
                .finished(new Progress.Epoch(
                        epoch, settings.epochs(), result.trainingLoss(), result.absoluteError(), bettered));
        listener.finished(new TrainingListener.Epoch(
                epoch,
                result.trainingLoss(),
                selection.name(),
                selection.value(result.error()),
                bettered,
                result.terms(),
                result.metrics(),
                result.rates(),
                result.gradientNorm(),
                result.seconds()));
    }

    /**
     * Gives the model the weights of the best one.
     *
     * @throws DivergedException when there is none
     */
    Trainer.Outcome outcome() throws IOException {
        if (best == null) {
            throw new DivergedException("no epoch had a finite " + selection.name() + " on the validation split");
        }
        Weights.load(model, weights);
        Predictions predictions = new Predictions(validationSplit.ids(), validationSplit.labels(), best);
        return new Trainer.Outcome(results.size(), stopping.best(), predictions, seconds());
    }

    private double seconds() {
        return secondsBefore + (System.nanoTime() - began) / 1e9;
    }

    private void stepped(int batch, int batches) {
        averaged.stepped();
        validateWithinEpoch(batch, batches);
        boolean stopped = checkpoints.stopped();
        if (stopped || checkpoints.dueWithinEpoch()) {
            save();
        }
        if (stopped) {
            throw new CancellationException("the training was asked to stop");
        }
    }

    /** At the end of an epoch it is validated in any case. */
    private void validateWithinEpoch(int batch, int batches) {
        int due = (int) (batch / (settings.shareBetweenValidations() * batches) + ROUNDING);
        if (batch < batches && run.isInLastSweep() && due > validated) {
            validated = due;
            try {
                validate();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void save() {
        try (NDManager own = model.manager().newSubManager()) {
            checkpoints.save(() -> checkpoint(own), weights, own);
        }
    }

    /** @param manager will own what is made for it */
    private Checkpoint checkpoint(NDManager manager) throws IOException {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        Map<String, Long> still = moved.put(arrays);
        averaged.put(arrays);
        bestState.put(arrays);
        RunFacts facts = RunFacts.of(run.state(), arrays, manager);
        if (best != null) {
            double[] values = best.stream().mapToDouble(value -> value).toArray();
            arrays.put(BEST, Tensors.of(manager, values, new Shape(values.length)));
            bestWeights = bestWeights == null ? Fingerprint.of(weights) : bestWeights;
        }
        return new Checkpoint(
                new Checkpoint.Facts(
                        checkpoints.training(),
                        course.taken(),
                        String.valueOf(randomness.state()),
                        facts,
                        List.copyOf(results),
                        bestSteps,
                        bestWeights,
                        validated,
                        ofEpoch,
                        still,
                        seconds()),
                arrays);
    }
}
