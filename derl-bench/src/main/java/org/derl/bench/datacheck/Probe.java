package org.derl.bench.datacheck;

import java.util.Optional;
import org.derl.bench.text.Words;
import org.derl.data.Modality;
import org.derl.data.Task;
import org.jspecify.annotations.Nullable;

/**
 * What a ridge regression on the mean features of one modality reaches on the test split.
 *
 * @param sides the two classes
 * @param accuracy the share of samples of these whose side it tells
 * @param samples how many these are
 * @param majority the larger side's share of them
 */
public record Probe(Modality modality, Sides sides, double accuracy, int samples, double majority) {

    /**
     * Two classes of labels, which the files, a family or a user told; none is invented.
     *
     * @param threshold the least label of the upper one; null for negative and positive, 0 being neither
     */
    public record Sides(@Nullable Double threshold) {

        /** Those of labels in a range; none where it has no zero within and nobody told a threshold. */
        public static Optional<Sides> of(Task.Regression range) {
            boolean signed = range.lowest() < 0 && range.highest() > 0;
            return range.threshold() == null && !signed ? Optional.empty() : Optional.of(new Sides(range.threshold()));
        }

        /** Whether a label is of either. */
        public boolean has(double label) {
            return threshold != null || label != 0;
        }

        /** Whether a label or a prediction is of the upper one. */
        public boolean isUpper(double value) {
            return threshold == null ? value > 0 : value >= threshold;
        }

        /** Both, with a word between them, such as "negative against positive". */
        public String inWords(String between) {
            return threshold == null
                    ? "negative " + between + " positive"
                    : "labels below " + Words.number(threshold) + " " + between + " others";
        }
    }

    /** The lower end of Wilson's interval of 95 % for the accuracy. */
    public double lowest() {
        double z = 1.96;
        double square = z * z / samples;
        double center = accuracy + square / 2;
        double margin = z * Math.sqrt(accuracy * (1 - accuracy) / samples + square / (4 * samples));
        return (center - margin) / (1 + square);
    }
}
