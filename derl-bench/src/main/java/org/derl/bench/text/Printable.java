package org.derl.bench.text;

import java.util.Locale;
import java.util.regex.Pattern;
import org.derl.io.Reason;

/** Texts of files that were made by others, for terminals. */
public final class Printable {

    /** By which a terminal would be made to do or hide something: controls, and marks that turn the direction. */
    private static final String CONTROLS = "\\p{Cc}\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069";

    private static final String REPLACEMENT = "\uFFFD";
    private static final int LONGEST_NAME = 200;

    private Printable() {}

    /** A text without controls. */
    public static String of(String text) {
        return text.replaceAll("[" + CONTROLS + "]", REPLACEMENT);
    }

    /** The same of several lines, which stay such. */
    public static String lines(String text) {
        return text.replaceAll("[" + CONTROLS + "&&[^\\n\\t]]", REPLACEMENT);
    }

    /** JSON whose texts have controls as escapes alone, so that none is lost. */
    public static String json(String json) {
        return Pattern.compile("[" + CONTROLS + "&&[^\\n]]")
                .matcher(json)
                .replaceAll(control -> String.format(
                        Locale.ROOT, "\\\\u%04x", (int) control.group().charAt(0)));
    }

    /** A name as far as there is room for it. */
    public static String name(String name) {
        return Reason.shortened(name, LONGEST_NAME);
    }
}
