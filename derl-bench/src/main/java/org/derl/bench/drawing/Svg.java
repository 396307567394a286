package org.derl.bench.drawing;

import java.util.Locale;
import org.derl.bench.text.Printable;

/**
 * A drawing of shapes that have classes; styles, of the page or of its own, say how these look. Of several classes of a
 * shape the first one decides in {@link Raster}, the last rule in browsers: name first what comes last there.
 */
public final class Svg {

    private final StringBuilder shapes = new StringBuilder();
    private final double width;
    private final double height;

    /** An empty one. */
    public Svg(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /** Text for pages and attributes between double quotes, without controls. */
    public static String escaped(String text) {
        return Printable.lines(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A rectangle that says what it is when it is pointed at. */
    public void bar(double x, double y, double barWidth, double barHeight, String style, String says) {
        shapes.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" rx=\"1\" class=\"%s\">",
                x,
                y,
                Math.max(0, barWidth),
                Math.max(0, barHeight),
                style));
        shapes.append(says.isEmpty() ? "" : "<title>" + escaped(says) + "</title>")
                .append("</rect>");
    }

    /** A straight line. */
    public void line(double x1, double y1, double x2, double y2, double thickness, String style) {
        shapes.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.2f\" y1=\"%.2f\" x2=\"%.2f\" y2=\"%.2f\" stroke-width=\"%.2f\" class=\"%s\"/>",
                x1,
                y1,
                x2,
                y2,
                thickness,
                style));
    }

    /** A dot that says what it is when it is pointed at. */
    public void dot(double x, double y, double radius, String style, String says) {
        shapes.append(String.format(
                Locale.ROOT,
                "<circle cx=\"%.2f\" cy=\"%.2f\" r=\"%.2f\" class=\"%s\"><title>%s</title></circle>",
                x,
                y,
                radius,
                style,
                escaped(says)));
    }

    /**
     * Lines, or what they enclose, that say what they are when they are pointed at.
     *
     * @param data as SVG writes paths, such as {@code M0 0L1 1}
     */
    public void path(String data, double thickness, String style, String says) {
        shapes.append(String.format(
                        Locale.ROOT, "<path d=\"%s\" stroke-width=\"%.2f\" class=\"%s\">", data, thickness, style))
                .append(says.isEmpty() ? "" : "<title>" + escaped(says) + "</title>")
                .append("</path>");
    }

    /** Begins a group of shapes, which styles take together. */
    public void open(String style) {
        shapes.append("<g class=\"").append(style).append("\">");
    }

    /** Ends the group that was begun last. */
    public void close() {
        shapes.append("</g>");
    }

    /**
     * Writes a text.
     *
     * @param anchor start, middle or end
     */
    public void text(double x, double y, String anchor, String text) {
        text(x, y, anchor, "faint", text);
    }

    /**
     * Writes a text that has a style.
     *
     * @param anchor start, middle or end
     */
    public void text(double x, double y, String anchor, String style, String text) {
        shapes.append(String.format(
                Locale.ROOT,
                "<text x=\"%.2f\" y=\"%.2f\" text-anchor=\"%s\" class=\"%s\">%s</text>",
                x,
                y,
                anchor,
                style,
                escaped(text)));
    }

    /** The drawing for a page, with a text in its place for those who cannot see it. */
    public String drawing(String description) {
        return String.format(Locale.ROOT, "<svg %s>%s</svg>", head(description), shapes);
    }

    /**
     * The drawing as a file of its own.
     *
     * @param styles how classes look, in CSS
     */
    public String file(String description, String styles) {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" %s>\n<style>%s</style>\n%s\n</svg>\n",
                width,
                height,
                head(description),
                styles,
                shapes);
    }

    private String head(String description) {
        return String.format(
                Locale.ROOT,
                "viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\"",
                width,
                height,
                escaped(description));
    }
}
