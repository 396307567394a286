package org.derl.data.corruption;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.data.Targets;
import org.derl.data.corruption.Corruption.Form;
import org.derl.tensor.Tensors;

/** A split whose inputs are corrupted as they are copied into a batch. */
final class CorruptedSplit implements Split {

    private final Split split;
    private final Corruption corruption;
    private final Rates rates;
    private final boolean showsComplete;
    private final Map<Modality, int[]> others = new ConcurrentHashMap<>();

    /** @param showsComplete whether batches hold what was there before, for a training */
    CorruptedSplit(Split split, Corruption corruption, Rates rates, boolean showsComplete) {
        this.split = split;
        this.corruption = corruption;
        this.rates = rates;
        this.showsComplete = showsComplete;
    }

    @Override
    public Batch batch(NDManager manager, List<Integer> rows) {
        Batch clean = split.batch(manager, rows);
        return new Batch(
                clean.inputs().map((modality, sequence) -> corrupted(manager, clean, modality, sequence)),
                clean.targets(),
                clean.rows(),
                clean.ids(),
                showsComplete ? new Batch.Complete(clean::inputs, kept(manager, clean)) : null);
    }

    private ByModality<NDArray> kept(NDManager manager, Batch batch) {
        return batch.inputs().map((modality, sequence) -> {
            double[] rate = rates(batch, modality);
            float[] kept = new float[rate.length];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = (float) (1 - rate[i]);
            }
            return Tensors.of(manager, kept, new Shape(kept.length));
        });
    }

    private double[] rates(Batch batch, Modality modality) {
        return IntStream.range(0, batch.size())
                .mapToDouble(i -> rates.of(batch.rows().get(i), batch.ids().get(i), modality))
                .toArray();
    }

    @Override
    public Split ofEpoch(int epoch) {
        Split now = split.ofEpoch(epoch);
        return now.equals(split) ? this : new CorruptedSplit(now, corruption, rates, showsComplete);
    }

    private Sequence corrupted(NDManager manager, Batch batch, Modality modality, Sequence sequence) {
        double[] rate = rates(batch, modality);
        boolean tokens = corruption.shape(modality).content() == Content.TOKENS;
        boolean untouched = tokens && corruption.form() == Form.NOISE;
        if (untouched || DoubleStream.of(rate).noneMatch(some -> some > 0)) {
            return sequence;
        } else if (corruption.form() == Form.SHUFFLED) {
            return shuffled(manager, batch, modality, rate);
        }
        double[][] draws = IntStream.range(0, rate.length)
                .mapToObj(i -> draws(batch, modality, i, sequence.lengths()[i]))
                .toArray(double[][]::new);
        return sequence.with(
                tokens
                        ? tokens(manager, modality, sequence, rate, draws)
                        : features(manager, modality, sequence, rate, draws));
    }

    /** Two numbers a Gaussian one, or one a step, or one. */
    private double[] draws(Batch batch, Modality modality, int place, int length) {
        int count =
                switch (corruption.form()) {
                    case MISSING_STEPS -> length;
                    case NOISE -> 2 * length * corruption.spread(modality).length;
                    case WHOLE_MODALITY, SHUFFLED -> 1;
                };
        return corruption.draws().uniform(batch.rows().get(place), batch.ids().get(place), modality, count);
    }

    private NDArray tokens(NDManager manager, Modality modality, Sequence sequence, double[] rate, double[][] draws) {
        int unknown = Objects.requireNonNull(corruption.shape(modality).marks()).unknown();
        long[] tokens = sequence.values().toLongArray(); // (batch, time)
        int[] lengths = sequence.lengths();
        for (int row = 0; row < lengths.length; row++) {
            for (int step = 0; step < lengths[row]; step++) {
                int place = row * sequence.time() + step;
                if (isLost(rate[row], draws[row], step) && !corruption.keeps(modality, tokens[place])) {
                    tokens[place] = unknown;
                }
            }
        }
        return Tensors.of(manager, tokens, sequence.values().getShape());
    }

    private NDArray features(NDManager manager, Modality modality, Sequence sequence, double[] rate, double[][] draws) {
        int size = sequence.size();
        float[] values = sequence.values().toFloatArray(); // (batch, time, size)
        int[] lengths = sequence.lengths();
        for (int row = 0; row < lengths.length; row++) {
            int start = row * sequence.time() * size;
            for (int i = 0; i < lengths[row] * size; i++) {
                if (corruption.form() == Form.NOISE) {
                    double spread = rate[row] * corruption.spread(modality)[i % size];
                    values[start + i] += (float) (spread * gaussian(draws[row][2 * i], draws[row][2 * i + 1]));
                } else if (isLost(rate[row], draws[row], i / size)) {
                    values[start + i] = 0;
                }
            }
        }
        return Tensors.of(manager, values, sequence.values().getShape());
    }

    /** A whole modality has one draw for all steps. */
    private static boolean isLost(double rate, double[] draws, int step) {
        return rate > 0 && draws[Math.min(step, draws.length - 1)] <= rate;
    }

    private static double gaussian(double radius, double angle) {
        return Math.sqrt(-2 * StrictMath.log(1 - radius)) * StrictMath.cos(2 * Math.PI * angle);
    }

    private Sequence shuffled(NDManager manager, Batch batch, Modality modality, double[] rate) {
        int[] other = others.computeIfAbsent(modality, this::others);
        List<Integer> rows = new ArrayList<>(batch.rows());
        for (int i = 0; i < rate.length; i++) {
            if (isLost(rate[i], draws(batch, modality, i, 1), 0)) {
                rows.set(i, other[rows.get(i)]);
            }
        }
        return split.batch(manager, rows).inputs().get(modality);
    }

    /** Whose modality each row gets: all rows stand in a ring, in a drawn order, and each gets that of its neighbor. */
    private int[] others(Modality modality) {
        List<String> ids = split.ids();
        Map<Integer, Double> places = new HashMap<>();
        for (int row = 0; row < ids.size(); row++) {
            places.put(row, corruption.draws().uniform(row, ids.get(row), modality, 2)[1]);
        }
        List<Integer> ring = new ArrayList<>(places.keySet());
        ring.sort(Comparator.comparing((Integer row) -> places.get(row)).thenComparing(ids::get));
        int[] others = new int[ring.size()];
        for (int i = 0; i < others.length; i++) {
            others[ring.get(i)] = ring.get((i + 1) % others.length);
        }
        return others;
    }

    @Override
    public Targets targets(NDManager manager) {
        return split.targets(manager);
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

    /** A bound: who sees less errs no less. */
    @Override
    public double leastError() {
        return split.leastError();
    }

    @Override
    public int size() {
        return split.size();
    }
}
