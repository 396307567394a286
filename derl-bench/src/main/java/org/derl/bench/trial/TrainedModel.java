package org.derl.bench.trial;

import ai.djl.Device;
import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.TextEncoderSettings;
import org.derl.bench.train.Predictor;
import org.derl.config.ConfigBinder;
import org.derl.data.FeatureExtractor;
import org.derl.data.InMemorySplit;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.eval.Predictions;
import org.derl.io.Directories;
import org.derl.io.Reason;
import org.derl.model.FusionModel;
import org.derl.part.Weights;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model of a finished trial with its weights, for programs that predict. Everything is read from the trial's
 * folder, so that neither the data set nor today's settings are needed; the jars that offer its parts must be on the
 * class path. Any thread may predict; concurrent calls wait for each other.
 */
public final class TrainedModel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrainedModel.class);

    private final Directories directories;
    private final ModelSettings settings;
    private final TextEncoderSettings textEncoder;
    private final Schema schema;
    private final FusionModel<?> model;
    private boolean closed;

    private TrainedModel(
            Directories directories, ModelSettings settings, TextEncoderSettings textEncoder, Schema schema) {
        this.directories = directories;
        this.settings = settings;
        this.textEncoder = textEncoder;
        this.schema = schema;
        model = settings.build(textEncoder, schema);
    }

    /**
     * Opens the folder of a trial on the first GPU where there is one, else on the CPU.
     *
     * @throws IOException when there is no finished trial in it, or a file is damaged
     */
    public static TrainedModel open(Path folder) throws IOException {
        return open(folder, TrainedModel.class.getClassLoader(), Compute.device("auto"));
    }

    /**
     * Opens the folder of a trial. What a reader of its numbers was told of the model is logged.
     *
     * @param loader whose jars offer the parts of the model
     * @throws IOException when there is no finished trial in it, or a file is damaged
     * @throws org.derl.config.InvalidConfigException when a part of the model is not at hand
     */
    public static TrainedModel open(Path folder, ClassLoader loader, Device device) throws IOException {
        TrialFolder files = new TrialFolder(folder);
        Trial trial = checked(files);
        TrainedModel trained = allocated(files, loader, device, trial.seed());
        try {
            Weights.load(trained.model, files.weights());
            return trained;
        } catch (IOException | RuntimeException e) {
            trained.close();
            throw e;
        }
    }

    /**
     * The model of a finished trial as one from a seed was before its training; from the trial's own, as its own was.
     *
     * @throws IOException when there is no finished trial in the folder, or a file is damaged
     */
    public static TrainedModel untrained(Path folder, ClassLoader loader, Device device, long seed) throws IOException {
        TrialFolder files = new TrialFolder(folder);
        checked(files);
        return allocated(files, loader, device, seed);
    }

    private static Trial checked(TrialFolder files) throws IOException {
        Path folder = files.path();
        if (files.isComplete()) {
            files.check().notes().forEach(note -> LOG.warn("{}: {}", folder, note));
        }
        Trial trial = files.readRequest();
        if (!files.isComplete()) {
            throw new IOException("the trial in " + folder + " has not come to its end; run it again");
        }
        if (!Files.exists(files.weights())) {
            throw new IOException("the trial in " + folder + " kept no weights (training.keep-weights = none); train it"
                    + " again with best and --again");
        }
        return trial;
    }

    private static TrainedModel allocated(TrialFolder files, ClassLoader loader, Device device, long seed)
            throws IOException {
        Trial trial = files.readRequest();
        Configuration configuration = Configuration.of(loader);
        ConfigBinder binder = configuration.injector().getInstance(ConfigBinder.class);
        Config settings = files.readSettings();
        TrainedModel trained = new TrainedModel(
                configuration.directories(),
                binder.bind(settings, trial.model(), ModelSettings.class),
                binder.bind(settings, trial.textEncoder(), TextEncoderSettings.class),
                files.readSchema(binder));
        try {
            trained.model.allocate(device, new Randomness(seed));
            return trained;
        } catch (RuntimeException e) {
            trained.close();
            throw e;
        }
    }

    /** The schema of its inputs and its task. */
    public Schema schema() {
        return schema;
    }

    /** How it was trained, and with what. */
    public ModelSettings settings() {
        return settings;
    }

    /** The network; while a program uses it directly, no other thread may predict. */
    public FusionModel<?> model() {
        return model;
    }

    /**
     * What turns transcripts into what the model reads as text; absent where the data set held that itself.
     *
     * @throws org.derl.config.InvalidConfigException when it cannot be built, such as for want of a file
     */
    public Optional<FeatureExtractor> textExtractor() {
        return Optional.ofNullable(textEncoder.extractor()).map(extractor -> extractor.build(directories));
    }

    /**
     * The predictions of some samples, in their order. Their labels are not looked at. Inputs are prepared as those of
     * the trial's data set were, standardization included.
     *
     * @throws IllegalArgumentException when a sample lacks a modality that the model reads, has no step of it, a number
     *     that is not finite or a token outside of the vocabulary, or is longer than the model's positions; the message
     *     names the sample
     * @throws IllegalStateException when the model is closed
     */
    public synchronized List<Double> predict(List<InMemorySplit.Sample> samples) {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
        Compute.prepareThread();
        Split split = new InMemorySplit(schema.inputs(), samples);
        try {
            return Predictor.predict(model, split, settings.training().batchSize())
                    .predictions();
        } catch (IllegalArgumentException e) {
            throw named(split, e);
        }
    }

    /**
     * The predictions of a split that was prepared as those of the trial's data set were, batch by batch as in the trial.
     *
     * @throws org.derl.bench.train.run.DivergedException when a prediction is not finite; the message names the sample
     * @throws IllegalStateException when the model is closed
     */
    public synchronized Predictions predict(Split split) {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
        Compute.prepareThread();
        return Predictor.predict(model, split, settings.training().batchSize());
    }

    /** What a part refuses of a batch it does not know by name, so the samples are tried one by one. */
    private IllegalArgumentException named(Split split, IllegalArgumentException refusal) {
        for (int row = 0; row < split.size(); row++) {
            try {
                Predictor.predict(model, split, List.of(row));
            } catch (IllegalArgumentException e) {
                return new IllegalArgumentException("sample '" + split.ids().get(row) + "': " + Reason.of(e), e);
            }
        }
        return refusal;
    }

    /** Frees the weights, once nobody predicts. */
    @Override
    public synchronized void close() {
        closed = true;
        model.close();
    }
}
