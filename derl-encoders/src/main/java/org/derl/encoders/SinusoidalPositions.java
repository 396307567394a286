package org.derl.encoders;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.part.SequenceEncoder;
import org.derl.tensor.Tensors;

/**
 * Adds to time step p, counted from 0, {@code sin(p / 10000^(2i/size))} at column 2i and the cosine of the same at
 * column 2i+1 (Vaswani et al., 2017).
 */
public final class SinusoidalPositions implements SequenceEncoder {

    private final int size;

    /** Has no settings. */
    public record Config() {}

    SinusoidalPositions(Config config, FeatureShape input) {
        size = input.size();
    }

    @Override
    public Sequence encode(Pass pass, Sequence sequence) {
        NDArray values = sequence.values();
        return sequence.with(values.add(table(values.getManager(), sequence.time())));
    }

    private NDArray table(NDManager manager, int time) {
        float[] table = new float[time * size];
        for (int i = 0; i < table.length; i++) {
            int step = i / size;
            int column = i % size;
            double angle = step / StrictMath.pow(10000, (column - column % 2) / (double) size);
            table[i] = (float) (column % 2 == 0 ? StrictMath.sin(angle) : StrictMath.cos(angle));
        }
        return Tensors.of(manager, table, new Shape(time, size));
    }

    @Override
    public int size() {
        return size;
    }
}
