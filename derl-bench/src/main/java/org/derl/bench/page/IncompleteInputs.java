package org.derl.bench.page;

import java.util.List;
import java.util.stream.Collectors;
import org.derl.bench.drawing.Figure;
import org.derl.bench.drawing.Svg;
import org.derl.bench.robustness.StoredRobustness;
import org.derl.bench.table.Table;

/** How models bear that inputs are incomplete, as {@code derl robustness} has measured it. */
final class IncompleteInputs {

    private IncompleteInputs() {}

    /** For the page; nothing where nothing was measured. */
    static String of(List<StoredRobustness> stored) {
        return stored.stream().map(IncompleteInputs::html).collect(Collectors.joining());
    }

    /** The figure of the first metric; those of the others are files, which keeps the page small. */
    private static String html(StoredRobustness stored) {
        List<Figure> figures = stored.figures();
        String remark = stored.remark().isEmpty() ? "" : "<p class=\"card\">" + Svg.escaped(stored.remark()) + "</p>\n";
        if (figures.isEmpty()) {
            return remark;
        }
        List<Table> tables = stored.tables();
        List<String> notes = tables.get(tables.size() - 1).notes();
        return remark
                + "<h3>" + Svg.escaped(tables.get(0).caption()) + "</h3>"
                + figures.get(0).card()
                + others(figures.subList(1, figures.size()))
                + "<details class=\"card\"><summary>Numbers</summary>"
                + tables.stream()
                        .map(table -> TableHtml.of(
                                new Table(table.caption(), table.columns(), table.rows(), List.of()), List.of()))
                        .collect(Collectors.joining())
                + "</details>" + TableHtml.notes(notes) + "\n";
    }

    private static String others(List<Figure> figures) {
        return figures.isEmpty()
                ? ""
                : figures.stream()
                        .map(figure -> "<a href=\"" + figure.path() + "\">" + Svg.escaped(figure.title()) + "</a>")
                        .collect(Collectors.joining(" &middot; ", "<p>", "</p>"));
    }
}
