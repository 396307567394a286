package org.derl.datasets.layout;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.derl.data.file.NumberArray;
import org.derl.datasets.layout.ComputationalSequence.Interval;

/** The frames of one video, to be averaged over words. */
public final class Frames {

    /** By the SDK's {@code epsilon}, frames that share no more time with a word than this do not belong to it. */
    private static final double LEAST_OVERLAP = 10e-6;

    private final int size;
    private final double[] values;
    private final Interval[] intervals;
    private final Integer[] byStart;
    private final double longest;

    /**
     * The frames of a video.
     *
     * @throws IOException when they are no numbers, or an interval is none
     */
    public Frames(ComputationalSequence sequence, String video) throws IOException {
        NumberArray numbers = sequence.numbers(video);
        size = Math.toIntExact(numbers.shape().get(1));
        values = new double[Math.toIntExact(numbers.size())];
        numbers.doubles(0, values, 0, values.length);
        intervals = sequence.intervals(video);
        byStart = IntStream.range(0, intervals.length)
                .boxed()
                .sorted(Comparator.comparingDouble(frame -> intervals[frame].start()))
                .toArray(Integer[]::new);
        longest = Arrays.stream(intervals)
                .mapToDouble(interval -> interval.end() - interval.start())
                .max()
                .orElse(0);
    }

    /**
     * The mean of the frames that share time with a word, each as heavy as any other; zeros where there is none.
     *
     * @param offset where the mean is to be put
     */
    public void average(Interval word, float[] target, int offset) {
        double[] sum = new double[size];
        int count = 0;
        for (int i = first(word.start() - longest); i < byStart.length; i++) {
            Interval frame = intervals[byStart[i]];
            if (frame.start() >= word.end()) {
                break;
            }
            double overlap = Math.min(frame.end(), word.end()) - Math.max(frame.start(), word.start());
            if (overlap > LEAST_OVERLAP) {
                count++;
                for (int feature = 0; feature < size; feature++) {
                    sum[feature] += values[byStart[i] * size + feature];
                }
            }
        }
        for (int feature = 0; feature < size && count > 0; feature++) {
            target[offset + feature] = (float) (sum[feature] / count);
        }
    }

    /** The first frame that starts no earlier. */
    private int first(double start) {
        int low = 0;
        int high = byStart.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (intervals[byStart[middle]].start() < start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
