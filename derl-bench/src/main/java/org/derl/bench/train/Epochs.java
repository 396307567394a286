package org.derl.bench.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.data.Split;
import org.derl.eval.Predictions;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.TrainingListener;
import org.derl.part.Weights;
import org.derl.tensor.Randomness;
import org.jspecify.annotations.Nullable;

/** One training, epoch by epoch: after each the validation split is predicted, and the best weights are kept. */
final class Epochs<F extends Forward> {

    private final FusionModel<F> model;
    private final TrainingSettings settings;
    private final Split validation;
    private final Path checkpoint;
    private final Course course;
    private final TrainingRun<F> run;
    private final EarlyStopping stopping;
    private final Selection selection;
    private @Nullable Predictions best;
    private int epoch;

    /** @param checkpoint the file of the best weights so far */
    Epochs(
            FusionModel<F> model,
            TrainingSettings settings,
            Split validation,
            Path checkpoint,
            Course course,
            TrainingRun<F> run) {
        this.model = model;
        this.settings = settings;
        this.validation = validation;
        this.checkpoint = checkpoint;
        this.course = course;
        this.run = run;
        stopping = new EarlyStopping(settings.patience());
        selection = Selection.of(settings.select(), validation);
    }

    /** Whether another one is to run. */
    boolean goOn() {
        return epoch < settings.epochs() && !stopping.exhausted() && !course.exhausted();
    }

    /** Runs the next one, and tells of it. */
    void next(Randomness randomness, Progress progress, TrainingListener listener) throws IOException {
        epoch++;
        double loss = run.epoch(epoch, () -> course.batches(epoch, randomness));
        Predictions predictions = Predictor.predict(model, validation, settings.batchSize());
        double error = selection.error(predictions);
        course.validated(error);
        boolean improved = stopping.improves(epoch, error);
        if (improved) {
            keep(predictions);
        }
        double absolute = SentimentMetrics.MAE.metric().of(predictions);
        progress.finished(new Progress.Epoch(epoch, settings.epochs(), loss, absolute, improved));
        listener.finished(new TrainingListener.Epoch(epoch, loss, selection.name(), selection.value(error), improved));
    }

    private void keep(Predictions predictions) throws IOException {
        best = predictions;
        Weights.save(model, checkpoint, Map.of("epoch", String.valueOf(epoch)));
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
        Weights.load(model, checkpoint);
        return new Trainer.Outcome(epoch, stopping.best(), best);
    }
}
