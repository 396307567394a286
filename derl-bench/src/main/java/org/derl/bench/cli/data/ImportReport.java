package org.derl.bench.cli.data;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.derl.bench.data.ReadingTable;
import org.derl.bench.datacheck.Report;
import org.derl.bench.datacheck.report.Pen;
import org.derl.bench.datacheck.report.TextReport;
import org.derl.bench.table.Characters;
import org.derl.bench.text.LineWidth;
import org.derl.bench.text.Paragraphs;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureImport.Written;
import org.derl.data.file.Reading;

/**
 * What an import tells: before anything is written what became of the files and what is wrong with them, then the end.
 */
record ImportReport(PrintWriter out) {

    private static final String INDENT = "  ";

    void readings(List<Reading> readings) {
        List<String> lines = ReadingTable.lines(readings);
        if (!lines.isEmpty()) {
            lines.forEach(out::println);
            out.println();
            out.flush();
        }
    }

    void findings(Report report) {
        List<String> findings = TextReport.findings(report, new Pen(Characters.unicode(), false));
        if (!findings.isEmpty()) {
            findings.forEach(out::println);
            paragraph("", "What each means, and what to do, ./derl data check says of the same files.");
            out.println();
            out.flush();
        }
    }

    void written(String name, FeatureFile content, Written written) {
        Map<String, Integer> samples = written.samples();
        out.printf(
                Locale.ROOT,
                "%s: %s; %d training, %d validation, %d test samples%n",
                name,
                content.layout(),
                samples.getOrDefault("train", 0),
                samples.getOrDefault("valid", 0),
                samples.getOrDefault("test", 0));
        written.notes().forEach(this::note);
    }

    void note(String note) {
        paragraph(INDENT, note);
    }

    private void paragraph(String indent, String text) {
        Paragraphs.broken(text, LineWidth.ofReports() - indent.length()).forEach(line -> out.println(indent + line));
    }
}
