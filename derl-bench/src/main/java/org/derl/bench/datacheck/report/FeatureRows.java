package org.derl.bench.datacheck.report;

import java.util.List;
import java.util.Locale;
import org.derl.bench.datacheck.statistics.ColumnSummary;
import org.derl.bench.drawing.Svg;
import org.derl.bench.text.Words;

/** The columns of a modality as rows of a page's table, with small bars. */
final class FeatureRows {

    private static final double BAR = 140;
    private static final double HEIGHT = 14;

    private FeatureRows() {}

    static String of(List<ColumnSummary> columns) {
        StringBuilder table = new StringBuilder("<div class=\"scroll\"><table><thead><tr><th>column</th><th>mean</th>"
                + "<th>deviation</th><th>min</th><th>max</th><th>zero</th><th>NaN, inf</th></tr></thead><tbody>");
        for (int i = 0; i < columns.size(); i++) {
            ColumnSummary column = columns.get(i);
            double all = column.finite() + column.nonFinite();
            table.append("<tr><td>").append(i).append("</td>");
            cell(table, column.mean());
            cell(table, column.deviation());
            cell(table, column.lowest());
            cell(table, column.highest());
            table.append("<td>").append(bar(column.finite() == 0 ? 0 : column.zeroShare(), "zero"));
            table.append("</td><td>").append(bar(all == 0 ? 0 : column.nonFinite() / all, "bad"));
            table.append("</td></tr>");
        }
        return table.append("</tbody></table></div>").toString();
    }

    private static void cell(StringBuilder table, double value) {
        table.append("<td>")
                .append(Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4g", value))
                .append("</td>");
    }

    private static String bar(double share, String style) {
        Svg svg = new Svg(BAR, HEIGHT);
        svg.bar(0, 2, BAR * 0.6, HEIGHT - 4, "track", "");
        if (share > 0) {
            svg.bar(0, 2, Math.max(2, BAR * 0.6 * share), HEIGHT - 4, style, "");
        }
        svg.text(BAR, HEIGHT - 3, "end", Words.percent(share));
        return svg.drawing("");
    }
}
