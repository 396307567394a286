package org.derl.bench.trial;

import ai.djl.Device;
import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.TextEncoderSettings;
import org.derl.bench.raw.RawSample;
import org.derl.bench.raw.SampleReader;
import org.derl.bench.train.Predictor;
import org.derl.config.ConfigBinder;
import org.derl.data.ByModality;
import org.derl.data.FeatureExtractor;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.data.preparation.Preparation;
import org.derl.eval.Predictions;
import org.derl.io.Directories;
import org.derl.io.Reason;
import org.derl.model.FusionModel;
import org.derl.part.Weights;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model of a finished trial with its weights, for programs that predict. Everything is read from the trial's
 * folder, so that neither the data set nor today's settings are needed; the jars that offer its parts must be on the
 * class path. Any thread may predict; concurrent calls wait for each other.
 */
public final class TrainedModel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TrainedModel.class);

    private final Path folder;
    private final Directories directories;
    private final ModelSettings settings;
    private final TextEncoderSettings textEncoder;
    private final Schema schema;
    private final FusionModel<?> model;
    private final Optional<ByModality<Preparation>> preparation;
    private @Nullable FeatureExtractor extractor;
    private boolean closed;

    private TrainedModel(
            Path folder,
            Directories directories,
            ModelSettings settings,
            TextEncoderSettings textEncoder,
            Schema schema,
            Optional<ByModality<Preparation>> preparation) {
        this.folder = folder;
        this.directories = directories;
        this.settings = settings;
        this.textEncoder = textEncoder;
        this.schema = schema;
        this.preparation = preparation;
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
        return open(folder, Configuration.of(loader), device);
    }

    /**
     * The same by what a configuration says of the jars at hand and of where files lie; its settings are not looked at.
     *
     * @throws IOException when there is no finished trial in it, or a file is damaged
     * @throws org.derl.config.InvalidConfigException when a part of the model is not at hand
     */
    public static TrainedModel open(Path folder, Configuration configuration, Device device) throws IOException {
        TrialFolder files = new TrialFolder(folder);
        Trial trial = checked(files);
        TrainedModel trained = allocated(files, configuration, device, trial.seed());
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
        return allocated(files, Configuration.of(loader), device, seed);
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

    private static TrainedModel allocated(TrialFolder files, Configuration configuration, Device device, long seed)
            throws IOException {
        Trial trial = files.readRequest();
        ConfigBinder binder = configuration.injector().getInstance(ConfigBinder.class);
        Config settings = files.readSettings();
        TrainedModel trained = new TrainedModel(
                files.path(),
                configuration.directories(),
                binder.bind(settings, trial.model(), ModelSettings.class),
                binder.bind(settings, trial.textEncoder(), TextEncoderSettings.class),
                files.readSchema(binder),
                files.readPreparation());
        try {
            trained.model.allocate(device, new Randomness(seed));
            return trained;
        } catch (RuntimeException e) {
            trained.close();
            throw e;
        }
    }

    /** The folder of the trial that it was read from. */
    public Path folder() {
        return folder;
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
     * How raw features of a modality become what the model reads, as the trial's data set prepared its own.
     *
     * @return nothing where the data set did not say, where texts are read by {@link #textExtractor}, and where an
     *     earlier DERL made the trial
     */
    public Optional<Preparation> preparation(Modality modality) {
        return preparation.filter(known -> known.has(modality)).map(known -> known.get(modality));
    }

    /**
     * The prediction of a text, by a model that reads nothing else.
     *
     * @throws IllegalArgumentException when the model reads something else, or the text is empty
     * @throws IllegalStateException when the model is closed
     */
    public double predict(String text) {
        return predict(text, Map.of());
    }

    /**
     * The prediction of a text and what goes with it.
     *
     * @param features raw features of each other modality by its name, (time, size), as the data set's files held them:
     *     neither standardized nor padded
     * @throws IllegalArgumentException when the model reads other modalities or sizes; the message says which
     * @throws IllegalStateException when the model is closed
     */
    public double predict(String text, Map<String, float[][]> features) {
        RawSample sample = RawSample.named("sample").text(text);
        for (Map.Entry<String, float[][]> each : features.entrySet()) {
            sample = sample.features(each.getKey(), each.getValue());
        }
        return predict(List.of(sample)).get(0);
    }

    /**
     * The predictions of some samples, in their order; none of none. Their texts and raw features are prepared as those of
     * the trial's data set were, standardization included.
     *
     * @throws IllegalArgumentException when a sample lacks a modality that the model reads, has no step of it, another
     *     size, a number that is not finite or a token outside of the vocabulary, or is longer than the model's
     *     positions; the message names the sample
     * @throws java.io.UncheckedIOException when files of the text encoder are missing or damaged
     * @throws IllegalStateException when the model is closed
     */
    public synchronized List<Double> predict(List<RawSample> samples) {
        refuseClosed();
        return samples.isEmpty() ? List.of() : predict(prepare(samples)).predictions();
    }

    /**
     * Samples as the model reads them: for {@link #predict(Split)}, and for whoever changes inputs before that.
     *
     * @throws IllegalArgumentException as {@link #predict(List)} does
     * @throws java.io.UncheckedIOException when files of the text encoder are missing or damaged
     */
    public Split prepare(List<RawSample> samples) {
        return new SampleReader(schema, preparation, this::keptExtractor).read(samples);
    }

    /**
     * The predictions of a split that was prepared as those of the trial's data set were, batch by batch as in the trial.
     *
     * @throws IllegalArgumentException when the model refuses a sample, such as one longer than its positions; the
     *     message names it
     * @throws org.derl.bench.train.run.DivergedException when a prediction is not finite; the message names the sample
     * @throws IllegalStateException when the model is closed
     */
    public synchronized Predictions predict(Split split) {
        refuseClosed();
        Compute.prepareThread();
        try {
            return Predictor.predict(model, split, settings.training().batchSize());
        } catch (IllegalArgumentException e) {
            throw named(split, e);
        }
    }

    private void refuseClosed() {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
    }

    /** Made once: it reads a vocabulary. */
    private synchronized Optional<FeatureExtractor> keptExtractor() {
        if (extractor == null) {
            extractor = textExtractor().orElse(null);
        }
        return Optional.ofNullable(extractor);
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
