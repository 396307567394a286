package org.derl.bench.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/** How many seeds show a difference between two systems. */
public final class SeedsNeeded {

    /** Two-sided, as intervals are. */
    private static final double CONFIDENCE = 0.95;

    /** How often the difference is to be seen where it is there. */
    private static final double POWER = 0.8;

    /** Fewer have no deviation. */
    private static final int LEAST = 2;

    private SeedsNeeded() {}

    /**
     * How many each of two systems needs, so that Student's test at 5 % sees a difference between them in four of five
     * cases.
     *
     * @param difference that is to be seen, more than 0
     * @param deviation the sample deviation over seeds, the same for both, in the same unit
     */
    public static int toSee(double difference, double deviation) {
        double ratio = 2 * deviation * deviation / (difference * difference);
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        double z =
                normal.inverseCumulativeProbability((1 + CONFIDENCE) / 2) + normal.inverseCumulativeProbability(POWER);
        int seeds = Math.max(LEAST, (int) Math.ceil(ratio * z * z));
        while (seeds < ratio * square(seeds)) {
            seeds++;
        }
        return seeds;
    }

    /** Student's distribution is wider than the normal one. */
    private static double square(int seeds) {
        TDistribution student = new TDistribution(null, 2.0 * seeds - 2);
        double t = student.inverseCumulativeProbability((1 + CONFIDENCE) / 2)
                + student.inverseCumulativeProbability(POWER);
        return t * t;
    }
}
