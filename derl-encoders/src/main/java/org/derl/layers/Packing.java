package org.derl.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.derl.data.Sequence;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * Skips padding: packs the real time steps of a batch as rows for operations on single time steps, and unpacks them for
 * operations across time steps. Short texts among long ones then take only the time of their own tokens.
 */
public final class Packing {

    private final int batch;
    private final int time;
    private final @Nullable NDArray padding;
    private final @Nullable NDArray places;

    private Packing(Sequence sequence, @Nullable NDArray places) {
        batch = sequence.batch();
        time = sequence.time();
        padding = sequence.isFull() ? null : sequence.padding();
        this.places = places;
    }

    /** Leaves out the padding of these sequences. What it holds lives as long as they do. */
    public static Packing of(Sequence sequence) {
        return new Packing(sequence, sequence.isFull() ? null : places(sequence));
    }

    /** Leaves everything where it is, padding included. */
    public static Packing none(Sequence sequence) {
        return new Packing(sequence, null);
    }

    private static NDArray places(Sequence sequence) {
        int[] lengths = sequence.lengths();
        int time = sequence.time();
        int count = 0;
        long[] places = new long[lengths.length * time];
        for (int row = 0; row < lengths.length; row++) {
            for (int step = 0; step < lengths[row]; step++) {
                places[count++] = (long) row * time + step;
            }
        }
        return Tensors.of(sequence.values().getManager(), Arrays.copyOf(places, count), new Shape(count));
    }

    /** (batch, time, size) to (real time steps, size); as it is where nothing is left out. */
    public NDArray pack(NDArray x) {
        return places == null ? x : Functions.pack(x, places);
    }

    /** (real time steps, size) to (batch, time, size), zero at padding; as it is where nothing was left out. */
    public NDArray unpack(NDArray rows) {
        return places == null ? rows : Functions.unpack(rows, places, batch, time);
    }

    /** (batch, 1, 1, time), boolean: true at padding; null where there is none. */
    @Nullable
    NDArray padding() {
        return padding;
    }
}
