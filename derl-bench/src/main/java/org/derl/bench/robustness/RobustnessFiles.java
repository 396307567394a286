package org.derl.bench.robustness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.derl.bench.drawing.Figure;
import org.derl.bench.drawing.FigureFormat;
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
        CheckedJson.write(folder.resolve(name + ".json"), StoredRobustness.json(robustness));
        for (Figure figure : figures(robustness, "")) {
            figure.write(folder, formats);
        }
    }

    /**
     * A figure of each metric.
     *
     * @param before what the names of figures begin with
     */
    static List<Figure> figures(Robustness robustness, String before) {
        return robustness.metrics().stream()
                .map(metric -> RobustnessFigure.of(
                        robustness, metric, before + robustness.how().fileName() + "-" + metric.key()))
                .toList();
    }

    private void write(Path folder, TableFormat format, List<Table> tables) throws IOException {
        AtomicFile.write(
                folder.resolve(name + "." + format.extension()),
                String.join("\n", tables.stream().map(format::write).toList()));
    }
}
