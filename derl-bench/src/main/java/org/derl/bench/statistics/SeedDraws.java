package org.derl.bench.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Draws as many seeds as there are, with replacement. A mean of few drawn seeds strays less from the mean of all than
 * that does from what all seeds there are would give, so what a draw changes is stretched: as Student's distribution is
 * wider than the normal one, and for the lost degree of freedom.
 */
final class SeedDraws {

    private final int seeds;
    private final double stretch;

    private SeedDraws(int seeds, double stretch) {
        this.seeds = seeds;
        this.stretch = stretch;
    }

    /**
     * Draws of a number of seeds; a single one is taken as it is.
     *
     * @param confidence of the interval that draws are for
     */
    static SeedDraws of(int seeds, double confidence) {
        return new SeedDraws(seeds, stretch(seeds, seeds - 1, confidence));
    }

    /**
     * Draws that are for many pairs of systems. The smallest of their probabilities must be smaller than that of one
     * pair, and there Student's distribution is wider still. Two systems have twice the degrees of freedom, but those of
     * one alone where the seeds of the other are none, as a control's, or so many that they hardly matter.
     *
     * @param alike whether all systems have equally many seeds
     */
    static SeedDraws ofPairs(int seeds, boolean alike, double confidence, int pairs) {
        double smallest = 1 - (1 - confidence) / Math.max(1, pairs);
        int degrees = alike ? 2 * (seeds - 1) : seeds - 1;
        return new SeedDraws(seeds, Math.max(stretch(seeds, seeds - 1, confidence), stretch(seeds, degrees, smallest)));
    }

    private static double stretch(int seeds, int degrees, double confidence) {
        if (seeds == 1) {
            return 0;
        }
        double probability = (1 + confidence) / 2;
        double student = new TDistribution(null, degrees).inverseCumulativeProbability(probability);
        double normal = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(probability);
        return student / normal * Math.sqrt(seeds / (seeds - 1.0));
    }

    /** How much each seed counts where none is drawn. */
    double[] even() {
        double[] weights = new double[seeds];
        Arrays.fill(weights, 1.0 / seeds);
        return weights;
    }

    /** How much each seed counts in a draw; 1 in sum, and less than 0 for some that were not drawn. */
    double[] next(SplittableRandom random) {
        double[] weights = new double[seeds];
        Arrays.fill(weights, (1 - stretch) / seeds);
        for (int draw = 0; draw < seeds && seeds > 1; draw++) {
            weights[random.nextInt(seeds)] += stretch / seeds;
        }
        return weights;
    }
}
