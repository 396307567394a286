package org.derl.bench.toy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.data.Targets;
import org.derl.data.Task;
import org.derl.tensor.Tensors;

/** Sequences of different lengths; the label is the sum of the means of each modality's first feature. */
public final class ToySplit implements Split {

    private static final int SIZE = 4;
    private static final int LONGEST = 5;

    private final List<Map<Modality, float[]>> samples = new ArrayList<>();
    private final List<Double> labels = new ArrayList<>();
    private final String name;
    private final int width;

    /** So many samples, drawn from a seed, of four features a step. */
    public ToySplit(String name, int size, long seed) {
        this(name, size, seed, SIZE);
    }

    /** The same, with labels up to so large a size. */
    ToySplit(String name, int size, long seed, double largest) {
        this(name, size, seed, SIZE, largest);
    }

    /** So many samples, drawn from a seed, of so many features a step. */
    public ToySplit(String name, int size, long seed, int width) {
        this(name, size, seed, width, 3);
    }

    private ToySplit(String name, int size, long seed, int width, double largest) {
        this.name = name;
        this.width = width;
        Random random = new Random(seed);
        for (int i = 0; i < size; i++) {
            double label = 0;
            Map<Modality, float[]> sample = new java.util.LinkedHashMap<>();
            for (Modality modality : schema(width).inputs().modalities()) {
                int length = 1 + random.nextInt(LONGEST);
                float[] values = new float[length * width];
                double first = 0;
                for (int j = 0; j < values.length; j++) {
                    values[j] = (float) random.nextGaussian();
                    first += j % width == 0 ? values[j] / length : 0;
                }
                sample.put(modality, values);
                label += first;
            }
            samples.add(sample);
            labels.add(Math.max(-largest, Math.min(largest, largest / 3 * label)));
        }
    }

    /** What a model must know. */
    public static Schema schema() {
        return schema(SIZE);
    }

    /** The same for so many features a step. */
    public static Schema schema(int width) {
        return new Schema(
                ByModality.of(
                        List.of(Modality.TEXT, Modality.AUDIO, Modality.VISION),
                        modality -> FeatureShape.features(width, LONGEST)),
                Task.SENTIMENT);
    }

    @Override
    public List<String> ids() {
        return IntStream.range(0, samples.size()).mapToObj(i -> name + "-" + i).toList();
    }

    @Override
    public List<Double> labels() {
        return labels;
    }

    @Override
    public Batch batch(NDManager manager, List<Integer> rows) {
        ByModality<Sequence> inputs = schema().inputs().map((modality, shape) -> sequence(manager, modality, rows));
        List<String> ids = ids();
        return new Batch(
                inputs,
                targets(manager, rows),
                rows,
                rows.stream().map(ids::get).toList());
    }

    @Override
    public double leastError() {
        return 0.001;
    }

    @Override
    public Targets targets(NDManager manager) {
        return targets(manager, IntStream.range(0, size()).boxed().toList());
    }

    private Targets targets(NDManager manager, List<Integer> rows) {
        float[] values = new float[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = labels.get(rows.get(i)).floatValue();
        }
        return new Targets(Tensors.of(manager, values, new Shape(values.length)), ByModality.of(Map.of()));
    }

    private Sequence sequence(NDManager manager, Modality modality, List<Integer> rows) {
        List<float[]> chosen =
                rows.stream().map(row -> samples.get(row).get(modality)).toList();
        int[] lengths =
                chosen.stream().mapToInt(values -> values.length / width).toArray();
        int time = IntStream.of(lengths).max().orElseThrow();
        float[] padded = new float[rows.size() * time * width];
        for (int i = 0; i < lengths.length; i++) {
            System.arraycopy(chosen.get(i), 0, padded, i * time * width, chosen.get(i).length);
        }
        return Sequence.of(Tensors.of(manager, padded, new Shape(rows.size(), time, width)), lengths);
    }
}
