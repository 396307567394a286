package org.derl.bench.probe.leak;

/**
 * How well a ridge regression on the mean features of one modality predicts labels, by Pearson's correlation. Features
 * that a network computed which was trained on labels know those of its own samples: there it predicts far better than
 * on the test split.
 *
 * @param modality its name
 * @param features how many a step has
 * @param heldOut the correlation on the training split, of folds of whole groups to which it was not fitted
 * @param validation the correlation on the validation split, fitted to all of the training split
 * @param test the same on the test split
 * @param fromHeldOut the fall from the training to the test split
 * @param fromValidation the fall from the validation to the test split
 */
public record FeatureLeak(
        String modality,
        int features,
        double heldOut,
        double validation,
        double test,
        Fall fromHeldOut,
        Fall fromValidation) {

    /** A smaller fall is no leak: splits are never quite alike. */
    public static final double MARGIN = 0.1;

    /** How probable a verdict may be where there is no such fall, over all modalities together. */
    public static final double LEVEL = 0.01;

    /**
     * By how much a correlation falls.
     *
     * @param from the correlation as it would be at the spread of labels that the test split has
     * @param by as measured; not a number where either is undefined
     * @param atLeast the lower bound, with 99 % confidence; not a number where there were too few groups to draw from
     * @param probability that it is no more than the margin, likewise; adjusted over modalities
     */
    public record Fall(double from, double by, double atLeast, double probability) {

        /** Whether anything can be said of it. */
        public boolean isJudged() {
            return !Double.isNaN(probability);
        }

        /** Whether chance does not make it, nor splits that are a little unlike. */
        public boolean tells() {
            return probability < LEVEL;
        }

        private Fall adjusted(double holm) {
            return new Fall(from, by, atLeast, holm);
        }
    }

    /** The same with probabilities that count how many modalities were looked at. */
    FeatureLeak adjusted(double ofHeldOut, double ofValidation) {
        return new FeatureLeak(
                modality,
                features,
                heldOut,
                validation,
                test,
                fromHeldOut.adjusted(ofHeldOut),
                fromValidation.adjusted(ofValidation));
    }

    /** Whether features of the training split know its labels. */
    public boolean leaks() {
        return fromHeldOut.tells();
    }
}
