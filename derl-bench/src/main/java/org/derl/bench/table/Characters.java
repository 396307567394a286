package org.derl.bench.table;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;

/** The characters that standard output can show. If these are not all of Unicode, tables use ASCII. */
public final class Characters {

    private static final Map<String, String> IN_ASCII =
            Map.of("\u00b1", "+/-", "\u2212", "-", "\u2013", "-", "\u2026", "...");

    private Characters() {}

    /** How standard output is encoded, which Java calls differently from 19 on. */
    public static Charset ofOutput() {
        String java = System.getProperty(
                "sun.stdout.encoding", Charset.defaultCharset().name());
        return Charset.forName(System.getProperty("stdout.encoding", java));
    }

    /** Whether it shows any character; the launcher knows of a locale that shows fewer. */
    public static boolean unicode() {
        return !Boolean.getBoolean("derl.ascii")
                && ofOutput().name().toLowerCase(Locale.ROOT).startsWith("utf");
    }

    /** A table in signs that standard output shows. */
    static Table shown(Table table) {
        return unicode() ? table : inAscii(table);
    }

    static Table inAscii(Table table) {
        return new Table(
                inAscii(table.caption()),
                table.columns().stream()
                        .map(column -> new Table.Column(inAscii(column.heading()), column.alignment()))
                        .toList(),
                table.rows().stream()
                        .map(row -> row.stream().map(Characters::inAscii).toList())
                        .toList(),
                table.notes().stream().map(Characters::inAscii).toList());
    }

    private static String inAscii(String text) {
        String ascii = text;
        for (Map.Entry<String, String> sign : IN_ASCII.entrySet()) {
            ascii = ascii.replace(sign.getKey(), sign.getValue());
        }
        return ascii;
    }
}
