package org.derl.bench.datacheck.statistics;

import java.util.ArrayList;
import java.util.List;
import org.derl.data.Task;

/**
 * How often labels are where, in classes of one width around the ends of their range and what lies between.
 *
 * @param classes from the lowest to the highest
 * @param outside labels beyond the range, or no numbers at all
 */
public record LabelHistogram(List<Bin> classes, int outside) {

    private static final int FINE_CLASSES = 11;

    /** A wider range has as many classes as a narrow one. */
    private static final int MOST_WHOLE = 20;

    /**
     * Labels that are nearest to one number; halfway between two, they belong to the even one.
     *
     * @param center that number
     */
    public record Bin(double center, int count) {}

    /** Counts labels: by whole numbers, or in eleven classes where the range is narrow or wide. */
    public static LabelHistogram of(List<Double> labels, Task.Regression range) {
        double extent = range.highest() - range.lowest();
        int classes = extent >= 4 && extent <= MOST_WHOLE ? (int) Math.round(extent) + 1 : FINE_CLASSES;
        double width = extent / (classes - 1);
        int[] counts = new int[classes];
        int outside = 0;
        for (double label : labels) {
            if (label >= range.lowest() && label <= range.highest()) {
                counts[place(label, range.lowest(), width, classes)]++;
            } else {
                outside++;
            }
        }
        List<Bin> all = new ArrayList<>();
        for (int i = 0; i < classes; i++) {
            all.add(new Bin(range.lowest() + i * width, counts[i]));
        }
        return new LabelHistogram(List.copyOf(all), outside);
    }

    private static int place(double label, double lowest, double width, int classes) {
        double first = lowest / width;
        double place =
                Math.rint(first) == first ? Math.rint(label / width) - first : Math.rint((label - lowest) / width);
        return (int) Math.max(0, Math.min(classes - 1, place));
    }

    /** The count of the fullest class. */
    public int most() {
        return classes.stream().mapToInt(Bin::count).max().orElse(0);
    }
}
