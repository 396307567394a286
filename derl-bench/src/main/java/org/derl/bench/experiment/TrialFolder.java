package org.derl.bench.experiment;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.bench.experiment.Contestant.Part;
import org.derl.bench.metric.InvalidPredictionsException;
import org.derl.bench.metric.PredictionsFile;
import org.derl.config.ConfigBinder;
import org.derl.config.ConfigFiles;
import org.derl.config.Reason;
import org.derl.config.Settings;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Schema;
import org.derl.data.Task;
import org.derl.io.AtomicFile;

/**
 * The files of one trial: {@code trial.conf}, what was asked for; {@code settings.conf}, all settings complete with
 * defaults; {@code schema.conf}, what the model was built for; {@code weights.safetensors}, those of the best epoch;
 * {@code validation.csv} and {@code test.csv}, what they predict; and {@code result.json}, which is written last, so that
 * a folder with it is complete.
 *
 * @param path of the folder
 */
public record TrialFolder(Path path) {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final ConfigRenderOptions READABLE =
            ConfigRenderOptions.defaults().setOriginComments(false).setJson(false);

    /** The file of the weights. */
    public Path weights() {
        return path.resolve("weights.safetensors");
    }

    /** Whether the trial has come to its end. */
    public boolean isComplete() {
        return Files.isRegularFile(facts());
    }

    /** The file of what a worker prints during the trial. */
    public Path log() {
        return path.resolve("log.txt");
    }

    private Path request() {
        return path.resolve("trial.conf");
    }

    private Path settings() {
        return path.resolve("settings.conf");
    }

    private Path schema() {
        return path.resolve("schema.conf");
    }

    private Path facts() {
        return path.resolve("result.json");
    }

    private Path validation() {
        return path.resolve("validation.csv");
    }

    private Path test() {
        return path.resolve("test.csv");
    }

    /** Writes what is asked for; what came of a former trial goes, so that files of two never lie side by side. */
    void writeRequest(Trial trial) throws IOException {
        Files.createDirectories(path);
        for (Path former : List.of(facts(), settings(), schema(), weights(), validation(), test())) {
            Files.deleteIfExists(former);
        }
        discardUnfinished();
        Config request = ConfigFactory.parseMap(Map.of(
                        "model", trial.model(),
                        "data-set", trial.dataSet(),
                        "text-encoder", trial.textEncoder(),
                        "seed", trial.seed(),
                        "device", trial.device(),
                        "part", trial.part().name()))
                .withValue("overrides", trial.overrides().root());
        write(request(), request.root().render(READABLE));
    }

    /** Reads what is asked for. */
    Trial readRequest() throws IOException {
        if (!Files.isRegularFile(request())) {
            throw new IOException(path + " is no folder of a trial: there is no trial.conf in it");
        }
        Config request = parse(request());
        try {
            return new Trial(
                    request.getString("model"),
                    request.getString("data-set"),
                    request.getString("text-encoder"),
                    request.getLong("seed"),
                    request.getString("device"),
                    request.getConfig("overrides"),
                    request.hasPath("part") ? request.getEnum(Part.class, "part") : Part.TEST);
        } catch (ConfigException e) {
            throw new IOException(request() + " is damaged; run the trial again: " + e.getMessage(), e);
        }
    }

    /** Writes all settings, complete with defaults. */
    void writeSettings(TrialSettings settings) throws IOException {
        Files.createDirectories(path);
        write(settings(), settings.text());
    }

    /** Reads all settings. */
    Config readSettings() throws IOException {
        return parse(settings());
    }

    /** A schema as its file describes it. */
    private record StoredSchema(ByModality<FeatureShape> inputs, Task.Regression task) {}

    /** Writes what the model is built for. */
    void writeSchema(Schema schema) throws IOException {
        StoredSchema stored = new StoredSchema(schema.inputs(), (Task.Regression) schema.task());
        write(schema(), Settings.describe(stored).root().render(READABLE));
    }

    /** Reads what the model is built for. */
    Schema readSchema(ConfigBinder binder) throws IOException {
        StoredSchema stored = binder.bind(parse(schema()).atPath("schema"), "schema", StoredSchema.class);
        return new Schema(stored.inputs(), stored.task());
    }

    private static Config parse(Path file) throws IOException {
        try {
            return ConfigFiles.read(file);
        } catch (IOException e) {
            throw new IOException(file + " is missing or damaged; run the trial again: " + Reason.of(e), e);
        }
    }

    /**
     * Writes what came of the trial.
     *
     * @param guarded whether spreadsheets are kept from running ids as formulas
     */
    void write(TrialResult result, boolean guarded) throws IOException {
        PredictionsFile.write(validation(), result.validation(), guarded);
        if (result.test() != null) {
            PredictionsFile.write(test(), result.test(), guarded);
        }
        write(facts(), GSON.toJson(result.facts()) + "\n");
    }

    /** Deletes what a process that was ended has left half-written. */
    void discardUnfinished() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*" + AtomicFile.UNFINISHED)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * What came of the trial, if all that it follows from was the same.
     *
     * @param fingerprint of what it would follow from now
     */
    Optional<TrialResult> readIfOf(String fingerprint) {
        try {
            return Optional.of(read())
                    .filter(result -> fingerprint.equals(result.facts().fingerprint()));
        } catch (IOException e) {
            return Optional.empty(); // not there or damaged: the trial is to run
        }
    }

    /**
     * Reads what came of the trial. Labels may lie outside of the task's range: whether a data set with such is trained
     * on was decided when it was made.
     *
     * @throws IOException when a file is missing or damaged
     */
    TrialResult read() throws IOException {
        try {
            TrialResult.Facts facts = GSON.fromJson(Files.readString(facts()), TrialResult.Facts.class);
            return new TrialResult(
                    PredictionsFile.read(validation()),
                    Files.exists(test()) ? PredictionsFile.read(test()) : null,
                    facts);
        } catch (JsonParseException e) {
            throw new IOException(facts() + " is damaged (" + e.getMessage() + "); run the trial again", e);
        } catch (InvalidPredictionsException e) {
            throw new IOException(e.getMessage() + "; run the trial again", e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, text);
    }
}
