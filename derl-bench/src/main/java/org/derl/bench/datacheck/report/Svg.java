package org.derl.bench.datacheck.report;

import java.util.Locale;

/** A drawing within a page, whose styles say how the classes of its shapes look. */
final class Svg {

    private final StringBuilder shapes = new StringBuilder();
    private final double width;
    private final double height;

    Svg(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /** Text for pages. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** A rectangle that says what it is when it is pointed at. */
    void bar(double x, double y, double barWidth, double barHeight, String style, String says) {
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

    void line(double x1, double y1, double x2, double y2, double thickness, String style) {
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

    /**
     * Writes a text.
     *
     * @param anchor start, middle or end
     */
    void text(double x, double y, String anchor, String text) {
        shapes.append(String.format(
                Locale.ROOT, "<text x=\"%.2f\" y=\"%.2f\" text-anchor=\"%s\">%s</text>", x, y, anchor, escaped(text)));
    }

    /** The drawing, with a text in its place for those who cannot see it. */
    String drawing(String description) {
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">%s</svg>",
                width,
                height,
                escaped(description),
                shapes);
    }
}
