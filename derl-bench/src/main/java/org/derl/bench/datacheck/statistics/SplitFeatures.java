package org.derl.bench.datacheck.statistics;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.data.Split;
import org.derl.tensor.Compute;

/** The sequences of a data set, as models are given them: without padding. */
public record SplitFeatures(Split split, Modality modality, FeatureShape shape) implements Features {

    private static final int ROWS = 64;

    @Override
    public List<Integer> declaredLengths() {
        return List.of();
    }

    @Override
    public boolean padded() {
        return false;
    }

    @Override
    public boolean paddedInFront() {
        return false;
    }

    @Override
    public void read(Reader reader) {
        for (List<Integer> rows : split.batches(ROWS)) {
            try (NDManager manager = Compute.newManager(Device.cpu())) {
                read(reader, rows.get(0), split.batch(manager, rows).inputs().get(modality));
            }
        }
    }

    private void read(Reader reader, int start, Sequence sequence) {
        float[] values = numbers(sequence);
        int[] lengths = sequence.lengths();
        for (int i = 0; i < lengths.length; i++) {
            reader.sample(start + i, values, i * sequence.time() * width(), lengths[i]);
        }
    }

    private float[] numbers(Sequence sequence) {
        if (shape.content() == FeatureShape.Content.FEATURES) {
            return sequence.values().toFloatArray();
        }
        long[] tokens = sequence.values().toLongArray();
        float[] numbers = new float[tokens.length];
        IntStream.range(0, tokens.length).forEach(i -> numbers[i] = tokens[i]);
        return numbers;
    }
}
