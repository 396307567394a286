package org.derl.bench.report;

/** Texts of files that were made by others, for terminals. */
public final class Printable {

    private Printable() {}

    /** A text without control characters, by which a terminal would be made to do or hide something. */
    public static String of(String text) {
        return text.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
