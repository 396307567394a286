package org.derl.bench.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.derl.bench.table.Latex;
import org.derl.bench.table.Table;
import org.derl.bench.table.Table.Column;
import org.derl.bench.table.TableFormat;

/**
 * The numbers of a figure, and how pgfplots draws them in a paper.
 *
 * @param columns their names
 * @param rows a cell for each column; {@code nan} where there is no number
 * @param axis options of pgfplots' axis
 * @param series what is drawn, one after the other
 */
public record Plot(List<String> columns, List<List<String>> rows, List<String> axis, List<Series> series) {

    /**
     * What is drawn of the rows.
     *
     * @param options of pgfplots
     * @param table which columns are read; empty where none is
     * @param after what follows, such as an entry of the legend
     */
    public record Series(String options, String table, String after) {

        /** Points or lines: a row's place across is in one column, its place up in another. */
        public static Series of(String options, String x, String y) {
            return new Series(options, "x=" + x + ", y=" + y, "");
        }

        /** With an entry of the legend. */
        public Series named(String name) {
            return new Series(options, table, "\\addlegendentry{" + Latex.escaped(name) + "}\n");
        }

        /** A line that needs no numbers. */
        public static Series line(String commands) {
            return new Series("", "", commands + "\n");
        }

        private String text(String file) {
            return (table.isEmpty()
                            ? ""
                            : "\\addplot [" + options + "] table [col sep=comma, " + table + "] {" + file + ".csv};\n")
                    + after;
        }
    }

    /** A number for programs: {@code nan} where it is none. */
    public static String number(double value) {
        return Double.isNaN(value) ? "nan" : String.valueOf(value);
    }

    /** A name among numbers: pgfplots takes any comma for the end of a cell. */
    public static String name(String title) {
        return title.replace(',', ';').replace('"', '\'');
    }

    /** The column of a seed. */
    public static String seed(long seed) {
        return "seed-" + seed;
    }

    /** Rows that have titles: the first above, at the place that the first column has. */
    public static List<String> titled(List<String> titles) {
        int count = titles.size();
        return List.of(
                "ytick={"
                        + IntStream.rangeClosed(1, count)
                                .mapToObj(String::valueOf)
                                .collect(Collectors.joining(",")) + "}",
                "yticklabels={"
                        + titles.stream()
                                .map(title -> "{" + Latex.escaped(title) + "}")
                                .collect(Collectors.joining(","))
                        + "}",
                "y dir=reverse",
                "ymin=0.4, ymax=" + count + ".6",
                "height=" + (2 + 0.6 * count) + "cm, width=10cm");
    }

    /** For programs and for {@link #tex}. */
    public String csv() {
        return TableFormat.CSV.write(
                new Table("", columns.stream().map(Column::left).toList(), rows));
    }

    /** What a paper inputs, from the folder in which the numbers lie. */
    public String tex(String file, String title) {
        List<String> lines = new ArrayList<>();
        lines.add("% " + title.replace('\n', ' '));
        lines.add("% \\usepackage{pgfplots}\\pgfplotsset{compat=1.18}; numbers are read from " + file + ".csv");
        lines.add("\\begin{tikzpicture}");
        lines.add("\\begin{axis}[" + String.join(", ", axis) + "]");
        return String.join("\n", lines) + "\n"
                + series.stream().map(one -> one.text(file)).collect(Collectors.joining())
                + "\\end{axis}\n\\end{tikzpicture}\n";
    }
}
