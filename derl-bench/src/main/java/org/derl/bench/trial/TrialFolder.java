package org.derl.bench.trial;

import com.google.gson.JsonObject;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.bench.history.EpochHistory;
import org.derl.bench.history.HistoryFiles;
import org.derl.bench.history.TensorBoardFile;
import org.derl.bench.predictions.InvalidPredictionsException;
import org.derl.bench.predictions.PredictionsFile;
import org.derl.bench.train.Checkpoints;
import org.derl.bench.train.diagnosis.DiagnosticFile;
import org.derl.bench.train.diagnosis.EpochWeights;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;
import org.derl.config.file.ConfigFiles;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Schema;
import org.derl.data.SplitName;
import org.derl.data.Task;
import org.derl.data.preparation.Preparation;
import org.derl.io.AtomicFile;
import org.derl.io.Reason;
import org.derl.model.TrainingListener;
import org.derl.tensor.Kernels;

/**
 * The files of one trial: {@code trial.conf}, what was asked for; {@code settings.conf}, all settings complete with
 * defaults; {@code schema.conf}, what the model was built for; {@code preparation.json}, how raw features become what it
 * reads; {@code weights.safetensors}, those of the best epoch;
 * {@code validation.csv} and {@code test.csv}, what they predict; {@code history.csv} and {@code timing.csv}, how the
 * training went; {@code diagnostic.csv} where the choice of the epoch is diagnosed; and {@code result.json}, which is written last, so that
 * a folder with it is complete.
 *
 * @param path of the folder
 */
public record TrialFolder(Path path) {

    private static final String EXPECTED = "expected";
    private static final String TOLD = "told";
    private static final ConfigRenderOptions READABLE =
            ConfigRenderOptions.defaults().setOriginComments(false).setJson(false);

    /** The file of the weights. */
    public Path weights() {
        return path.resolve("weights.safetensors");
    }

    /** Whether the trial has come to its end. */
    public boolean isComplete() {
        return Files.isRegularFile(facts().path());
    }

    /** Whether it was, as the folder of a trial that is run elsewhere until it is complete, and its result was lost. */
    public boolean hasLostResult() {
        return !isComplete() && Files.isRegularFile(request());
    }

    /** The file of what a worker prints during the trial. */
    public Path log() {
        return path.resolve("log.txt");
    }

    /** The file by which a process keeps the trial to itself. */
    public Path claim() {
        return path.resolve("claim.json");
    }

    /** The file by which the trial tells how far it is. */
    public Path events() {
        return path.resolve("events.jsonl");
    }

    private Path failureFile() {
        return path.resolve("failure.json");
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

    private PreparationFile preparation() {
        return new PreparationFile(path.resolve("preparation.json"));
    }

    private ResultFile facts() {
        return new ResultFile(path.resolve("result.json"));
    }

    private Path validation() {
        return path.resolve("validation.csv");
    }

    /**
     * Write what comes of each epoch: {@code history.csv}, {@code timing.csv} for time and memory, and the file that
     * TensorBoard reads, where that is asked for.
     */
    List<TrainingListener> histories(boolean tensorBoard) throws IOException {
        TrainingListener files = new HistoryFiles(historyFile(), timingFile());
        if (tensorBoard) {
            return List.of(files, new TensorBoardFile(tensorBoardFile(), Clock.systemUTC()));
        }
        Files.deleteIfExists(tensorBoardFile()); // of the same trial, interrupted
        return List.of(files);
    }

    private Path tensorBoardFile() {
        return path.resolve("events.out.tfevents.derl");
    }

    private Path historyFile() {
        return path.resolve("history.csv");
    }

    private Path timingFile() {
        return path.resolve("timing.csv");
    }

    /** The file of what each epoch would have given on the test split. */
    Path diagnostic() {
        return path.resolve("diagnostic.csv");
    }

    private Path test() {
        return path.resolve("test.csv");
    }

    /** Where the same trial is run, beside this folder, which keeps what it has until that is finished. */
    public TrialFolder unfinished() {
        return new TrialFolder(path.resolveSibling(path.getFileName() + ".unfinished"));
    }

    private TrialFolder replaced() {
        return new TrialFolder(path.resolveSibling(path.getFileName() + ".replaced"));
    }

    /** Takes the place of another folder, of which the files that no trial writes stay. */
    public void replace(TrialFolder other) throws IOException {
        other.recover();
        if (Files.exists(other.path)) {
            Files.move(other.path, other.replaced().path, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(path, other.path, StandardCopyOption.ATOMIC_MOVE);
        other.recover();
    }

    /**
     * Ends what another process has begun that took the place of this folder, or takes it back.
     *
     * @throws IOException also when a file stands in its place, which no trial may replace
     */
    public void recover() throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IOException(path + " is a file, where a trial's folder is to be; move it elsewhere, or name"
                    + " another folder by --out");
        }
        TrialFolder former = replaced();
        if (!Files.exists(former.path)) {
            return;
        } else if (!Files.exists(path)) {
            Files.move(former.path, path, StandardCopyOption.ATOMIC_MOVE);
            return;
        }
        former.clear();
        try (DirectoryStream<Path> others = Files.newDirectoryStream(former.path)) {
            for (Path file : others) {
                Files.move(file, path.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.delete(former.path);
    }

    /** Deletes what a trial writes. */
    private void clear() throws IOException {
        Files.deleteIfExists(facts().path());
        for (Path file : written()) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(log());
        Files.deleteIfExists(tensorBoardFile());
        clearTraces();
        Checkpoints.discard(path);
        EpochWeights.discard(path);
        discardUnfinished();
    }

    /** The files of a result, of which the test split's are there only where that was predicted. */
    private List<Path> written() {
        return List.of(
                request(),
                settings(),
                schema(),
                preparation().path(),
                weights(),
                validation(),
                test(),
                diagnostic(),
                historyFile(),
                timingFile());
    }

    /** The files of a finished trial that are there, its result the last. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>(written());
        files.add(facts().path());
        files.removeIf(file -> !Files.exists(file));
        return List.copyOf(files);
    }

    /** The files of a result that follow from its provenance to the last bit: weights, predictions, history. */
    public List<Path> numbers() {
        return List.of(weights(), validation(), test(), historyFile());
    }

    /** Deletes what tells of a trial only while it is under way, and what was half-written by a process that was killed. */
    public void clearTraces() throws IOException {
        discardUnfinished();
        Files.deleteIfExists(events());
        Files.deleteIfExists(failureFile());
    }

    /** Why the trial gave no result, for whoever waits for it, now or later. */
    public void writeFailure(TrialFailedException failure) throws IOException {
        JsonObject json = new JsonObject();
        json.addProperty("reason", failure.getMessage());
        json.addProperty("out-of-memory", failure.outOfMemory());
        CheckedJson.write(failureFile(), json);
    }

    /**
     * Why the trial gave no result; empty where it has not failed.
     *
     * @throws IOException when the file that says so is damaged
     */
    public Optional<TrialFailedException> failure() throws IOException {
        if (!Files.isRegularFile(failureFile())) {
            return Optional.empty();
        }
        JsonObject json = CheckedJson.read(failureFile());
        return Optional.of(new TrialFailedException(
                json.get("reason").getAsString(), json.get("out-of-memory").getAsBoolean()));
    }

    /** From here on, whoever asks for the trial again has it tried again. */
    public void failureIsTold() throws IOException {
        if (Files.isRegularFile(failureFile())) {
            JsonObject json = CheckedJson.read(failureFile());
            json.addProperty(TOLD, true);
            CheckedJson.write(failureFile(), json);
        }
    }

    private boolean isFailureTold() {
        try {
            return CheckedJson.read(failureFile()).has(TOLD);
        } catch (IOException e) {
            return true; // it is damaged, and can tell nothing
        }
    }

    /** Whether nobody need run it any more: it is complete, or has failed. */
    public boolean isEnded() {
        return isComplete() || Files.isRegularFile(failureFile());
    }

    /** Asks for a trial, unless that is what is asked for already, with what may be expected of it. */
    public void ask(Trial trial) throws IOException {
        if (isComplete() || !isAskedFor(trial)) {
            writeRequest(trial, Map.of());
        }
    }

    private boolean isAskedFor(Trial trial) {
        try {
            return readRequest().equals(trial);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Writes what is asked for; what came of another trial goes, so that files of two never lie side by side. What a trial
     * has left that was asked for alike and did not come to its end stays, for it goes on from there; only a failure that
     * somebody was told of goes.
     */
    public void writeRequest(Trial trial, Provenance expected) throws IOException {
        writeRequest(trial, Map.of(EXPECTED, expected.things()));
    }

    private void writeRequest(Trial trial, Map<String, Object> further) throws IOException {
        Files.createDirectories(path);
        String text = request(trial, further);
        boolean begun = !isComplete()
                && Files.isRegularFile(request())
                && Files.readString(request()).equals(text);
        if (!begun) {
            clear();
            AtomicFile.write(request(), text);
        } else if (Files.isRegularFile(failureFile()) && isFailureTold()) {
            Files.delete(failureFile());
        }
    }

    private static String request(Trial trial, Map<String, Object> further) {
        Map<String, Object> request = new HashMap<>(further);
        request.put("kernels", trial.kernels().name());
        request.putAll(Map.of(
                "model", trial.model(),
                "data-set", trial.dataSet(),
                "text-encoder", trial.textEncoder(),
                "seed", trial.seed(),
                "device", trial.device(),
                "split", trial.split().name(),
                "overrides", trial.overrides().root()));
        // From a map of values: the names of things may have dots, which are no paths.
        return ConfigValueFactory.fromMap(request).render(READABLE);
    }

    /**
     * Refuses to run the trial where it would follow from something else than whoever asked for it has seen, if that is
     * said.
     *
     * @throws IllegalArgumentException that says what has changed
     */
    void refuseOther(Provenance provenance) throws IOException {
        if (parse(request()).root().get(EXPECTED) instanceof ConfigObject expected) {
            Map<String, String> things = new HashMap<>();
            expected.unwrapped().forEach((name, value) -> things.put(name, String.valueOf(value)));
            provenance.changesSince(new Provenance(things)).ifPresent(changes -> {
                throw new IllegalArgumentException(changes);
            });
        }
    }

    /** Reads what is asked for. */
    public Trial readRequest() throws IOException {
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
                    request.hasPath("kernels") ? request.getEnum(Kernels.class, "kernels") : Kernels.NATIVE,
                    request.getConfig("overrides"),
                    request.hasPath("split") ? request.getEnum(SplitName.class, "split") : SplitName.TEST);
        } catch (ConfigException e) {
            throw new IOException(request() + " is damaged; run the trial again: " + e.getMessage(), e);
        }
    }

    /** Writes all settings, complete with defaults. */
    void writeSettings(TrialSettings settings) throws IOException {
        Files.createDirectories(path);
        AtomicFile.write(settings(), settings.text());
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
        AtomicFile.write(schema(), Settings.describe(stored).root().render(READABLE));
    }

    /** Reads what the model is built for. */
    Schema readSchema(ConfigBinder binder) throws IOException {
        StoredSchema stored = binder.bind(parse(schema()).atPath("schema"), "schema", StoredSchema.class);
        return new Schema(stored.inputs(), stored.task());
    }

    /** Writes how raw features become what the model reads. */
    void writePreparation(ByModality<Preparation> preparation) throws IOException {
        preparation().write(preparation);
    }

    /**
     * Reads how raw features become what the model reads; empty where an earlier DERL wrote the trial.
     *
     * @throws IOException when the file is damaged
     */
    public Optional<ByModality<Preparation>> readPreparation() throws IOException {
        return Files.exists(preparation().path()) ? Optional.of(preparation().read()) : Optional.empty();
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
        List<Path> files = new ArrayList<>(written());
        if (result.test() != null) {
            PredictionsFile.write(test(), result.test(), guarded);
        } else {
            files.remove(test());
        }
        files.removeIf(file -> List.of(diagnostic(), weights()).contains(file) && !Files.exists(file));
        AtomicFile.force(historyFile());
        AtomicFile.force(timingFile());
        facts().write(result.facts(), files);
    }

    /** Deletes what a process that was ended has left half-written. */
    public void discardUnfinished() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*" + AtomicFile.UNFINISHED)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    /**
     * Reads what came of the trial. Labels may lie outside of the task's range: whether a data set with such is trained
     * on was decided when it was made.
     *
     * @throws IOException when a file is missing or damaged
     */
    public TrialResult read() throws IOException {
        TrialResult.Facts facts = facts().read(written());
        try {
            return new TrialResult(
                    PredictionsFile.read(validation()),
                    Files.exists(test()) ? PredictionsFile.read(test()) : null,
                    DiagnosticFile.cost(diagnostic()),
                    facts);
        } catch (InvalidPredictionsException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Each metric of the data on the test split, epoch by epoch; none where the choice of the epoch was not diagnosed.
     *
     * @throws IOException when the file is damaged; the message names it
     */
    public List<Map<String, Double>> readTestByEpoch() throws IOException {
        return DiagnosticFile.onTest(diagnostic());
    }

    /**
     * Reads what came of each epoch; nothing where no file says.
     *
     * @throws IOException when the file is damaged
     */
    public EpochHistory readHistory() throws IOException {
        return Files.exists(historyFile()) ? EpochHistory.read(historyFile()) : EpochHistory.none();
    }

    /**
     * Reads what its result says of the training, and none of the other files.
     *
     * @throws IOException when it is missing or damaged
     */
    public TrialResult.Facts readFacts() throws IOException {
        return facts().read();
    }

    /**
     * Reads all files through, and what they say of the training.
     *
     * @throws IOException when one is missing or damaged; the message names it and says what to do
     */
    public TrialResult.Facts check() throws IOException {
        try {
            return facts().read(written());
        } catch (IOException e) {
            throw new IOException(Reason.of(e) + "; run the trial again", e);
        }
    }
}
