package org.derl.bench.statistics;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;

/** Every two of several systems, in the same draws of samples; each system has its own draws of seeds. */
public final class AllPairs {

    /** So many draws for each pair let the smallest probability of all pairs be half of what tells two systems apart. */
    private static final int DRAWS = 4;

    private final int count;
    private final double[] means;
    private final double[][] draws;

    private AllPairs(List<List<Predictions>> systems, Metric metric, Resampling asked) {
        count = systems.size();
        int pairs = count * (count - 1) / 2;
        boolean alike = systems.stream().map(List::size).distinct().count() == 1;
        Resampling resampling =
                asked.times(Math.max(asked.count(), (int) Math.ceil(DRAWS * pairs / (1 - asked.confidence()))));
        means = new double[count];
        draws = new double[count][resampling.count()];
        int samples = systems.get(0).get(0).size();
        List<MeanOverSeeds> metrics =
                systems.stream().map(system -> MeanOverSeeds.of(system, metric)).toList();
        List<SeedDraws> seeds = systems.stream()
                .map(system -> SeedDraws.ofPairs(system.size(), alike, resampling.confidence(), pairs))
                .toList();
        Draws ofSamples = new Draws(systems.get(0).get(0).ids(), resampling.group());
        SplittableRandom random = new SplittableRandom(resampling.seed());
        for (int draw = 0; draw < resampling.count(); draw++) {
            int[] times = ofSamples.next(random);
            for (int i = 0; i < count; i++) {
                draws[i][draw] = metrics.get(i).of(times, seeds.get(i).next(random));
            }
        }
        for (int i = 0; i < count; i++) {
            means[i] = metrics.get(i).plain(samples, seeds.get(i));
        }
    }

    /**
     * Which two systems are told apart, by {@link Holm} over all pairs: where none differ, the chance that any are is what
     * the confidence leaves.
     *
     * @param systems the predictions of each, one entry per seed
     * @param resampling drawn more often where its draws are too few to tell apart any of so many pairs
     * @return at {@code [i][j]} and at {@code [j][i]}
     * @throws IllegalArgumentException when predictions are missing or not finite, or are not of the same samples in
     *     the same order
     */
    public static boolean[][] differ(List<List<Predictions>> systems, Metric metric, Resampling resampling) {
        if (systems.isEmpty()) {
            return new boolean[0][0];
        }
        systems.forEach(system -> Comparability.check(systems.get(0), system));
        return new AllPairs(systems, metric, resampling).differ(1 - resampling.confidence());
    }

    private boolean[][] differ(double below) {
        List<Double> probabilities = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            for (int j = 0; j < i; j++) {
                probabilities.add(difference(i, j).probability());
            }
        }
        Iterator<Double> adjusted = Holm.adjusted(probabilities).iterator();
        boolean[][] differ = new boolean[count][count];
        for (int i = 1; i < count; i++) {
            for (int j = 0; j < i; j++) {
                differ[i][j] = adjusted.next() < below;
                differ[j][i] = differ[i][j];
            }
        }
        return differ;
    }

    private Drawn difference(int one, int other) {
        return new Drawn(
                means[one] - means[other],
                IntStream.range(0, draws[one].length)
                        .mapToDouble(draw -> draws[one][draw] - draws[other][draw])
                        .filter(difference -> !Double.isNaN(difference))
                        .toArray());
    }
}
