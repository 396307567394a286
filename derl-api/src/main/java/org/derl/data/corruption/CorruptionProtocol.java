package org.derl.data.corruption;

import java.util.List;
import java.util.stream.IntStream;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;

/** Whose masks and rates are used. */
public enum CorruptionProtocol {
    /** Ours: masks by the names of the data set and the sample; rates from 0 to 1. */
    DERL(10),
    /** That of LNLN (Zhang and others, 2024) as released: masks by numpy's generator from seed 1111; rates below 1. */
    LNLN(9);

    /** From which masks of evaluation are drawn. */
    private static final int SEED = 1111;

    private static final double STEP = 10;

    private final int last;

    CorruptionProtocol(int last) {
        this.last = last;
    }

    /** The rates of an evaluation, in tenths. */
    public List<Double> rates() {
        return IntStream.rangeClosed(0, last).mapToObj(i -> i / STEP).toList();
    }

    /**
     * What decides what is lost of a split, the same for all models and seeds.
     *
     * @param dataSet its name
     * @param samples how many the split has
     */
    public MaskDraws draws(String dataSet, ByModality<FeatureShape> shapes, int samples) {
        return this == DERL ? new NamedDraws(String.valueOf(SEED), dataSet) : new NumpyDraws(SEED, shapes, samples);
    }
}
