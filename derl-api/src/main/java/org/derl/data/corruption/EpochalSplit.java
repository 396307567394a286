package org.derl.data.corruption;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.derl.data.Batch;
import org.derl.data.Split;
import org.derl.data.Targets;
import org.jspecify.annotations.Nullable;

/** A split that is as it was, but for the epochs of a training. */
final class EpochalSplit implements Split {

    private final Split split;
    private final IntFunction<Split> epochs;
    private @Nullable Split last;
    private int lastEpoch;

    /** @param epochs what each sees */
    EpochalSplit(Split split, IntFunction<Split> epochs) {
        this.split = split;
        this.epochs = epochs;
    }

    /** Asked for with every batch, so the last is kept. */
    @Override
    public synchronized Split ofEpoch(int epoch) {
        Split now = last;
        if (now == null || lastEpoch != epoch) {
            now = epochs.apply(epoch);
            last = now;
            lastEpoch = epoch;
        }
        return now;
    }

    @Override
    public Batch batch(NDManager manager, List<Integer> rows) {
        return split.batch(manager, rows);
    }

    @Override
    public Targets targets(NDManager manager) {
        return split.targets(manager);
    }

    @Override
    public Optional<String> checksum() {
        return split.checksum();
    }

    @Override
    public List<String> ids() {
        return split.ids();
    }

    @Override
    public List<Double> labels() {
        return split.labels();
    }

    @Override
    public List<String> groups() {
        return split.groups();
    }

    @Override
    public double leastError() {
        return split.leastError();
    }

    @Override
    public int size() {
        return split.size();
    }
}
