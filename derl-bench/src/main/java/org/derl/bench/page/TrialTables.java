package org.derl.bench.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.derl.bench.drawing.Svg;
import org.derl.bench.metric.NamedMetric;
import org.derl.bench.table.Table.Column;

/** What each row is the mean of: the numbers of each trial, its folder, and by what its training is repeated. */
final class TrialTables {

    private static final int DIGITS = 12;

    private final List<NamedMetric> metrics;
    private final boolean linked;

    private TrialTables(List<NamedMetric> metrics, boolean linked) {
        this.metrics = metrics;
        this.linked = linked;
    }

    /**
     * For the page.
     *
     * @param linked whether the page lies where the names of folders lead to them
     */
    static String of(ReportedComparison comparison, boolean linked) {
        TrialTables tables = new TrialTables(comparison.tables().metrics(), linked);
        return comparison.rows().stream().map(tables::of).collect(Collectors.joining());
    }

    private String of(ReportedRow row) {
        String head = "<section class=\"card\" id=\"" + row.anchor() + "\"><h3>" + Svg.escaped(row.title())
                + " <span class=\"faint\">" + Svg.escaped(row.system().name())
                + (row.hasTrials()
                        ? ", text encoder " + Svg.escaped(row.system().textEncoder())
                        : "") + "</span></h3>";
        return head + (row.hasTrials() ? table(row) : "<p class=\"faint\">" + without(row) + "</p>") + "</section>\n";
    }

    private static String without(ReportedRow row) {
        return row.system().isTrained()
                ? "No trial gave a result; the notes below the first table say why."
                : "No trial: the comparison computes it from the data, and keeps its predictions in comparison.json.";
    }

    private String table(ReportedRow row) {
        List<Column> columns = new ArrayList<>(List.of(Column.left("seed"), Column.left("folder")));
        metrics.forEach(metric -> columns.add(Column.right(metric.displayName())));
        columns.addAll(List.of(Column.right("chosen epoch"), Column.right("seconds"), Column.left("fingerprint")));
        return "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"trials\"><table>"
                + TableHtml.head(columns)
                + "<tbody>" + row.trials().stream().map(this::line).collect(Collectors.joining())
                + "</tbody></table></div>"
                + "<p class=\"faint\">Trained again, and compared to the last bit, by <code>./derl replay DIR/"
                + Svg.escaped(row.trials().get(0).folder()) + "</code></p>";
    }

    private String line(ReportedTrial trial) {
        String folder = Svg.escaped(trial.folder());
        return "<tr><th scope=\"row\">" + trial.seed() + "</th><td class=\"words\">"
                + (linked ? "<a href=\"" + address(trial.folder()) + "\">" + folder + "</a>" : folder) + "</td>"
                + metrics.stream().map(metric -> cell(value(metric, trial))).collect(Collectors.joining())
                + cell(trial.facts().bestEpoch() + " of " + trial.facts().epochs())
                + cell(String.format(Locale.ROOT, "%.1f", trial.facts().seconds())) + "<td class=\"words\"><code>"
                + Svg.escaped(shortened(trial.facts().fingerprint())) + "</code></td></tr>";
    }

    private static String shortened(String fingerprint) {
        return fingerprint.substring(0, Math.min(DIGITS, fingerprint.length()));
    }

    private static String cell(String text) {
        return "<td>" + text + "</td>";
    }

    private static String value(NamedMetric metric, ReportedTrial trial) {
        double value = metric.metric().of(trial.predictions());
        if (!Double.isFinite(value)) {
            return "undefined";
        }
        return metric.metric().isShare()
                ? String.format(Locale.ROOT, "%.2f", 100 * value)
                : String.format(Locale.ROOT, "%.4f", value).replace('-', '\u2212');
    }

    /** Each name of a path as addresses write it: none is a scheme or a query. */
    private static String address(String folder) {
        return List.of(folder.split("/", -1)).stream()
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/", "", "/"));
    }
}
