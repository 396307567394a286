package org.derl.bench.datacheck.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Locale;
import org.derl.bench.datacheck.CheckedFile;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Probe;
import org.derl.bench.datacheck.Report;
import org.derl.bench.datacheck.Severity;
import org.derl.bench.datacheck.check.BareArray;
import org.derl.bench.datacheck.statistics.ColumnSummary;
import org.derl.bench.datacheck.statistics.SequenceStatistics;
import org.derl.bench.text.Printable;
import org.derl.data.Modality;
import org.derl.data.file.Reading;

/** A report as one JSON object, for programs. */
public final class JsonReport {

    private static final Gson GSON = new GsonBuilder()
            .serializeNulls()
            .disableHtmlEscaping()
            .setPrettyPrinting()
            .create();

    private JsonReport() {}

    /** The object; ends with a line feed. */
    public static String write(Report report) {
        JsonObject json = new JsonObject();
        json.addProperty("title", report.title());
        json.addProperty("verdict", report.verdict());
        for (Severity severity : Severity.values()) {
            json.addProperty(name(severity) + "s", report.count(severity));
        }
        json.add("files", array(report.files(), JsonReport::file));
        json.add("readings", array(report.readings(), JsonReport::reading));
        Examined examined = report.examined();
        if (examined != null) {
            json.addProperty("what", examined.subject().title());
            json.addProperty("family", examined.subject().family());
            json.add("splits", array(examined.subject().splits(), split -> split(new SplitSummary(examined, split))));
            json.add("probes", array(report.probes(), JsonReport::probe));
        } else {
            json.add("arrays", array(report.arrays(), JsonReport::array));
        }
        json.add("findings", array(report.findings(), JsonReport::finding));
        return Printable.json(GSON.toJson(json)) + "\n";
    }

    private interface Writer<T> {
        JsonObject write(T value);
    }

    private static <T> JsonArray array(List<T> values, Writer<T> writer) {
        JsonArray array = new JsonArray();
        values.forEach(value -> array.add(writer.write(value)));
        return array;
    }

    private static JsonObject file(CheckedFile file) {
        JsonObject json = new JsonObject();
        json.addProperty("path", file.path().toString());
        json.addProperty("bytes", file.bytes());
        json.addProperty("sha256", file.sha256());
        json.add("known", GSON.toJsonTree(file.known()));
        return json;
    }

    private static JsonObject reading(Reading reading) {
        JsonObject json = new JsonObject();
        json.addProperty("meaning", reading.meaning());
        json.add("origins", array(reading.origins(), origin -> {
            JsonObject place = new JsonObject();
            place.addProperty("file", origin.file().toString());
            place.addProperty("array", origin.array());
            return place;
        }));
        json.addProperty("remark", reading.remark());
        return json;
    }

    private static JsonObject split(SplitSummary summary) {
        JsonObject json = new JsonObject();
        json.addProperty("split", summary.split().name());
        json.addProperty("samples", summary.split().size());
        json.addProperty("groups", summary.groups());
        json.add("labels", GSON.toJsonTree(summary.labels()));
        json.add(
                "modalities",
                array(List.copyOf(summary.split().features().modalities()), modality -> modality(summary, modality)));
        return json;
    }

    private static JsonObject modality(SplitSummary summary, Modality modality) {
        SequenceStatistics statistics = summary.statistics(modality);
        JsonObject json = new JsonObject();
        json.addProperty("modality", modality.name());
        json.add("shape", GSON.toJsonTree(statistics.features().shape()));
        json.add("lengths", GSON.toJsonTree(summary.lengths(modality)));
        json.add("columns", array(statistics.columns(), JsonReport::column));
        return json;
    }

    private static JsonObject column(ColumnSummary column) {
        JsonObject json = new JsonObject();
        json.addProperty("nan", column.nan());
        json.addProperty("negativeInfinities", column.negativeInfinities());
        json.addProperty("positiveInfinities", column.positiveInfinities());
        json.addProperty("finite", column.finite());
        json.addProperty("zeros", column.zeros());
        json.add("mean", number(column.mean()));
        json.add("deviation", number(column.deviation()));
        json.add("lowest", number(column.lowest()));
        json.add("highest", number(column.highest()));
        return json;
    }

    /** JSON has no word for what is no number. */
    private static JsonElement number(double value) {
        return Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;
    }

    private static JsonObject probe(Probe probe) {
        JsonObject json = new JsonObject();
        json.addProperty("modality", probe.modality().name());
        json.addProperty("accuracy", probe.accuracy());
        json.addProperty("samples", probe.samples());
        json.addProperty("majority", probe.majority());
        return json;
    }

    private static JsonObject array(BareArray array) {
        JsonObject json = new JsonObject();
        json.addProperty("file", array.file().toString());
        json.addProperty("split", array.name().split());
        json.addProperty("key", array.name().key());
        json.addProperty("dtype", array.array().dtype());
        json.add("shape", GSON.toJsonTree(array.array().shape().getShape()));
        json.add("columns", array(array.columns(), JsonReport::column));
        return json;
    }

    private static JsonObject finding(Finding finding) {
        JsonObject json = new JsonObject();
        json.addProperty("severity", name(finding.severity()));
        json.addProperty("kind", finding.kind());
        json.addProperty("split", finding.place().split());
        json.addProperty("modality", finding.place().modality());
        json.add("columns", GSON.toJsonTree(finding.place().columns()));
        json.add("samples", GSON.toJsonTree(finding.place().samples()));
        json.addProperty("what", finding.what());
        json.addProperty("advice", finding.advice());
        return json;
    }

    private static String name(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }
}
