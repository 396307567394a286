package org.derl.bench.datacheck.report;

import java.util.ArrayList;
import java.util.List;
import org.derl.bench.datacheck.Report;
import org.derl.bench.datacheck.Severity;
import org.derl.bench.text.Words;

/**
 * What a terminal can show.
 *
 * @param unicode whether it has blocks and dashes
 * @param colored whether it has colors
 */
public record Pen(boolean unicode, boolean colored) {

    private static final String EIGHTHS = " \u258f\u258e\u258d\u258c\u258b\u258a\u2589";
    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final String GREEN = "32";
    private static final String BOLD = "1";
    private static final String FAINT = "2";

    String bold(String text) {
        return paint(BOLD, text);
    }

    String faint(String text) {
        return paint(FAINT, text);
    }

    /** What stands before a place. */
    String at() {
        return unicode ? "\u2192 " : "at ";
    }

    /** What stands before a finding. */
    String mark(Severity severity) {
        return switch (severity) {
            case ERROR -> paint(RED, "error: ");
            case WARNING -> paint(YELLOW, "warning: ");
            case NOTE -> "note: ";
        };
    }

    /** The verdict and how many findings there are. */
    String verdict(Report report) {
        List<String> counts = new ArrayList<>();
        add(counts, report.count(Severity.ERROR), "error");
        add(counts, report.count(Severity.WARNING), "warning");
        add(counts, report.count(Severity.NOTE), "note");
        String words =
                switch (report.verdict()) {
                    case "broken" -> "This data is broken";
                    case "clean" -> "No fault was found";
                    default ->
                        report.examined() == null && !report.arrays().isEmpty()
                                ? "This data was not understood"
                                : "This data can be used, with care";
                };
        String text = words + (counts.isEmpty() ? "." : ": " + String.join(", ", counts) + ".");
        return switch (report.verdict()) {
            case "broken" -> paint(BOLD + ";" + RED, text);
            case "clean" -> paint(BOLD + ";" + GREEN, text);
            default -> paint(BOLD + ";" + YELLOW, text);
        };
    }

    private static void add(List<String> counts, int count, String noun) {
        if (count > 0) {
            counts.add(Words.count(count, noun));
        }
    }

    /** A bar of a share of a width. */
    String bar(double share, int width) {
        if (!unicode) {
            int length = (int) Math.round(share * width);
            return "#".repeat(share > 0 ? Math.max(1, length) : 0);
        }
        int eighths = (int) Math.round(share * width * 8);
        int all = share > 0 ? Math.max(1, eighths) : 0;
        return "\u2588".repeat(all / 8) + (all % 8 == 0 ? "" : EIGHTHS.charAt(all % 8));
    }

    private String paint(String code, String text) {
        return colored && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
