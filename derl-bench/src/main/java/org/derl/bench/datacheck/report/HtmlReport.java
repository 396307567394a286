package org.derl.bench.datacheck.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.derl.bench.data.ReadingTable;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Report;
import org.derl.bench.datacheck.Severity;
import org.derl.bench.datacheck.statistics.ColumnSummary;
import org.derl.bench.drawing.Page;
import org.derl.bench.drawing.Svg;
import org.derl.bench.text.Words;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;
import org.derl.io.AtomicFile;

/** A report as a page that needs nothing but itself. */
public final class HtmlReport {

    private static final int LENGTH_BARS = 40;

    /** Findings of one kind that are shown one by one. */
    private static final int NAMED = 3;

    private HtmlReport() {}

    /**
     * Writes the page, which appears whole or not at all; a device or a pipe is written into.
     *
     * @throws IOException when it cannot be written
     */
    public static void write(Report report, Path file) throws IOException {
        AtomicFile.write(file, page(report));
    }

    public static String page(Report report) throws IOException {
        String content = Page.filled(
                Page.resource(HtmlReport.class, "report.html"),
                Map.of(
                        "title", Svg.escaped(report.title()),
                        "verdict", report.verdict(),
                        "summary", Svg.escaped(new Pen(true, false).verdict(report)),
                        "facts", facts(report),
                        "findings", findings(report),
                        "charts", charts(report)));
        return new Page(report.title(), Page.resource(HtmlReport.class, "report.css"), "", content).text();
    }

    private static String facts(Report report) {
        return Facts.of(report).stream()
                        .map(fact -> term(fact.label(), fact.value()))
                        .collect(Collectors.joining("", "<dl>", "</dl>"))
                + ReadingTable.rows(report.readings()).stream()
                        .map(row -> term(
                                row.meaning(), row.from() + (row.remark().isEmpty() ? "" : " (" + row.remark() + ")")))
                        .collect(Collectors.joining("", "<h2>What was read as what</h2><dl>", "</dl>"));
    }

    private static String term(String term, String value) {
        return "<dt>" + Svg.escaped(term) + "</dt><dd>" + Svg.escaped(value) + "</dd>";
    }

    private static String findings(Report report) {
        StringBuilder cards = new StringBuilder();
        for (Severity severity : Severity.values()) {
            for (List<Finding> group : report.groups(severity)) {
                cards.append(card(severity, group));
            }
        }
        return cards.isEmpty() ? "<p class=\"faint\">None.</p>" : cards.toString();
    }

    private static String card(Severity severity, List<Finding> group) {
        String name = severity.name().toLowerCase(Locale.ROOT);
        String items = group.stream()
                .limit(NAMED)
                .map(finding -> "<li><b>" + Svg.escaped(finding.what()) + "</b> <span class=\"faint\">"
                        + Svg.escaped(finding.place().inWords()) + "</span></li>")
                .collect(Collectors.joining(
                        "",
                        "<ul>",
                        (group.size() > NAMED ? "<li>and " + (group.size() - NAMED) + " more like these</li>" : "")
                                + "</ul>"));
        return "<div class=\"card finding " + name + "\"><span class=\"tag\">" + name + "</span>" + items
                + "<p class=\"faint\">" + Svg.escaped(group.get(0).advice()) + "</p></div>\n";
    }

    private static String charts(Report report) {
        Examined examined = report.examined();
        if (examined == null) {
            return arrays(report);
        }
        List<SplitSummary> splits = examined.subject().splits().stream()
                .map(split -> new SplitSummary(examined, split))
                .toList();
        StringBuilder charts = new StringBuilder("<h2>Labels</h2><div class=\"grid\">");
        for (SplitSummary split : splits) {
            String name = split.split().name();
            charts.append(card(name, BarChart.of(split.labels(), "labels of " + name)));
        }
        charts.append("</div>\n<h2>Lengths, in steps</h2>");
        for (Modality modality : splits.get(0).split().features().modalities()) {
            charts.append(lengths(splits, modality));
        }
        charts.append("\n<h2>Features</h2>").append(KEY);
        for (Modality modality : splits.get(0).split().features().modalities()) {
            charts.append(features(splits, modality));
        }
        return charts.toString();
    }

    private static final String KEY = "<p class=\"faint key\">Of each column:"
            + "<span class=\"range\"></span>all values"
            + "<span class=\"bar\"></span>a standard deviation around the mean"
            + "<span class=\"zero\"></span>share of zeros"
            + "<span class=\"bad\"></span>share of NaN and infinite numbers</p>";

    private static String card(String heading, String content) {
        return "<div class=\"card\"><h3>" + Svg.escaped(heading) + "</h3>" + content + "</div>";
    }

    private static String lengths(List<SplitSummary> splits, Modality modality) {
        StringBuilder row = new StringBuilder("<div class=\"grid below\">");
        int longest = splits.stream()
                .mapToInt(split -> split.lengths(modality).most())
                .max()
                .orElse(0);
        for (SplitSummary split : splits) {
            String name = modality + ", " + split.split().name();
            row.append(card(
                    name + ", median " + split.lengths(modality).median(),
                    BarChart.ofLengths(
                            split.statistics(modality).lengths(), longest, LENGTH_BARS, "lengths of " + name)));
        }
        return row.append("</div>").toString();
    }

    private static String features(List<SplitSummary> splits, Modality modality) {
        StringBuilder cards = new StringBuilder();
        for (SplitSummary split : splits) {
            if (split.statistics(modality).features().shape().content() == Content.TOKENS) {
                continue;
            }
            List<ColumnSummary> columns = split.statistics(modality).columns();
            String name = modality + ", " + split.split().name();
            cards.append(card(
                    name,
                    FeatureChart.of(columns, "features of " + name) + "<details><summary>All "
                            + Words.count(columns.size(), "column") + "</summary>" + FeatureRows.of(columns)
                            + "</details>"));
        }
        return cards.toString();
    }

    private static String arrays(Report report) {
        return report.arrays().stream()
                .filter(array -> !array.columns().isEmpty())
                .map(array -> card(array.description(), FeatureChart.of(array.columns(), array.description())))
                .collect(Collectors.joining("\n", report.arrays().isEmpty() ? "" : "<h2>Arrays</h2>" + KEY, ""));
    }
}
