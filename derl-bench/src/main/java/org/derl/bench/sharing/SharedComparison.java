package org.derl.bench.sharing;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.robustness.StoredRobustness;
import org.derl.bench.trial.CheckedJson;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.data.DataSet;
import org.derl.data.LabeledSamples;
import org.derl.io.AtomicFile;
import org.derl.io.Fingerprint;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A comparison as it may be passed on where its data may not: predictions without labels, what trials were asked for,
 * what came of them, and the course of their training; no text, no weights. With the data set its tables can be made
 * again.
 *
 * @param folder where it lies
 * @param trial one of its trials, which says by which settings the data set is read
 */
public record SharedComparison(Path folder, Trial trial) {

    private static final String COMPARISON = "comparison.json";
    private static final String LOOKS = "looks-at-test.csv";
    private static final String RESULT = "result.json";
    private static final List<String> AS_THEY_ARE = List.of("trial.conf", "history.csv", "diagnostic.csv");
    private static final List<String> PREDICTIONS = List.of("validation.csv", "test.csv");

    private static final String FILES = "files";
    private static final String ROWS = "rows";
    private static final String LABELS = "labels";
    private static final String CHECKSUM = "labels-sha256";

    /**
     * Writes one.
     *
     * @param comparison the folder of a comparison that has come to its end
     * @param folder where it is to lie: not there yet, or empty
     * @throws IOException when a trial is missing or damaged, the folder holds something, or nothing can be written
     */
    public static void write(Path comparison, Path folder) throws IOException {
        if (Files.exists(folder) && !(Files.isDirectory(folder) && isEmpty(folder))) {
            throw new IOException(folder + " is there already; name a folder that is not, for labels of a comparison"
                    + " would be lost");
        }
        @Nullable Trial any = null;
        for (Path trial : trials(StoredComparison.read(comparison))) {
            TrialFolder own = new TrialFolder(comparison.resolve(trial));
            any = own.readRequest();
            share(own, folder.resolve(trial));
        }
        if (any == null) {
            throw new IOException(comparison + " holds no finished trial of a model, so there is nothing to share");
        }
        copyBeside(comparison, folder);
        JsonObject json = CheckedJson.read(comparison.resolve(COMPARISON));
        for (JsonObject control : controls(json, PREDICTIONS)) {
            control.addProperty(CHECKSUM, checksum(control.remove(LABELS)));
        }
        json.addProperty(StoredComparison.LABELS_ELSEWHERE, any.dataSet());
        CheckedJson.write(folder.resolve(COMPARISON), json);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static String checksum(JsonElement labels) {
        return new Fingerprint().add(labels.toString()).hexadecimal();
    }

    private static void share(TrialFolder trial, Path to) throws IOException {
        trial.check();
        Files.createDirectories(to);
        JsonObject result = CheckedJson.read(trial.path().resolve(RESULT));
        JsonObject files = result.getAsJsonObject(FILES);
        files.keySet().removeIf(file -> !AS_THEY_ARE.contains(file) && !PREDICTIONS.contains(file));
        for (String file : files.keySet()) {
            if (AS_THEY_ARE.contains(file)) {
                copy(file, trial.path(), to);
            } else {
                UnlabeledPredictions.write(trial.path().resolve(file), to.resolve(file));
            }
        }
        CheckedJson.write(to.resolve(RESULT), result);
    }

    /** What lies beside a comparison, and holds no label. */
    private static void copyBeside(Path from, Path to) throws IOException {
        List<String> files = new ArrayList<>(StoredRobustness.files());
        files.add(LOOKS);
        for (String file : files) {
            if (Files.exists(from.resolve(file))) {
                copy(file, from, to);
            }
        }
    }

    private static void copy(String file, Path from, Path to) throws IOException {
        AtomicFile.write(
                to.resolve(file),
                unfinished -> Files.copy(from.resolve(file), unfinished, StandardCopyOption.REPLACE_EXISTING));
    }

    /** Whether a folder holds one. */
    public static boolean isIn(Path folder) throws IOException {
        return Files.exists(folder.resolve(COMPARISON))
                && CheckedJson.read(folder.resolve(COMPARISON)).has(StoredComparison.LABELS_ELSEWHERE);
    }

    /**
     * That of a folder.
     *
     * @throws IOException when no trial of it can be read
     */
    public static SharedComparison of(Path folder) throws IOException {
        JsonObject json = CheckedJson.read(folder.resolve(COMPARISON));
        json.remove(StoredComparison.LABELS_ELSEWHERE);
        List<Path> trials = trials(StoredComparison.of(folder.resolve(COMPARISON), withoutControls(json)));
        if (trials.isEmpty()) {
            throw new IOException(folder + " is damaged: it names no trial");
        }
        return new SharedComparison(folder, new TrialFolder(folder.resolve(trials.get(0))).readRequest());
    }

    private static JsonObject withoutControls(JsonObject comparison) {
        if (comparison.get(ROWS) instanceof JsonArray rows) {
            for (JsonElement row : rows) {
                if (row instanceof JsonObject object) {
                    object.add("validation", new JsonArray());
                    object.add("test", new JsonArray());
                }
            }
        }
        return comparison;
    }

    private static List<Path> trials(StoredComparison comparison) {
        List<Path> trials = new ArrayList<>();
        comparison.trials().forEach((model, seeds) -> seeds.keySet()
                .forEach(seed -> trials.add(Path.of(model, "seed-" + seed))));
        return trials;
    }

    /**
     * Writes a comparison with labels again.
     *
     * @param data what its labels are taken from; features are not read
     * @param to an empty folder
     * @throws IOException when a file is damaged or missing, or the data has other samples or labels
     */
    public void label(DataSet data, Path to) throws IOException {
        try {
            labeled(data, to);
        } catch (RuntimeException e) { // by which Gson tells that something is of another kind
            throw new IOException(folder + " is damaged: " + Reason.of(e), e);
        }
    }

    private void labeled(DataSet data, Path to) throws IOException {
        JsonObject json = CheckedJson.read(folder.resolve(COMPARISON));
        json.remove(StoredComparison.LABELS_ELSEWHERE);
        Map<String, Map<String, Double>> labels =
                Map.of("validation.csv", byId(data.validation()), "test.csv", byId(data.test()));
        for (Map.Entry<String, Map<String, Double>> split : labels.entrySet()) {
            for (JsonObject control : controls(json, List.of(split.getKey()))) {
                label(control, split.getValue());
            }
        }
        CheckedJson.write(to.resolve(COMPARISON), json);
        copyBeside(folder, to);
        for (Path trial : trials(StoredComparison.read(to))) {
            label(trial, labels, to);
        }
    }

    private void label(JsonObject control, Map<String, Double> labels) throws IOException {
        JsonArray own = new JsonArray();
        control.getAsJsonArray("ids").forEach(id -> own.add(labels.get(id.getAsString())));
        if (!checksum(own).equals(control.remove(CHECKSUM).getAsString())) {
            throw new IOException(folder + ": the data set has other samples or labels than its tables were made with");
        }
        control.add(LABELS, own);
    }

    private void label(Path trial, Map<String, Map<String, Double>> labels, Path to) throws IOException {
        Path from = folder.resolve(trial);
        Path labeled = Files.createDirectories(to.resolve(trial));
        copy(RESULT, from, labeled);
        JsonObject files = CheckedJson.read(from.resolve(RESULT)).getAsJsonObject(FILES);
        for (String file : files.keySet()) {
            String checksum = files.getAsJsonObject(file).get("sha256").getAsString();
            Map<String, Double> own = labels.get(file);
            if (own != null) {
                UnlabeledPredictions.label(from.resolve(file), own, labeled.resolve(file), checksum);
            } else if (AS_THEY_ARE.contains(file)
                    && Fingerprint.of(from.resolve(file)).equals(checksum)) {
                copy(file, from, labeled);
            } else {
                throw new IOException(from.resolve(file) + " is damaged, or not of what derl share writes");
            }
        }
    }

    private static Map<String, Double> byId(LabeledSamples samples) {
        Map<String, Double> labels = new HashMap<>();
        for (int row = 0; row < samples.size(); row++) {
            labels.put(samples.ids().get(row), samples.labels().get(row));
        }
        return labels;
    }

    /** What the rows of controls keep of their predictions. */
    private static List<JsonObject> controls(JsonObject comparison, List<String> files) {
        return comparison.getAsJsonArray(ROWS).asList().stream()
                .flatMap(row -> files.stream()
                        .map(file -> file.replace(".csv", ""))
                        .flatMap(split -> row.getAsJsonObject().getAsJsonArray(split).asList().stream()))
                .map(JsonElement::getAsJsonObject)
                .toList();
    }
}
