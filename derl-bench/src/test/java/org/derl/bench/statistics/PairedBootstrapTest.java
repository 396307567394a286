package org.derl.bench.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.derl.bench.metric.SentimentMetrics;
import org.derl.eval.Metric;
import org.derl.eval.Predictions;
import org.junit.jupiter.api.Test;

class PairedBootstrapTest {

    private static final Metric MAE = SentimentMetrics.MAE.metric();
    private static final Metric CORR = SentimentMetrics.CORR.metric();
    private static final Resampling SAMPLES = Resampling.ofSamples();
    /** Ids are {@code video/utterance}. */
    private static final Resampling VIDEOS = Resampling.ofGroups(id -> id.split("/", -1)[0]);

    @Test
    void equalSystemsDifferByExactlyNothing() {
        List<Predictions> system = List.of(predictions(new Random(1), 50, 1, 0, 0));
        assertEquals(new Interval(0, 0, 0), PairedBootstrap.difference(system, system, MAE, SAMPLES));
        assertEquals(new Interval(0, 0, 0), PairedBootstrap.difference(system, system, CORR, SAMPLES.times(100)));
        assertFalse(new Interval(0, 0, 0).excludesZero());
    }

    @Test
    void constantDifferenceHasNoWidth() {
        Predictions near = new Predictions(List.of("a", "b", "c"), List.of(0.0, 1.0, 2.0), List.of(0.5, 1.5, 2.5));
        Predictions far = new Predictions(near.ids(), near.labels(), List.of(1.0, 2.0, 3.0));
        Interval interval = PairedBootstrap.difference(List.of(near), List.of(far), MAE, SAMPLES);
        assertEquals(new Interval(-0.5, -0.5, -0.5), interval);
        assertTrue(interval.excludesZero());
    }

    @Test
    void oppositeDifferenceHasTheOppositeInterval() {
        List<Predictions> one = List.of(predictions(new Random(1), 80, 1, 0, 0));
        List<Predictions> other =
                List.of(predictions(new Random(2), 80, 1, 0, 0), predictions(new Random(3), 80, 1, 0, 0));
        for (Metric metric : List.of(MAE, CORR)) {
            Interval forth = PairedBootstrap.difference(one, other, metric, SAMPLES.times(480));
            Interval back = PairedBootstrap.difference(other, one, metric, SAMPLES.times(480));
            assertEquals(forth.estimate(), -back.estimate(), 1e-12);
            assertEquals(forth.low(), -back.high(), 1e-12);
            assertEquals(forth.high(), -back.low(), 1e-12);
            assertTrue(forth.low() < forth.estimate() && forth.estimate() < forth.high());
        }
    }

    @Test
    void differencesThatAreDrawnTogetherAreThoseThatAreDrawnAlone() {
        List<List<Predictions>> systems = IntStream.range(0, 3)
                .mapToObj(system -> List.of(
                        predictions(new Random(system), 40, 1, 0, 0),
                        predictions(new Random(10 + system), 40, 2, 0, 0)))
                .toList();
        List<Predictions> other = List.of(
                predictions(new Random(20), 40, 1, 0, 0),
                predictions(new Random(21), 40, 1, 0, 0),
                predictions(new Random(22), 40, 1, 0, 0));
        List<Metric> metrics = List.of(MAE, CORR);
        Resampling resampling = SAMPLES.times(60);
        List<List<Drawn>> together = PairedBootstrap.draws(systems, other, metrics, resampling);
        for (int system = 0; system < systems.size(); system++) {
            for (int metric = 0; metric < metrics.size(); metric++) {
                assertEquals(
                        PairedBootstrap.difference(systems.get(system), other, metrics.get(metric), resampling),
                        together.get(system).get(metric).interval(resampling.confidence()));
            }
        }
    }

    @Test
    void estimateIsTheDifferenceOfMeansOverSeeds() {
        List<Predictions> one =
                List.of(predictions(new Random(1), 60, 1, 0, 0), predictions(new Random(2), 60, 2, 0, 0));
        List<Predictions> other = List.of(predictions(new Random(3), 60, 1, 0, 0));
        for (var named : SentimentMetrics.ALL) {
            Metric metric = named.metric();
            double expected = (metric.of(one.get(0)) + metric.of(one.get(1))) / 2 - metric.of(other.get(0));
            Interval interval = PairedBootstrap.difference(one, other, metric, SAMPLES.times(20));
            assertEquals(expected, interval.estimate(), 1e-6, named.key());
        }
    }

    @Test
    void meansOverSamplesComeOutAsByComputingThemAnew() {
        List<Predictions> one =
                List.of(predictions(new Random(1), 60, 1, 0, 0), predictions(new Random(2), 60, 2, 0, 0));
        List<Predictions> other = List.of(predictions(new Random(3), 60, 1, 0, 0));
        for (var named : List.of(SentimentMetrics.MAE, SentimentMetrics.ACC_2_POSITIVE, SentimentMetrics.ACC_7)) {
            Interval quick = PairedBootstrap.difference(one, other, named.metric(), VIDEOS.times(200));
            Interval anew = PairedBootstrap.difference(one, other, anew(named.metric()), VIDEOS.times(200));
            assertEquals(anew.low(), quick.low(), 1e-6, named.key());
            assertEquals(anew.high(), quick.high(), 1e-6, named.key());
        }
    }

    @Test
    void sameSeedGivesTheSameInterval() {
        List<Predictions> one = List.of(predictions(new Random(1), 40, 1, 0, 0));
        List<Predictions> other = List.of(predictions(new Random(2), 40, 1, 0, 0));
        Interval first = PairedBootstrap.difference(one, other, MAE, SAMPLES);
        assertEquals(first, PairedBootstrap.difference(one, other, MAE, SAMPLES));
        Resampling reseeded = new Resampling(10_000, 0.95, 2, SAMPLES.group());
        assertFalse(first.equals(PairedBootstrap.difference(one, other, MAE, reseeded)));
    }

    @Test
    void endsLeaveHalfOfTheDoubtOnEachSide() {
        // Two samples that differ by 0 and 1: the mean of a draw is 0, 0.5 or 1, with chances 1/4, 1/2 and 1/4.
        Predictions one = new Predictions(List.of("a", "b"), List.of(0.0, 0.0), List.of(0.0, 1.0));
        Predictions other = new Predictions(one.ids(), one.labels(), List.of(0.0, 0.0));
        assertEquals(new Interval(0.5, 0, 1), twoSamples(one, other, 0.55));
        assertEquals(new Interval(0.5, 0.5, 0.5), twoSamples(one, other, 0.45));
    }

    private static Interval twoSamples(Predictions one, Predictions other, double confidence) {
        Resampling resampling = new Resampling(10_000, confidence, 1, SAMPLES.group());
        return PairedBootstrap.difference(List.of(one), List.of(other), MAE, resampling);
    }

    @Test
    void intervalsCoverTheTruthAsOftenAsTheyClaim() {
        // Errors are exponential, so that the true difference of their means is known.
        assertCoverage(0, SAMPLES, 0.90, 0.98);
    }

    @Test
    void onlyDrawsOfWholeVideosCoverTheTruthWhereVideosShareTheirErrors() {
        assertCoverage(1, VIDEOS, 0.88, 0.98);
        assertCoverage(1, SAMPLES, 0, 0.80);
    }

    /** Of 400 intervals over 200 samples, how many hold the true difference. */
    private static void assertCoverage(double shared, Resampling resampling, double least, double most) {
        Random random = new Random(7);
        int rounds = 400;
        int covered = 0;
        for (int round = 0; round < rounds; round++) {
            Predictions one = predictions(random, 200, 1, 0, shared);
            Predictions other = predictions(random, 200, 1, 0.5, shared);
            Interval interval = PairedBootstrap.difference(List.of(one), List.of(other), MAE, resampling.times(400));
            covered += interval.low() <= -0.5 && -0.5 <= interval.high() ? 1 : 0;
        }
        double share = (double) covered / rounds;
        assertTrue(share >= least && share <= most, "the share of intervals with the truth is " + share);
    }

    @Test
    void intervalsCoverTheTruthWhereSeedsDiffer() {
        assertCoverageOf(3);
        assertCoverageOf(5);
    }

    /** Of 300 intervals over so many seeds of one system and one seed of another, how many hold the true difference. */
    private static void assertCoverageOf(int seeds) {
        Random random = new Random(7);
        int rounds = 300;
        int covered = 0;
        for (int round = 0; round < rounds; round++) {
            List<Predictions> one = IntStream.range(0, seeds)
                    .mapToObj(seed -> predictions(random, 60, 0.1, 1 + 0.2 * random.nextGaussian(), 0))
                    .toList();
            List<Predictions> other = List.of(predictions(random, 60, 0.1, 0.5, 0));
            Interval interval = PairedBootstrap.difference(one, other, MAE, SAMPLES.times(300));
            covered += interval.low() <= 0.5 && 0.5 <= interval.high() ? 1 : 0;
        }
        double share = (double) covered / rounds;
        assertTrue(share >= 0.92 && share <= 0.98, "the share of intervals with the truth is " + share);
    }

    /** As above, of a mean, with as many draws as verdicts on published values are by. */
    @Test
    void intervalsOfMeansCoverTheTruthWhereSeedsDiffer() {
        Random random = new Random(11);
        int rounds = 500;
        int covered = 0;
        for (int round = 0; round < rounds; round++) {
            List<Predictions> seeds = IntStream.range(0, 5)
                    .mapToObj(seed -> predictions(random, 60, 0.1, 1 + 0.2 * random.nextGaussian(), 0))
                    .toList();
            Interval interval = PairedBootstrap.mean(seeds, MAE, SAMPLES.times(300));
            covered += interval.low() <= 1.1 && 1.1 <= interval.high() ? 1 : 0;
        }
        double share = (double) covered / rounds;
        assertTrue(share >= 0.92 && share <= 0.98, "the share of intervals with the truth is " + share);
    }

    @Test
    void aMeanIsTheDifferenceToASystemWithoutErrors() {
        List<Predictions> seeds =
                List.of(predictions(new Random(1), 60, 1, 0, 0), predictions(new Random(2), 60, 2, 0, 0));
        Predictions first = seeds.get(0);
        List<Predictions> faultless = List.of(new Predictions(first.ids(), first.labels(), first.labels()));
        Interval mean = PairedBootstrap.mean(seeds, MAE, VIDEOS.times(200));
        assertEquals(PairedBootstrap.difference(seeds, faultless, MAE, VIDEOS.times(200)), mean);
    }

    @Test
    void oneSeedIsTakenAsItIs() {
        Predictions near = predictions(new Random(1), 50, 1, 0, 0);
        Predictions far = predictions(new Random(2), 50, 1, 2, 0);
        Interval single = PairedBootstrap.difference(List.of(near), List.of(near), MAE, SAMPLES);
        Interval two = PairedBootstrap.difference(List.of(near, far), List.of(near), MAE, SAMPLES);
        assertEquals(0, single.high() - single.low());
        assertTrue(two.low() < 0 && two.high() > 2, two.toString());
    }

    @Test
    void undefinedDrawsAreLeftOut() {
        // Half of all draws of two samples take the same one twice, and its correlation is undefined.
        Predictions one = new Predictions(List.of("a", "b"), List.of(0.0, 1.0), List.of(0.0, 1.0));
        Predictions other = new Predictions(List.of("a", "b"), List.of(0.0, 1.0), List.of(1.0, 0.0));
        Interval interval = PairedBootstrap.difference(List.of(one), List.of(other), CORR, SAMPLES.times(100));
        assertEquals(2, interval.low(), 1e-12);
        assertEquals(2, interval.high(), 1e-12);
        Predictions flat = new Predictions(List.of("a", "b"), List.of(0.0, 1.0), List.of(1.0, 1.0));
        Interval none = PairedBootstrap.difference(List.of(one), List.of(flat), CORR, SAMPLES.times(100));
        assertEquals(new Interval(Double.NaN, Double.NaN, Double.NaN), none);
        assertFalse(none.excludesZero());
    }

    @Test
    void predictionsThatCannotBePairedAreRefused() {
        Predictions one = new Predictions(List.of("a", "b"), List.of(0.0, 1.0), List.of(0.0, 1.0));
        assertRefused(one, new Predictions(List.of("a"), List.of(0.0), List.of(0.0)), "2 and of 1 samples");
        assertRefused(
                one,
                new Predictions(List.of("b", "a"), List.of(1.0, 0.0), List.of(0.0, 1.0)),
                "sample 1 is 'a' with label 0.0 here and 'b' with label 1.0 there");
        assertRefused(one, new Predictions(List.of("a", "b"), List.of(0.0, 2.0), List.of(0.0, 1.0)), "sample 2 is 'b'");
        assertRefused(
                one,
                new Predictions(List.of("a", "b"), List.of(0.0, 1.0), List.of(0.0, Double.NaN)),
                "the prediction of sample 'b' is NaN");
        Predictions empty = new Predictions(List.of(), List.of(), List.of());
        assertRefused(empty, empty, "there are no samples");
        assertThrows(
                IllegalArgumentException.class,
                () -> PairedBootstrap.difference(List.of(), List.of(one), MAE, SAMPLES));
        assertThrows(IllegalArgumentException.class, () -> SAMPLES.times(0));
    }

    private static void assertRefused(Predictions one, Predictions other, String reason) {
        IllegalArgumentException exception = assertThrows(
                IllegalArgumentException.class,
                () -> PairedBootstrap.difference(List.of(one), List.of(other), MAE, SAMPLES));
        assertTrue(exception.getMessage().contains(reason), exception.getMessage());
    }

    /** The same metric, without telling that it is a mean over samples. */
    private static Metric anew(Metric metric) {
        return new Metric() {
            @Override
            public double of(Predictions predictions) {
                return metric.of(predictions);
            }

            @Override
            public boolean higherIsBetter() {
                return metric.higherIsBetter();
            }
        };
    }

    /**
     * Ten utterances a video, the same ids and labels for every call; the error of each is {@code more} plus an
     * exponential one of the given mean, plus one of mean {@code shared} that the video has in common.
     */
    private static Predictions predictions(Random random, int samples, double mean, double more, double shared) {
        List<Double> predicted = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        double video = 0;
        for (int i = 0; i < samples; i++) {
            video = i % 10 == 0 ? shared * exponential(random) : video;
            double error = more + video + mean * exponential(random);
            labels.add((double) (i % 7) - 3);
            predicted.add(labels.get(i) + (random.nextBoolean() ? error : -error));
        }
        List<String> ids =
                IntStream.range(0, samples).mapToObj(i -> i / 10 + "/" + i % 10).toList();
        return new Predictions(ids, Collections.unmodifiableList(labels), predicted);
    }

    private static double exponential(Random random) {
        return -Math.log(1 - random.nextDouble());
    }
}
