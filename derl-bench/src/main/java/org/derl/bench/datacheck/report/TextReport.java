package org.derl.bench.datacheck.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.derl.bench.data.ReadingTable;
import org.derl.bench.datacheck.Examined;
import org.derl.bench.datacheck.Finding;
import org.derl.bench.datacheck.Report;
import org.derl.bench.datacheck.Severity;
import org.derl.bench.text.LineWidth;
import org.derl.bench.text.Paragraphs;
import org.derl.bench.text.Printable;

/** A report for terminals of 80 columns, or fewer. */
public final class TextReport {

    private static final int LABEL = 10;
    private static final String INDENT = "  ";

    /** Findings of one kind that are shown one by one. */
    private static final int NAMED = 3;

    private final Report report;
    private final Pen pen;
    private final int width = LineWidth.ofReports();
    private final List<String> lines = new ArrayList<>();

    private TextReport(Report report, Pen pen) {
        this.report = report;
        this.pen = pen;
    }

    /** The report; every line ends with a line feed. */
    public static String write(Report report, Pen pen) {
        TextReport text = new TextReport(report, pen);
        text.addSummary();
        text.addFindings(true);
        text.addLabels();
        return String.join("\n", text.lines) + "\n";
    }

    /** The lines of the findings alone, without what they mean; none where there is none. */
    public static List<String> findings(Report report, Pen pen) {
        TextReport text = new TextReport(report, pen);
        text.addFindings(false);
        return text.lines;
    }

    private void addSummary() {
        lines.add(pen.bold(Printable.of(report.title())));
        lines.add("");
        Facts.of(report).forEach(fact -> addField(fact.label(), fact.value()));
        lines.add("");
        List<String> readings = ReadingTable.lines(report.readings());
        if (!readings.isEmpty()) {
            lines.add(pen.faint(readings.get(0)));
            lines.addAll(readings.subList(1, readings.size()));
            lines.add("");
        }
        lines.add(pen.verdict(report));
    }

    private void addField(String label, String value) {
        String indent = " ".repeat(LABEL);
        List<String> broken = Paragraphs.broken(Printable.of(value), width - LABEL);
        for (int i = 0; i < broken.size(); i++) {
            lines.add((i == 0 ? pen.faint(String.format(Locale.ROOT, "%-" + LABEL + "s", label)) : indent)
                    + broken.get(i));
        }
    }

    private void addFindings(boolean meaning) {
        String former = "";
        for (Severity severity : Severity.values()) {
            for (List<Finding> group : report.groups(severity)) {
                String kind = severity + group.get(0).kind();
                if (meaning && !kind.equals(former)) {
                    lines.add("");
                }
                former = kind;
                if (group.size() > NAMED) {
                    addTogether(severity, group);
                } else {
                    group.forEach(finding -> {
                        addMarked(severity, finding.what());
                        addPlace(finding.place().inWords());
                    });
                }
                if (meaning) {
                    Paragraphs.broken(Printable.of(group.get(0).advice()), width - INDENT.length())
                            .forEach(line -> lines.add(INDENT + pen.faint(line)));
                }
            }
        }
    }

    /** Of many findings of one kind, how many there are and the first few. */
    private void addTogether(Severity severity, List<Finding> group) {
        addMarked(
                severity,
                String.format(
                        Locale.ROOT, "%s, and %,d more like it", group.get(0).what(), group.size() - 1));
        for (Finding finding : group.subList(0, NAMED)) {
            addPlace(finding.place().inWords()
                    + (finding.what().equals(group.get(0).what()) ? "" : ": " + finding.what()));
        }
        addPlace(String.format(Locale.ROOT, "and %,d more; --json lists all", group.size() - NAMED));
    }

    private void addPlace(String place) {
        if (!place.isEmpty()) {
            Paragraphs.broken(pen.at() + Printable.of(place), width - INDENT.length())
                    .forEach(line -> lines.add(INDENT + line));
        }
    }

    private void addMarked(Severity severity, String text) {
        int mark = new Pen(pen.unicode(), false).mark(severity).length();
        List<String> broken =
                Paragraphs.broken(" ".repeat(mark - INDENT.length()) + Printable.of(text), width - INDENT.length());
        lines.add(pen.mark(severity) + broken.get(0).substring(mark - INDENT.length()));
        broken.stream().skip(1).forEach(line -> lines.add(INDENT + line));
    }

    private void addLabels() {
        Examined examined = report.examined();
        if (examined == null) {
            return;
        }
        List<SplitSummary> splits = examined.subject().splits().stream()
                .map(split -> new SplitSummary(examined, split))
                .toList();
        lines.add("");
        lines.addAll(new LabelBars(splits, pen).lines());
    }
}
