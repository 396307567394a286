package org.derl.bench.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derl.bench.drawing.Svg;
import org.derl.bench.table.Table.Column;
import org.derl.bench.text.SampleTexts;
import org.derl.data.SplitName;

/**
 * The samples that a model and the one that it is compared with disagree on most, by their ids; with their texts where
 * somebody asks for these.
 */
final class Disagreements {

    private static final int SHOWN = 10;

    private Disagreements() {}

    /** For the page, a part that opens for each model; nothing where there is nothing to compare. */
    static String of(ReportedComparison comparison, SampleTexts texts) {
        return comparison
                .comparedTo()
                .map(other -> comparison.models().stream()
                        .filter(row -> !row.equals(other))
                        .map(row -> of(row, other, comparison.split(), texts))
                        .collect(Collectors.joining()))
                .orElse("");
    }

    private static String of(ReportedRow row, ReportedRow other, SplitName split, SampleTexts texts) {
        List<String> ids = row.system().on(split).get(0).ids();
        double[] own = row.meanPredictions(split);
        double[] others = other.meanPredictions(split);
        List<Integer> most = most(own, others);
        String html = most.stream()
                .map(sample -> "<tr><th scope=\"row\">" + Svg.escaped(ids.get(sample)) + "</th>" + cell(own[sample])
                        + cell(others[sample]) + cell(own[sample] - others[sample])
                        + (texts.isEmpty()
                                ? ""
                                : "<td class=\"words transcript\">" + Svg.escaped(texts.of(ids.get(sample))) + "</td>")
                        + "</tr>")
                .collect(Collectors.joining());
        List<Column> columns = new ArrayList<>(List.of(
                Column.left("sample"),
                Column.right(row.title()),
                Column.right(other.title()),
                Column.right("difference")));
        if (!texts.isEmpty()) {
            columns.add(Column.left("text"));
        }
        return "<details class=\"card\"><summary>" + Svg.escaped(row.title() + " and " + other.title())
                + "</summary><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"disagreements\">"
                + "<table class=\"sortable\"><caption>mean predictions over seeds</caption>"
                + TableHtml.head(columns)
                + "<tbody>" + html + "</tbody></table></div></details>\n";
    }

    /** The rows of the samples, of equal ones the first before the next. */
    static List<Integer> most(double[] own, double[] others) {
        return IntStream.range(0, own.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer sample) -> -Math.abs(own[sample] - others[sample])))
                .limit(SHOWN)
                .toList();
    }

    private static String cell(double value) {
        return "<td>" + String.format(Locale.ROOT, "%+.3f", value).replace('-', '\u2212') + "</td>";
    }
}
