package org.derl.bench.page;

import java.util.List;
import java.util.stream.Collectors;
import org.derl.bench.drawing.Svg;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Alignment;
import org.derl.bench.table.Table.Column;

/** A table for the page, with its notes. */
final class TableHtml {

    private TableHtml() {}

    /**
     * A table that a script can sort.
     *
     * @param anchors where the first cells of rows lead to; the rows after these lead nowhere
     */
    static String of(Table table, List<String> anchors) {
        StringBuilder html = new StringBuilder("<div class=\"card\"><div class=\"scroll\" tabindex=\"0\" role=\"group\""
                        + " aria-label=\"table\"><table class=\"sortable\"><caption><span>")
                .append(Svg.escaped(table.caption()))
                .append("</span></caption>")
                .append(head(table.columns()))
                .append("<tbody>");
        for (int row = 0; row < table.rows().size(); row++) {
            addRow(html, table, row, row < anchors.size() ? anchors.get(row) : "");
        }
        return html.append("</tbody></table></div>")
                .append(notes(table.notes()))
                .append("</div>\n")
                .toString();
    }

    /** What stands below a table. */
    static String notes(List<String> notes) {
        return notes.isEmpty()
                ? ""
                : notes.stream()
                        .map(note -> "<li>" + Svg.escaped(note) + "</li>")
                        .collect(Collectors.joining("", "<ul class=\"notes\">", "</ul>"));
    }

    /** The headings of columns. */
    static String head(List<Column> columns) {
        StringBuilder html = new StringBuilder("<thead><tr>");
        columns.forEach(column -> html.append("<th scope=\"col\"")
                .append(style(column))
                .append(">")
                .append(Svg.escaped(column.heading()))
                .append("</th>"));
        return html.append("</tr></thead>").toString();
    }

    private static void addRow(StringBuilder html, Table table, int row, String anchor) {
        List<String> cells = table.rows().get(row);
        String first = Svg.escaped(cells.get(0));
        html.append("<tr><th scope=\"row\">")
                .append(anchor.isEmpty() ? first : "<a href=\"#" + anchor + "\">" + first + "</a>")
                .append("</th>");
        for (int column = 1; column < cells.size(); column++) {
            html.append("<td")
                    .append(style(table.columns().get(column)))
                    .append(">")
                    .append(Svg.escaped(cells.get(column)))
                    .append("</td>");
        }
        html.append("</tr>\n");
    }

    private static String style(Column column) {
        return column.alignment() == Alignment.LEFT ? " class=\"words\"" : "";
    }
}
