package org.derl.bench.drawing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.io.AtomicFile;

/**
 * A drawing of the page, which is a file of its own too.
 *
 * @param name of the file, without its end
 * @param title stands above it
 * @param description for those who cannot see it, with its numbers
 * @param plot its numbers, and how a paper draws them
 */
public record Figure(String name, String title, String description, Svg drawing, Plot plot) {

    private static final String FOLDER = "figures";
    private static final Pattern COLOR = Pattern.compile("--([a-z0-9]+): (#[0-9a-f]{6});");
    private static final Pattern USE = Pattern.compile("var\\(--([a-z0-9]+)\\)");

    /** Where its file lies, from the comparison's folder on. */
    public String path() {
        return path("svg");
    }

    private String path(String end) {
        return FOLDER + "/" + name + "." + end;
    }

    /** Writes its files into the folder of a comparison. */
    public void write(Path folder, Set<FigureFormat> formats) throws IOException {
        Files.createDirectories(folder.resolve(FOLDER));
        String svg = drawing.file(title + ". " + description, fileStyles());
        AtomicFile.write(folder.resolve(path()), svg);
        if (formats.contains(FigureFormat.PNG)) {
            byte[] pixels = Raster.png(svg);
            AtomicFile.write(folder.resolve(path("png")), file -> Files.write(file, pixels));
        }
        if (formats.contains(FigureFormat.PGFPLOTS)) {
            AtomicFile.write(folder.resolve(path("csv")), plot.csv());
            AtomicFile.write(folder.resolve(path("tex")), plot.tex(name, title));
        }
    }

    /** For the page, on a card of its own. */
    public String card() {
        return "<figure class=\"card\"><figcaption>" + Svg.escaped(title) + " <a href=\"" + path()
                + "\">SVG</a></figcaption><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\""
                + Svg.escaped(title) + "\">" + drawing.drawing(description) + "</div></figure>\n";
    }

    /** How figures look, on the page. */
    public static String styles() throws IOException {
        return Page.resource(Figure.class, "figure.css");
    }

    /** In the light colors of the page. What opens drawings may know no variables of CSS, and one name a rule. */
    private static String fileStyles() throws IOException {
        String common = Page.commonStyles();
        return "svg { background: #ffffff }\ntext { font-family: system-ui, \"DejaVu Sans\", sans-serif; font-size: 11px }\n"
                + USE.matcher(styles())
                        .replaceAll(use -> Matcher.quoteReplacement(color(use.group(1), common)))
                        .replace("svg ", "");
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
