package org.derl.bench.speed.growth;

import java.util.ArrayList;
import java.util.List;

/** Places of positive numbers, each tenfold equally far. */
record LogarithmicScale(double lowest, double highest) {

    private static final List<Integer> STEPS = List.of(1, 2, 5);

    /** Where a number lies: 0 at the lowest, 1 at the highest. */
    double place(double value) {
        return highest > lowest ? StrictMath.log(value / lowest) / StrictMath.log(highest / lowest) : 0.5;
    }

    /** 1, 2 and 5 of each power of ten, as far as they lie between. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        int last = (int) Math.ceil(StrictMath.log10(highest));
        for (int power = (int) Math.floor(StrictMath.log10(lowest)); power <= last; power++) {
            for (int step : STEPS) {
                double tick = step * StrictMath.pow(10, power);
                if (tick >= lowest && tick <= highest) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }
}
