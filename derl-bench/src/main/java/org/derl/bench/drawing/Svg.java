package org.derl.bench.drawing;

import java.util.Locale;

/** A drawing of shapes that have classes; styles, of the page or of its own, say how these look. */
public final class Svg {

    private final StringBuilder shapes = new StringBuilder();
    private final double width;
    private final double height;

    /** An empty one. */
    public Svg(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /** Text for pages. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
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
     * Writes a text.
     *
     * @param anchor start, middle or end
     */
    public void text(double x, double y, String anchor, String text) {
        shapes.append(String.format(
                Locale.ROOT, "<text x=\"%.2f\" y=\"%.2f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped(text)));
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
