package org.derl.bench.page;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.bench.drawing.Page;
import org.derl.bench.drawing.Svg;

/**
 * A drawing of the page, which is a file of its own too.
 *
 * @param name of the file, without its end
 * @param title stands above it
 * @param description for those who cannot see it, with its numbers
 */
record Figure(String name, String title, String description, Svg drawing) {

    private static final String FOLDER = "figures";
    private static final Pattern COLOR = Pattern.compile("--([a-z0-9]+): (#[0-9a-f]{6});");
    private static final Pattern USE = Pattern.compile("var\\(--([a-z0-9]+)\\)");

    /** Where its file lies, from the comparison's folder on. */
    String path() {
        return FOLDER + "/" + name + ".svg";
    }

    /** For the page, on a card of its own. */
    String card() {
        return "<figure class=\"card\"><figcaption>" + Svg.escaped(title) + " <a href=\"" + path()
                + "\">SVG</a></figcaption><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\""
                + Svg.escaped(title) + "\">" + drawing.drawing(description) + "</div></figure>\n";
    }

    /** As a file, in the light colors of the page. */
    String file() throws IOException {
        return drawing.file(title + ". " + description, fileStyles());
    }

    /** How figures look, on the page. */
    static String styles() throws IOException {
        return Page.resource(Figure.class, "figure.css");
    }

    /** What opens drawings may know no variables of CSS. */
    private static String fileStyles() throws IOException {
        String common = Page.commonStyles();
        return "svg { background: #ffffff; font: 11px system-ui, \"DejaVu Sans\", sans-serif }\n"
                + USE.matcher(styles()).replaceAll(use -> Matcher.quoteReplacement(color(use.group(1), common)));
    }

    /** The first, which is the light one. */
    private static String color(String name, String styles) {
        return COLOR.matcher(styles)
                .results()
                .filter(color -> color.group(1).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no color " + name))
                .group(2);
    }
}
