package org.derl.bench.datacheck.report;

import java.util.List;
import java.util.stream.IntStream;
import org.derl.bench.datacheck.statistics.LabelHistogram;
import org.derl.bench.drawing.Svg;
import org.derl.bench.text.Words;

/** Bars side by side. */
final class BarChart {

    private static final double WIDTH = 320;
    private static final double HEIGHT = 150;
    private static final double TOP = 18;
    private static final double BOTTOM = 22;

    /** From so many bars on, only some have room for a text. */
    private static final int CROWDED = 12;

    private BarChart() {}

    /**
     * One bar.
     *
     * @param label stands below it
     */
    record Bar(String label, int count) {}

    /** Counts of labels, each with its number above it. */
    static String of(LabelHistogram histogram, String description) {
        return draw(
                histogram.classes().stream()
                        .map(each -> new Bar(Words.number(Math.round(each.center() * 10) / 10.0), each.count()))
                        .toList(),
                description);
    }

    /** Counts of lengths from 0 on, in at most so many bars. */
    static String ofLengths(int[] lengths, int longest, int bars, String description) {
        int width = Math.max(1, (int) Math.ceil((longest + 1.0) / bars));
        int[] counts = new int[longest / width + 1];
        for (int length : lengths) {
            counts[Math.min(longest, length) / width]++;
        }
        return draw(
                IntStream.range(0, counts.length)
                        .mapToObj(i -> new Bar(String.valueOf(i * width), counts[i]))
                        .toList(),
                description);
    }

    private static String draw(List<Bar> bars, String description) {
        Svg svg = new Svg(WIDTH, HEIGHT);
        int most = Math.max(1, bars.stream().mapToInt(Bar::count).max().orElse(1));
        double step = WIDTH / bars.size();
        double room = HEIGHT - TOP - BOTTOM;
        int every = Math.max(1, (int) Math.ceil(bars.size() / (double) CROWDED));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double height = room * bar.count() / most;
            double y = HEIGHT - BOTTOM - height;
            svg.bar(i * step + step * 0.1, y, step * 0.8, height, "bar", bar.label() + ": " + bar.count());
            if (bars.size() <= CROWDED && bar.count() > 0) {
                svg.text((i + 0.5) * step, y - 4, "middle", String.valueOf(bar.count()));
            }
            if (i % every == 0) {
                svg.text((i + 0.5) * step, HEIGHT - 6, "middle", bar.label());
            }
        }
        svg.line(0, HEIGHT - BOTTOM, WIDTH, HEIGHT - BOTTOM, 1, "axis");
        if (bars.size() > CROWDED) {
            svg.text(0, TOP - 6, "start", "up to " + most + " samples a bar");
        }
        return svg.drawing(description);
    }
}
