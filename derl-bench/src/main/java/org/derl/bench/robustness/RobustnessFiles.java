package org.derl.bench.robustness;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.derl.bench.drawing.FigureFormat;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.table.MeanAndDeviation;
import org.derl.bench.table.Table;
import org.derl.bench.table.TableFormat;
import org.derl.bench.trial.CheckedJson;
import org.derl.io.AtomicFile;

/** The files of {@link Robustness} beside a comparison: tables, figures, and all numbers of all seeds. */
public final class RobustnessFiles {

    private final Robustness robustness;
    private final String name;

    /** Those of what was measured; each protocol, form and split has files of its own. */
    public RobustnessFiles(Robustness robustness) {
        this.robustness = robustness;
        name = robustness.how().fileName();
    }

    /** What their names begin with. */
    public String name() {
        return name;
    }

    /**
     * Writes them into the folder of the comparison.
     *
     * @param formats of figures, beside SVG
     */
    public void write(Path folder, Set<FigureFormat> formats) throws IOException {
        RobustnessTables tables = new RobustnessTables(robustness);
        for (TableFormat format : List.of(TableFormat.MARKDOWN, TableFormat.LATEX)) {
            write(folder, format, tables.all());
        }
        write(folder, TableFormat.CSV, List.of(tables.plain()));
        CheckedJson.write(folder.resolve(name + ".json"), json());
        for (NamedMetric metric : robustness.metrics()) {
            RobustnessFigure.of(robustness, metric, name + "-" + metric.key()).write(folder, formats);
        }
    }

    private void write(Path folder, TableFormat format, List<Table> tables) throws IOException {
        AtomicFile.write(
                folder.resolve(name + "." + format.extension()),
                String.join("\n", tables.stream().map(format::write).toList()));
    }

    private JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("data", robustness.data());
        json.addProperty("split", robustness.how().split().name());
        json.addProperty("protocol", RobustnessTables.protocolName(robustness));
        json.addProperty("form", RobustnessTables.formName(robustness));
        json.add(
                "rates", CheckedJson.GSON.toJsonTree(robustness.how().protocol().rates()));
        JsonArray curves = new JsonArray();
        robustness.curves().forEach(curve -> robustness.metrics().forEach(metric -> curves.add(json(curve, metric))));
        json.add("curves", curves);
        json.add("notes", CheckedJson.GSON.toJsonTree(robustness.notes()));
        return json;
    }

    private JsonObject json(RobustnessCurve curve, NamedMetric metric) {
        JsonObject json = new JsonObject();
        json.addProperty("model", curve.model());
        json.addProperty("lost", curve.lost().name());
        json.addProperty("metric", metric.key());
        MeanAndDeviation summary = curve.summary(metric, robustness.how().protocol());
        json.addProperty(RobustnessTables.summaryName(robustness.how().protocol()), summary.mean());
        JsonObject seeds = new JsonObject();
        curve.predictions()
                .keySet()
                .forEach(seed ->
                        seeds.add(String.valueOf(seed), CheckedJson.GSON.toJsonTree(curve.values(metric, seed))));
        json.add("seeds", seeds);
        return json;
    }
}
