package org.derl.data.preparation;

import java.util.Arrays;
import java.util.List;
import org.derl.tensor.safetensors.HalfFloat;

/**
 * How the raw features of one modality became what models read, so that features of further samples can become the
 * same: steps are chosen, numbers that are not finite replaced, columns standardized by the training split, and large
 * numbers clipped, in this order.
 */
public final class Preparation {

    /** Features are read as they are. */
    public static final Preparation NONE = new Preparation(
            Steps.ALL, NonFinite.KEPT, false, ColumnScales.NONE, false, Double.POSITIVE_INFINITY, List.of());

    private final Steps steps;
    private final NonFinite nonFinite;
    private final boolean halved;
    private final ColumnScales columns;
    private final boolean standardizes;
    private final double clip;
    private final List<String> recipes;

    /**
     * A preparation.
     *
     * @param steps which time steps are read
     * @param nonFinite what takes the place of numbers that are not finite
     * @param halved whether raw features are rounded to float16 first, as those of the data set are stored
     * @param columns what the training split tells of each column, where that is needed
     * @param standardizes whether every column is brought to mean 0 and deviation 1 of the training split
     * @param clip the largest absolute value; infinite where nothing is clipped
     * @param recipes how the data set's raw features were made, where that is known, a sentence each; features made
     *     otherwise are not comparable
     * @throws IllegalArgumentException when clip is not positive, or the columns are needed and not there
     */
    public Preparation(
            Steps steps,
            NonFinite nonFinite,
            boolean halved,
            ColumnScales columns,
            boolean standardizes,
            double clip,
            List<String> recipes) {
        if (!(clip > 0)) {
            throw new IllegalArgumentException("clip must be positive, not " + clip);
        } else if ((standardizes || nonFinite.imputes()) && columns.size() == 0) {
            throw new IllegalArgumentException("means and deviations of the training split are needed");
        }
        this.steps = steps;
        this.nonFinite = nonFinite;
        this.halved = halved;
        this.columns = columns;
        this.standardizes = standardizes;
        this.clip = clip;
        this.recipes = List.copyOf(recipes);
    }

    /**
     * Which time steps are read.
     *
     * @param padded whether padding counts as steps, so that raw features must come padded as the data set's files were
     * @param most how many steps a sequence keeps at most
     * @param keeps which end of a longer sequence is kept
     * @param averaged whether the mean of all steps takes their place
     */
    public record Steps(boolean padded, int most, End keeps, boolean averaged) {

        /** All, as they are. */
        public static final Steps ALL = new Steps(false, Integer.MAX_VALUE, End.FIRST, false);

        /** Checks the length. */
        public Steps {
            if (most < 1) {
                throw new IllegalArgumentException("a sequence must keep one step or more, not " + most);
            }
        }
    }

    /** What takes the place of each kind of number that is not finite. */
    public record NonFinite(Treatment negativeInfinity, Treatment positiveInfinity, Treatment nan) {

        /** They stay. */
        public static final NonFinite KEPT = all(Treatment.KEEP);

        /** The same for all of them. */
        public static NonFinite all(Treatment treatment) {
            return new NonFinite(treatment, treatment, treatment);
        }

        /** What happens to such a number. */
        public Treatment of(float value) {
            return Float.isNaN(value) ? nan : value < 0 ? negativeInfinity : positiveInfinity;
        }

        private boolean imputes() {
            return List.of(negativeInfinity, positiveInfinity, nan).contains(Treatment.TRAINING_MEAN);
        }
    }

    /** The steps that are read. */
    public Steps steps() {
        return steps;
    }

    /** What takes the place of numbers that are not finite. */
    public NonFinite nonFinite() {
        return nonFinite;
    }

    /** Whether raw features are rounded to float16 first. */
    public boolean halved() {
        return halved;
    }

    /** Means and deviations of the training split; of no column where they are not needed. */
    public ColumnScales columns() {
        return columns;
    }

    /** Whether columns are standardized. */
    public boolean standardizes() {
        return standardizes;
    }

    /** The largest absolute value; infinite where nothing is clipped. */
    public double clip() {
        return clip;
    }

    /** How the data set's raw features were made, where that is known. */
    public List<String> recipes() {
        return recipes;
    }

    /**
     * Prepares the raw features of one sequence.
     *
     * @param raw (time, width), step by step; not changed
     * @throws IllegalArgumentException when a number is refused; the message names step and column, both counted from 0
     */
    public float[] prepare(float[] raw, int width) {
        int time = raw.length / width;
        int kept = Math.min(time, steps.most());
        int from = steps.keeps() == End.LAST ? time - kept : 0;
        float[] values = Arrays.copyOfRange(raw, from * width, (from + kept) * width);
        replace(values, width, from);
        if (steps.averaged() && kept > 0) {
            values = Averaging.of(values, width);
        }
        if (halved) {
            for (int i = 0; i < values.length; i++) {
                values[i] = HalfFloat.toFloat(HalfFloat.of(values[i]));
            }
        }
        apply(values, 0, values.length);
        return values;
    }

    private void replace(float[] values, int width, int from) {
        if (isFinite(values, 0, values.length)) {
            return;
        }
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                Treatment treatment = nonFinite.of(values[i]);
                if (treatment == Treatment.REFUSE) {
                    throw new IllegalArgumentException("has " + values[i] + " in step " + (from + i / width)
                            + ", column " + i % width + ", both counted from 0, which its data set refused too");
                }
                values[i] = treatment == Treatment.ZERO ? 0 : values[i];
            }
        }
    }

    /** Whether features that are stored with their steps chosen are changed when they are loaded. */
    public boolean changesStored() {
        return standardizes || nonFinite.imputes() || clip < Double.POSITIVE_INFINITY;
    }

    /** Imputes, standardizes and clips whole steps where they are: all that remains to do with those that are stored. */
    public void apply(float[] values, int from, int count) {
        if (nonFinite.imputes() && !isFinite(values, from, count)) {
            for (int i = from; i < from + count; i++) {
                values[i] = one(values[i], (i - from) % columns.size());
            }
        } else if (standardizes) {
            columns.standardize(values, from, count, clip);
        } else if (clip < Double.POSITIVE_INFINITY) {
            for (int i = from; i < from + count; i++) {
                values[i] = (float) Math.max(-clip, Math.min(clip, values[i]));
            }
        }
    }

    private float one(float value, int column) {
        boolean imputed = !Float.isFinite(value) && nonFinite.of(value) == Treatment.TRAINING_MEAN;
        double number = imputed ? columns.mean(column) : value;
        double standard = standardizes ? columns.standard(number, column) : number;
        return (float) Math.max(-clip, Math.min(clip, standard));
    }

    /**
     * Whether some numbers are finite. A finite number times zero is zero, any other is not a number. Four sums, for each
     * waits for its last addition.
     */
    public static boolean isFinite(float[] values, int from, int count) {
        float one = 0;
        float two = 0;
        float three = 0;
        float four = 0;
        int i = from;
        for (; i + 3 < from + count; i += 4) {
            one += values[i] * 0f;
            two += values[i + 1] * 0f;
            three += values[i + 2] * 0f;
            four += values[i + 3] * 0f;
        }
        for (; i < from + count; i++) {
            one += values[i] * 0f;
        }
        return one + two + three + four == 0;
    }
}
