package org.derl.bench.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.derl.bench.drawing.Svg;
import org.derl.data.Task;
import org.derl.eval.Predictions;

/**
 * How often samples of each class are predicted as each: values clipped to the range and rounded, a half to the even
 * number, as accuracies of whole numbers take them.
 */
final class ConfusionTable {

    private static final int FEWEST = 3;
    private static final int MOST = 11;
    private static final int SHADES = 6;

    private final float lowest;
    private final float highest;
    private final long[][] counts;

    private ConfusionTable(Task.Regression range) {
        lowest = (float) range.lowest();
        highest = (float) range.highest();
        int classes = classes(range);
        counts = new long[classes][classes];
    }

    /** Whether labels in a range have whole numbers as classes, and few. */
    static boolean isOf(Task.Regression range) {
        return range.lowest() == Math.rint(range.lowest())
                && range.highest() == Math.rint(range.highest())
                && classes(range) >= FEWEST
                && classes(range) <= MOST;
    }

    private static int classes(Task.Regression range) {
        return (int) (range.highest() - range.lowest()) + 1;
    }

    /** Of all seeds together. */
    static ConfusionTable of(Task.Regression range, List<Predictions> seeds) {
        ConfusionTable table = new ConfusionTable(range);
        for (Predictions seed : seeds) {
            for (int sample = 0; sample < seed.size(); sample++) {
                double label = seed.labels().get(sample);
                double prediction = seed.predictions().get(sample);
                if (!Double.isNaN(label) && !Double.isNaN(prediction)) {
                    table.counts[table.place(label)][table.place(prediction)]++;
                }
            }
        }
        return table;
    }

    private int place(double value) {
        return (int) (Math.rint(Math.min(Math.max((float) value, lowest), highest)) - lowest);
    }

    /** How often each class, from the lowest, is predicted as each. */
    long[][] counts() {
        return counts;
    }

    /** For the page: of the samples of a class, which share is predicted as each. */
    String html(String title) {
        StringBuilder html = new StringBuilder("<div class=\"card scroll\"><table class=\"confusion\"><caption>")
                .append(Svg.escaped(title))
                .append("</caption><thead><tr><th scope=\"col\">true</th>");
        for (int place = 0; place < counts.length; place++) {
            html.append("<th scope=\"col\">").append(name(place)).append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (int label = 0; label < counts.length; label++) {
            addRow(html, label);
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private void addRow(StringBuilder html, int label) {
        long all = IntStream.range(0, counts.length)
                .mapToLong(place -> counts[label][place])
                .sum();
        html.append("<tr><th scope=\"row\">").append(name(label)).append("</th>");
        for (int place = 0; place < counts.length; place++) {
            double share = all == 0 ? 0 : (double) counts[label][place] / all;
            String style = "q" + (int) Math.ceil(share * (SHADES - 1)) + (place == label ? " right" : "");
            html.append(style.equals("q0") ? "<td>" : "<td class=\"" + style + "\">")
                    .append(counts[label][place] == 0 ? "" : String.format(Locale.ROOT, "%.0f", 100 * share))
                    .append("</td>");
        }
        html.append("</tr>");
    }

    private String name(int place) {
        return String.format(Locale.ROOT, "%.0f", lowest + place + 0.0).replace('-', '\u2212');
    }
}
