package org.derl.bench.datacheck.statistics;

import java.io.IOException;
import java.util.List;
import org.derl.data.FeatureShape;
import org.derl.data.file.FileSequences;

/** The sequences of a file, as they are written. */
public record FileFeatures(FileSequences sequences, int samples) implements Features {

    /** Numbers to read at a time, unless one sample has more. */
    private static final int BLOCK = 1 << 18;

    @Override
    public FeatureShape shape() {
        return FeatureShape.features(sequences.width(), sequences.time());
    }

    @Override
    public List<Integer> declaredLengths() {
        return sequences.lengths();
    }

    @Override
    public boolean padded() {
        return true;
    }

    @Override
    public boolean paddedInFront() {
        return sequences.padding() == FileSequences.Padding.FRONT;
    }

    @Override
    public void read(Reader reader) throws IOException {
        int numbers = Math.multiplyExact(sequences.time(), sequences.width());
        int rows = Math.max(1, BLOCK / numbers);
        float[] block = new float[Math.multiplyExact(rows, numbers)];
        for (int start = 0; start < samples; start += rows) {
            int count = Math.min(rows, samples - start);
            sequences.values().floats((long) start * numbers, block, 0, count * numbers);
            for (int i = 0; i < count; i++) {
                reader.sample(start + i, block, i * numbers, sequences.time());
            }
        }
    }
}
