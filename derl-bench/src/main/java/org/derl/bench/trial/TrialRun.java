package org.derl.bench.trial;

import ai.djl.Device;
import com.google.inject.Injector;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.DataSetSettings;
import org.derl.bench.configuration.DataSets;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.metric.MetricFamily;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.train.Checkpoints;
import org.derl.bench.train.Observers;
import org.derl.bench.train.Predictor;
import org.derl.bench.train.Progress;
import org.derl.bench.train.Trainer;
import org.derl.bench.train.TrainingSettings;
import org.derl.bench.train.diagnosis.DiagnosticFile;
import org.derl.bench.train.diagnosis.EpochWeights;
import org.derl.bench.train.diagnosis.SelectionDiagnosis;
import org.derl.bench.train.run.DivergedException;
import org.derl.config.Catalog;
import org.derl.data.DataSet;
import org.derl.data.Split;
import org.derl.data.SplitName;
import org.derl.data.Task;
import org.derl.data.corruption.TrainingCorruption;
import org.derl.eval.Predictions;
import org.derl.io.Reason;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.TrainingListener;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one trial on the calling thread, and stores its result in the trial's folder. */
public final class TrialRun {

    private static final Logger LOG = LoggerFactory.getLogger(TrialRun.class);

    private final Configuration configuration;
    private final Catalog catalog;
    private final Models models;
    private final DataSets dataSets;
    private final TextEncoders textEncoders;
    private final Trial trial;
    private final DataSetSettings dataSet;

    /**
     * Binds the settings.
     *
     * @param loader whose jars are used
     * @throws org.derl.config.InvalidConfigException with every mistake in them
     */
    public TrialRun(ClassLoader loader, Trial trial) {
        this(Configuration.of(loader), trial);
    }

    /**
     * Binds the settings.
     *
     * @param configuration over which the settings of the trial lie
     * @throws org.derl.config.InvalidConfigException with every mistake in them
     */
    public TrialRun(Configuration configuration, Trial trial) {
        this.configuration = configuration;
        this.trial = trial;
        Injector injector = configuration.with(trial.overrides()).injector();
        catalog = injector.getInstance(Catalog.class);
        models = injector.getInstance(Models.class);
        dataSets = injector.getInstance(DataSets.class);
        textEncoders = injector.getInstance(TextEncoders.class);
        dataSet = dataSets.settings(trial.dataSet(), trial.textEncoder());
    }

    /**
     * Trains, then predicts the test split, once, if the trial is to.
     *
     * @throws IllegalArgumentException when the trial is one by portable kernels, and the device or this process has
     *     none
     * @throws IOException when the data cannot be read or the folder cannot be written to
     * @throws IllegalArgumentException when the trial would follow from something else than its folder says
     * @throws org.derl.bench.train.run.DivergedException when the training leaves the range of numbers
     */
    public TrialResult run(TrialFolder folder, Progress progress) throws IOException {
        return run(folder, progress, () -> false);
    }

    /**
     * The same, until the trial is to stop. It goes on from its newest checkpoint where there is one.
     *
     * @param stopped whether it is to stop after the step that has been taken
     * @throws java.util.concurrent.CancellationException when it has stopped; a checkpoint is kept
     */
    public TrialResult run(TrialFolder folder, Progress progress, BooleanSupplier stopped) throws IOException {
        DataSet data =
                dataSet.loader(trial.dataSet(), configuration.directories()).load();
        return run(data, folder, progress, stopped);
    }

    /** The same on a data set that has been loaded already, with the settings of this trial. */
    TrialResult run(DataSet data, TrialFolder folder, Progress progress) throws IOException {
        return run(data, folder, progress, () -> false);
    }

    private TrialResult run(DataSet data, TrialFolder folder, Progress progress, BooleanSupplier stopped)
            throws IOException {
        Compute.prepareThread();
        Device device = Compute.device(trial.device());
        trial.kernels().requireOn(device);
        trial.kernels().requireHere();
        TrialSettings all = TrialSettings.of(models, dataSets, textEncoders, trial, data);
        folder.ask(trial);
        folder.writeSettings(all);
        folder.writeSchema(data.schema());
        folder.writePreparation(data.preparation());
        ModelSettings settings = all.model();
        Randomness randomness = new Randomness(trial.seed());
        try (FusionModel<?> model = settings.build(all.textEncoder(), data.schema())) {
            Provenance provenance = Provenance.of(all, model, DataContents.of(data), new Code(catalog));
            folder.refuseOther(provenance);
            model.allocate(device, randomness);
            Checkpoints checkpoints = Checkpoints.in(
                    folder.path(),
                    provenance.with(all.unpaused()).fingerprint(), // a trial that pauses later goes on from there
                    settings.training().checkpointEvery(),
                    stopped,
                    progress);
            List<NamedMetric> metrics =
                    MetricFamily.metricsOf((Task.Regression) data.schema().task());
            List<TrainingListener> listeners = new ArrayList<>(folder.histories(configuration.writesTensorBoard()));
            SelectionDiagnosis diagnosis = diagnosis(folder, settings.training(), metrics);
            if (diagnosis != null) {
                listeners.add(diagnosis);
            }
            Observers observers = new Observers(
                    progress, checkpoints, metrics, listeners, diagnosis == null ? null : diagnosis.weights());
            Trainer.Outcome outcome = new Trainer(settings.training(), randomness, observers)
                    .train(model, training(settings.training(), data), data.validation(), folder.weights());
            Split opened = trial.split() == SplitName.TEST ? data.test().open(trial.label(), outcome.best()) : null;
            Predictions test = opened == null
                    ? null
                    : Predictor.predict(model, opened, settings.training().batchSize());
            ExperimentData.Loaded own = new ExperimentData.Loaded(dataSet, data);
            List<String> notes = new ArrayList<>(
                    ModelNotes.of(models, textEncoders, trial.model(), settings, model, own, trial.textEncoder()));
            TrainingCorruption corruption = settings.training().corruption();
            if (corruption != null) {
                notes.add(corruption.inWords(data.schema().inputs()));
            }
            Company.note(
                            model,
                            data.validation(),
                            outcome.validation(),
                            settings.training().textEncoderPrecision())
                    .ifPresent(notes::add);
            notes.forEach(note -> LOG.warn("{}: {}", trial.model(), note));
            if (diagnosis != null && opened != null) { // last of all, for it leaves other weights in the model
                diagnose(diagnosis, model, opened, outcome.best(), folder, progress);
            }
            TrialResult result = new TrialResult(
                    outcome.validation(),
                    test,
                    DiagnosticFile.cost(folder.diagnostic()),
                    new TrialResult.Facts(
                            fitted(model, settings.training().optimization()),
                            outcome.epochs(),
                            outcome.best(),
                            outcome.seconds(),
                            device.toString(),
                            Compute.engine(),
                            trial.kernels().toString(),
                            trial.kernels().processor(),
                            List.copyOf(notes),
                            provenance.fingerprint(),
                            provenance.things(),
                            Circumstances.of(data)));
            if (!settings.training().keepsWeights()) {
                Files.deleteIfExists(folder.weights());
            }
            folder.write(result, configuration.guardsFormulas());
            return result;
        }
    }

    private Split training(TrainingSettings settings, DataSet data) {
        TrainingCorruption corruption = settings.corruption();
        return corruption == null
                ? data.training()
                : corruption.of(data.training(), data.schema().inputs(), data.name(), trial.seed());
    }

    private @Nullable SelectionDiagnosis diagnosis(
            TrialFolder folder, TrainingSettings settings, List<NamedMetric> metrics) {
        return settings.diagnosesSelection() && trial.split() == SplitName.TEST
                ? new SelectionDiagnosis(new EpochWeights(folder.path()), settings, metrics)
                : null;
    }

    private static void diagnose(
            SelectionDiagnosis diagnosis,
            FusionModel<?> model,
            Split test,
            int chosen,
            TrialFolder folder,
            Progress progress)
            throws IOException {
        Files.deleteIfExists(folder.diagnostic()); // of the same trial, interrupted
        DiagnosticFile found = null;
        try {
            found = diagnosis.onTest(model, test, chosen);
        } catch (IOException | DivergedException e) {
            progress.said("the choice of the epoch is not diagnosed, and all else is whole: " + Reason.of(e)
                    + "; --again trains the trial anew");
        }
        if (found != null) {
            found.write(folder.diagnostic());
        }
        EpochWeights.discard(folder.path());
    }

    /** How many numbers are fitted: those of parameters that do not stand still. */
    private static long fitted(FusionModel<?> model, Optimization optimization) {
        return model.trainable().entrySet().stream()
                .filter(parameter -> optimization.rate(parameter.getKey()) > 0)
                .mapToLong(parameter -> parameter.getValue().size())
                .sum();
    }
}
