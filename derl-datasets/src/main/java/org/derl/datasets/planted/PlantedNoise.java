package org.derl.datasets.planted;

import org.apache.commons.math3.special.Erf;
import org.derl.tensor.Randomness;

/**
 * Normal noise around 0 that never exceeds a limit. Its median is 0, so that the signal below it is the best predictor
 * under the absolute error.
 *
 * @param deviation of the normal law before it is bounded
 */
record PlantedNoise(double deviation) {

    /**
     * A draw within a limit, by rejection; with exact arithmetic on every machine, so that a seed means the same
     * everywhere.
     */
    double draw(double limit, Randomness randomness) {
        if (limit == 0) {
            return 0;
        }
        while (true) {
            double draw = limit * (2 * randomness.nextDouble() - 1);
            double standard = draw / deviation;
            if (randomness.nextDouble() < StrictMath.exp(-standard * standard / 2)) {
                return draw;
            }
        }
    }

    /**
     * The expected size |e| within a limit: with sd s and limit l,
     * {@code s * sqrt(2 / pi) * (1 - exp(-l^2 / (2 s^2))) / erf(l / (s * sqrt(2)))}.
     */
    double meanSize(double limit) {
        if (limit == 0) {
            return 0;
        }
        double bound = limit / (deviation * Math.sqrt(2));
        return deviation * Math.sqrt(2 / Math.PI) * -StrictMath.expm1(-bound * bound) / Erf.erf(bound);
    }
}
