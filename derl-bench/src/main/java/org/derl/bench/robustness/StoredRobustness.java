package org.derl.bench.robustness;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.drawing.Figure;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.table.Table;
import org.derl.bench.trial.CheckedJson;
import org.derl.io.Reason;

/**
 * What {@code derl robustness} has left beside a comparison, with which a page is drawn again.
 *
 * @param folder by which its comparison is told from others; empty where there is no other
 * @param file its name
 * @param robustness what was measured; none where it is not of the trials of the comparison
 * @param remark what a reader must be told of the file; empty where that is nothing
 */
public record StoredRobustness(String folder, String file, Optional<Robustness> robustness, String remark) {

    private static final String END = ".json";

    /** The names of all files of the kind. */
    public static List<String> files() {
        return RobustnessRun.How.all().stream().map(how -> how.fileName() + END).toList();
    }

    /** Those of a folder: what is damaged, or of other trials than the comparison, has a remark in place of numbers. */
    public static List<StoredRobustness> in(Path folder, StoredComparison comparison) {
        List<StoredRobustness> found = new ArrayList<>();
        for (RobustnessRun.How how : RobustnessRun.How.all()) {
            if (Files.exists(folder.resolve(how.fileName() + END))) {
                found.add(of(folder, how, comparison));
            }
        }
        return found;
    }

    private static StoredRobustness of(Path folder, RobustnessRun.How how, StoredComparison comparison) {
        String file = how.fileName() + END;
        String again = "; ./derl robustness DIR" + how.options() + " evaluates them anew.";
        try {
            JsonObject json = CheckedJson.read(folder.resolve(file));
            if (!json.has("trials")) {
                return without(file, "does not say of which trials its curves are, as an older DERL wrote it" + again);
            }
            Map<String, Map<Long, String>> trials = trials(json.getAsJsonObject("trials"));
            Set<String> others = others(trials, comparison.trials());
            if (!others.isEmpty()) {
                return without(
                        file,
                        "is not drawn, for trials have changed since, or are no longer compared: "
                                + String.join(", ", others) + again);
            }
            Set<String> missing = new TreeSet<>(comparison.trials().keySet());
            missing.removeIf(model -> trials.containsKey(model)
                    || comparison.trials().getOrDefault(model, Map.of()).isEmpty());
            String remark = missing.isEmpty() ? "" : file + " is not of " + String.join(", ", missing) + again;
            return new StoredRobustness("", file, Optional.of(read(json, how, trials, comparison)), remark);
        } catch (IOException e) {
            return without(file, Reason.inOneLine(e).replace(folder.resolve(file) + " ", "") + again);
        } catch (RuntimeException e) { // by which Gson tells that something is of another kind
            return without(file, "is damaged: it is not what DERL writes" + again);
        }
    }

    private static StoredRobustness without(String file, String reason) {
        return new StoredRobustness("", file, Optional.empty(), file + " " + reason);
    }

    /** The models whose trials are not those of the comparison. */
    private static Set<String> others(Map<String, Map<Long, String>> own, Map<String, Map<Long, String>> compared) {
        Set<String> others = new TreeSet<>(own.keySet());
        others.removeIf(model -> Objects.equals(own.get(model), compared.get(model)));
        return others;
    }

    /** The same among those of other comparisons. */
    public StoredRobustness of(String name) {
        return new StoredRobustness(
                name,
                file,
                robustness.map(found -> new Robustness(
                        name + ": " + found.data(),
                        found.how(),
                        found.metrics(),
                        found.curves(),
                        found.trials(),
                        found.notes())),
                remark.isEmpty() ? "" : name + ": " + remark);
    }

    /** The figure of each metric, as {@code derl robustness} draws it. */
    public List<Figure> figures() {
        String before = folder.isEmpty() ? "" : folder.replace('/', '-') + "-";
        return robustness.map(found -> RobustnessFiles.figures(found, before)).orElse(List.of());
    }

    /** The tables of each metric: every other rate, and what stands for the curve. */
    public List<Table> tables() {
        return robustness.map(found -> new RobustnessTables(found).brief()).orElse(List.of());
    }

    /** As it is written: all numbers of all seeds, those that are undefined as nulls. */
    static JsonObject json(Robustness robustness) {
        RobustnessRun.How how = robustness.how();
        JsonObject json = new JsonObject();
        json.addProperty("data", robustness.data());
        json.addProperty("split", how.split().name());
        json.addProperty("protocol", RobustnessTables.protocolName(robustness));
        json.addProperty("form", RobustnessTables.formName(robustness));
        json.add("rates", CheckedJson.GSON.toJsonTree(how.protocol().rates()));
        json.add("trials", CheckedJson.GSON.toJsonTree(robustness.trials()));
        JsonArray curves = new JsonArray();
        robustness
                .curves()
                .forEach(curve -> robustness.metrics().forEach(metric -> curves.add(json(curve, metric, how))));
        json.add("curves", curves);
        json.add("notes", CheckedJson.GSON.toJsonTree(robustness.notes()));
        return json;
    }

    private static JsonObject json(RobustnessCurve curve, NamedMetric metric, RobustnessRun.How how) {
        JsonObject json = new JsonObject();
        json.addProperty("model", curve.model());
        json.addProperty("title", curve.title());
        json.addProperty("counted", curve.counted());
        json.addProperty("lost", curve.lost().name());
        json.addProperty("metric", metric.key());
        double summary = curve.summary(metric, how.protocol()).mean();
        if (Double.isFinite(summary)) {
            json.addProperty(RobustnessTables.summaryName(how.protocol()), summary);
        }
        JsonObject seeds = new JsonObject();
        curve.bySeed(metric).forEach((seed, rates) -> {
            JsonArray numbers = new JsonArray();
            rates.forEach(rate -> numbers.add(Double.isFinite(rate) ? new JsonPrimitive(rate) : JsonNull.INSTANCE));
            seeds.add(String.valueOf(seed), numbers);
        });
        json.add("seeds", seeds);
        return json;
    }

    private static Map<String, Map<Long, String>> trials(JsonObject json) {
        Map<String, Map<Long, String>> trials = new LinkedHashMap<>();
        json.asMap().forEach((model, seeds) -> {
            Map<Long, String> own = new TreeMap<>();
            seeds.getAsJsonObject()
                    .asMap()
                    .forEach((seed, fingerprint) -> own.put(Long.parseLong(seed), fingerprint.getAsString()));
            trials.put(model, own);
        });
        return trials;
    }

    private static Robustness read(
            JsonObject json,
            RobustnessRun.How how,
            Map<String, Map<Long, String>> trials,
            StoredComparison comparison) {
        Map<List<String>, RobustnessCurve> curves = new LinkedHashMap<>();
        Set<String> measured = new TreeSet<>();
        for (JsonElement element : json.getAsJsonArray("curves")) {
            RobustnessCurve curve = curve(element.getAsJsonObject());
            measured.addAll(curve.values().keySet());
            curves.merge(List.of(curve.model(), curve.lost().name()), curve, RobustnessCurve::with);
        }
        List<NamedMetric> metrics = RobustnessRun.metrics(comparison).stream()
                .filter(metric -> measured.contains(metric.key()))
                .toList();
        int rates = how.protocol().rates().size();
        for (RobustnessCurve curve : curves.values()) {
            for (NamedMetric metric : metrics) {
                if (curve.bySeed(metric).values().stream().anyMatch(seed -> seed.size() != rates)) {
                    throw new IllegalArgumentException(curve.label() + " has no " + rates + " rates");
                }
            }
        }
        List<String> notes = new ArrayList<>();
        json.getAsJsonArray("notes").forEach(note -> notes.add(note.getAsString()));
        return new Robustness(
                json.get("data").getAsString(), how, metrics, List.copyOf(curves.values()), trials, notes);
    }

    private static RobustnessCurve curve(JsonObject json) {
        SortedMap<Long, List<Double>> seeds = new TreeMap<>();
        json.getAsJsonObject("seeds").asMap().forEach((seed, rates) -> {
            List<Double> numbers = new ArrayList<>();
            rates.getAsJsonArray()
                    .forEach(rate -> numbers.add(rate instanceof JsonNull ? Double.NaN : rate.getAsDouble()));
            seeds.put(Long.parseLong(seed), numbers);
        });
        return new RobustnessCurve(
                json.get("model").getAsString(),
                json.get("title").getAsString(),
                json.get("counted").getAsString(),
                new LostPart(json.get("lost").getAsString(), List.of()),
                Map.of(json.get("metric").getAsString(), seeds),
                new TreeMap<>());
    }
}
