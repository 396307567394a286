package org.derl.bench.table;

import org.derl.bench.text.LineWidth;

/** How a {@link Table} is written. Lines end with a line feed on every system, so that files compare. */
public enum TableFormat {
    /** For terminals: columns are padded with spaces, and nothing is drawn but a line below the headings. */
    TEXT("txt"),

    /** A table in GitHub's Markdown. */
    MARKDOWN("md"),

    /** Headings and rows alone, as in RFC 4180 but with line feeds; caption and notes would not be read as such. */
    CSV("csv"),

    /** A {@code table} that needs the package {@code booktabs}. */
    LATEX("tex");

    private final String extension;

    TableFormat(String extension) {
        this.extension = extension;
    }

    /** The table's text; every line ends with a line feed. */
    public String write(Table table) {
        return switch (this) {
            case TEXT -> PlainText.write(table, 0);
            case MARKDOWN -> Markdown.write(table);
            case CSV -> CommaSeparated.write(table);
            case LATEX -> Latex.write(table);
        };
    }

    /** The text of a table for who reads standard output, as wide as its terminal at most. */
    public static String print(Table table) {
        return PlainText.write(table, LineWidth.ofOutput());
    }

    /** What file names of this format end with, without a dot. */
    public String extension() {
        return extension;
    }
}
