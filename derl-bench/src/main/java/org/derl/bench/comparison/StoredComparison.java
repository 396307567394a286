package org.derl.bench.comparison;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.annotations.SerializedName;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.derl.bench.metric.TableMetrics;
import org.derl.bench.trial.CheckedJson;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.config.ConfigBinder;
import org.derl.config.Settings;
import org.derl.data.DataSet;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A comparison as its folder keeps it, so that its tables can be printed later, without its data set: what is not in the
 * folders of its trials.
 *
 * @param data what the tables say of the data set
 * @param compareTo the name of the model that the others are compared with
 * @param split which the tables are about
 * @param rows in the order of the tables
 * @param remarks what else is to be said below them
 * @param metrics of the tables, as settings; absent where they are those of the data set's family
 * @param command that it came from, without the folders of whoever gave it; absent in what an older DERL wrote
 */
public record StoredComparison(
        ComparedData data,
        @SerializedName("reference") String compareTo, // as files have called it from the first
        SplitName split,
        List<Row> rows,
        List<String> remarks,
        @Nullable JsonObject metrics,
        @Nullable String command) {

    /** What the file has in place of labels that are left out: the name of the data set that holds them. */
    public static final String LABELS_ELSEWHERE = "labels-are-those-of";

    private static final String FILE = "comparison.json";

    /** Refuses a file that lacks something. */
    public StoredComparison {
        Objects.requireNonNull(data);
        Objects.requireNonNull(compareTo);
        Objects.requireNonNull(split);
        rows = List.copyOf(rows);
        remarks = List.copyOf(remarks);
    }

    /**
     * A row: of a model, whose numbers lie in the folders of its trials, or of a control with its own.
     *
     * @param parameters of a control
     * @param validation predictions of a control
     * @param test predictions of a control
     * @param notes on a control; null where an earlier build wrote none
     * @param trials fingerprints by seed; none of a control
     */
    private record Row(
            String name,
            String title,
            String textEncoder,
            long parameters,
            List<Predictions> validation,
            List<Predictions> test,
            @Nullable List<String> notes,
            List<String> failures,
            Map<Long, String> trials) {

        Row {
            if (!Path.of(name).equals(Path.of(name).getFileName()) || name.equals("..") || name.equals(".")) {
                throw new IllegalArgumentException("'" + name + "' is no name of a model's folder");
            }
            Objects.requireNonNull(title);
            Objects.requireNonNull(textEncoder);
            validation = List.copyOf(validation);
            test = List.copyOf(test);
            failures = List.copyOf(failures);
            trials = Collections.unmodifiableMap(new TreeMap<>(trials));
        }

        static Row of(ComparedSystem system) {
            boolean control = !system.isTrained();
            return new Row(
                    system.name(),
                    system.title(),
                    system.textEncoder(),
                    control ? system.parameters().orElse(0) : 0,
                    control ? system.validation() : List.of(),
                    control ? system.test() : List.of(),
                    control ? system.notes() : null,
                    system.failures(),
                    system.trials());
        }

        boolean isControl() {
            return trials.isEmpty() && failures.isEmpty();
        }

        ComparedSystem control() {
            return ComparedSystem.ofControl(
                    name, title, textEncoder, parameters, validation, test, notes == null ? List.of() : notes);
        }
    }

    /** Of one that has come to its end, by the metrics of the data set's family. */
    public static StoredComparison of(
            ComparedData data, List<ComparedSystem> systems, String compareTo, SplitName split, List<String> remarks) {
        return of(data, systems, compareTo, split, remarks, null);
    }

    /**
     * Of one that has come to its end.
     *
     * @param metrics of its tables; null for those of the data set's family
     */
    public static StoredComparison of(
            ComparedData data,
            List<ComparedSystem> systems,
            String compareTo,
            SplitName split,
            List<String> remarks,
            @Nullable TableMetrics metrics) {
        return new StoredComparison(
                data,
                compareTo,
                split,
                systems.stream().map(Row::of).toList(),
                remarks,
                metrics == null ? null : JsonParser.parseString(json(metrics)).getAsJsonObject(),
                null);
    }

    /** The same with other things to be said below the tables. */
    public StoredComparison remarking(List<String> others) {
        return new StoredComparison(data, compareTo, split, rows, others, metrics, command);
    }

    /** One of the same split and metrics. */
    public StoredComparison of(ComparedData otherData, List<ComparedSystem> systems, String otherCompareTo) {
        return new StoredComparison(
                otherData, otherCompareTo, split, systems.stream().map(Row::of).toList(), remarks, metrics, command);
    }

    /** The same by a command. */
    public StoredComparison by(String newCommand) {
        return new StoredComparison(data, compareTo, split, rows, remarks, metrics, newCommand);
    }

    /** The same where it is known of which data set it has a copy, which an older DERL did not write. */
    public StoredComparison ofCopy(DataSet copy) {
        return new StoredComparison(data.ofCopy(copy), compareTo, split, rows, remarks, metrics, command);
    }

    private static String json(TableMetrics metrics) {
        return Settings.describe(metrics).root().render(ConfigRenderOptions.concise());
    }

    /**
     * The metrics of its tables; null for those of the data set's family.
     *
     * @param binder asked for where there are any
     * @throws org.derl.config.InvalidConfigException when nobody offers one of them any more
     */
    public @Nullable TableMetrics tableMetrics(Supplier<ConfigBinder> binder) {
        return metrics == null
                ? null
                : TableMetrics.of(
                        ConfigFactory.parseString(
                                metrics.toString(),
                                ConfigParseOptions.defaults().setOriginDescription(FILE)),
                        binder.get());
    }

    /** Writes it into the folder of the comparison. */
    public void write(Path folder) throws IOException {
        CheckedJson.write(
                folder.resolve(FILE), CheckedJson.GSON.toJsonTree(this).getAsJsonObject());
    }

    /** Whether a folder holds one. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /**
     * Reads that of a folder.
     *
     * @throws IOException when there is none, or it is damaged; the message says what to do
     */
    public static StoredComparison read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new IOException(folder + " holds no comparison that has come to its end: there is no " + FILE
                    + " in it; derl compare writes one, and goes on with what is there");
        }
        JsonObject json = CheckedJson.read(file);
        if (json.has(LABELS_ELSEWHERE)) {
            throw new IOException(folder + " has no labels, as derl share wrote it: those are in the data set "
                    + json.get(LABELS_ELSEWHERE).getAsString() + "; derl show prints its tables where that is");
        }
        return of(file, json);
    }

    /**
     * That of a file.
     *
     * @param json what the file holds
     * @throws IOException when it is damaged
     */
    public static StoredComparison of(Path file, JsonObject json) throws IOException {
        try {
            return CheckedJson.GSON.fromJson(json, StoredComparison.class);
        } catch (RuntimeException e) { // by which Gson tells as well that a record refuses what it is given
            throw new IOException(file + " is damaged; the same derl compare writes it anew", e);
        }
    }

    /**
     * The rows of the tables. A trial whose files are missing or damaged, or that was made otherwise since, is a failure.
     *
     * @param folder of the comparison
     */
    public List<ComparedSystem> systems(Path folder) {
        return rows.stream()
                .map(row -> row.isControl() ? row.control() : model(folder, row))
                .toList();
    }

    /** The fingerprints of the trials that the tables are of, by model and seed. */
    public Map<String, Map<Long, String>> trials() {
        Map<String, Map<Long, String>> trials = new LinkedHashMap<>();
        rows.stream().filter(row -> !row.isControl()).forEach(row -> trials.put(row.name(), row.trials()));
        return trials;
    }

    /** What each trial that gave no result was left out for. */
    public List<String> failures() {
        return rows.stream().flatMap(row -> row.failures().stream()).toList();
    }

    private ComparedSystem model(Path folder, Row row) {
        Map<Long, TrialResult> results = new TreeMap<>();
        List<String> failures = new ArrayList<>(row.failures());
        row.trials().forEach((seed, fingerprint) -> {
            try {
                TrialResult result = new TrialFolder(folder.resolve(row.name()).resolve("seed-" + seed)).read();
                if (!result.facts().fingerprint().equals(fingerprint)) {
                    throw new IOException(
                            "it was made with something else since; the same derl compare says with what");
                } else if (split == SplitName.TEST && result.test() == null) {
                    throw new IOException(
                            "it was made anew since, up to the validation split; the same derl compare goes on to test");
                }
                results.put(seed, result);
            } catch (IOException e) {
                failures.add(row.name() + " (seed " + seed + "): " + Reason.inOneLine(e));
            }
        });
        return ComparedSystem.of(row.name(), row.title(), row.textEncoder(), results, failures);
    }
}
