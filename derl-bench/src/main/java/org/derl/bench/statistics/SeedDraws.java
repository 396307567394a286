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

    /**
     * Draws of a number of seeds; a single one is taken as it is.
     *
     * @param confidence of the interval that draws are for
     */
    SeedDraws(int seeds, double confidence) {
        this.seeds = seeds;
        stretch = seeds == 1 ? 0 : stretch(seeds, (1 + confidence) / 2);
    }

    private static double stretch(int seeds, double probability) {
        double student = new TDistribution(null, seeds - 1).inverseCumulativeProbability(probability);
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
