package org.derl.bench.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Probabilities of several differences, adjusted so that the chance of seeing any where there is none is that of a single
 * one (S. Holm, A simple sequentially rejective multiple test procedure, 1979).
 */
public final class Holm {

    private Holm() {}

    /**
     * The adjusted probabilities, in the given order; those that are not numbers stay so, and count for nothing.
     *
     * @param probabilities of one difference each
     */
    public static List<Double> adjusted(List<Double> probabilities) {
        List<Integer> smallestFirst = IntStream.range(0, probabilities.size())
                .boxed()
                .filter(i -> !probabilities.get(i).isNaN())
                .sorted(Comparator.comparing(probabilities::get))
                .toList();
        Double[] adjusted = probabilities.toArray(Double[]::new);
        double largest = 0;
        for (int rank = 0; rank < smallestFirst.size(); rank++) {
            int i = smallestFirst.get(rank);
            largest = Math.max(largest, (smallestFirst.size() - rank) * probabilities.get(i));
            adjusted[i] = Math.min(1, largest);
        }
        return Arrays.asList(adjusted);
    }
}
