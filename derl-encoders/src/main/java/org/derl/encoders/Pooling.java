package org.derl.encoders;

import ai.djl.ndarray.NDArray;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.part.UtteranceEncoder;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * Turns a sequence, (batch, time, size), into one vector, (batch, size), without weights: the mean, the largest values,
 * or a single time step. Padding takes no part. Encoders of other jars may pool by it too:
 * {@code new Pooling.Mean(new Pooling.Config(), shape)}.
 */
public abstract class Pooling implements UtteranceEncoder {

    private final int size;

    /** Has no settings. */
    public record Config() {}

    Pooling(FeatureShape input) {
        size = input.size();
    }

    @Override
    public final NDArray encode(Pass pass, Sequence sequence) {
        return pool(sequence);
    }

    abstract NDArray pool(Sequence sequence);

    @Override
    public final int size() {
        return size;
    }

    /** The mean over real time steps. */
    public static final class Mean extends Pooling {
        /** Of sequences of a shape; without settings. */
        public Mean(Config config, FeatureShape input) {
            super(input);
        }

        @Override
        NDArray pool(Sequence sequence) {
            if (sequence.isFull()) {
                return Tensors.mean(sequence.values(), 1); // (batch, size)
            }
            // (batch, time, size), by a mask (batch, time, 1)
            NDArray real = sequence.values().mul(sequence.mask().expandDims(2));
            return real.sum(new int[] {1}).div(sequence.lengthColumn()); // (batch, size)
        }
    }

    /** The largest value of each feature over real time steps. */
    public static final class Max extends Pooling {
        /** Of sequences of a shape; without settings. */
        public Max(Config config, FeatureShape input) {
            super(input);
        }

        @Override
        NDArray pool(Sequence sequence) {
            NDArray values = sequence.values();
            if (!sequence.isFull()) {
                NDArray padding = sequence.padding().reshape(sequence.batch(), sequence.time(), 1); // (batch, time, 1)
                values = Functions.maskedFill(values, padding, Double.NEGATIVE_INFINITY);
            }
            return values.max(new int[] {1}); // (batch, size)
        }
    }

    /** The first step. */
    public static final class First extends Pooling {
        /** Of sequences of a shape; without settings. */
        public First(Config config, FeatureShape input) {
            super(input);
        }

        @Override
        NDArray pool(Sequence sequence) {
            return Tensors.at(sequence.values(), 1, 0); // (batch, size)
        }
    }

    /** Each sample's last real time step. */
    public static final class Last extends Pooling {
        /** Of sequences of a shape; without settings. */
        public Last(Config config, FeatureShape input) {
            super(input);
        }

        @Override
        NDArray pool(Sequence sequence) {
            return Tensors.atSteps(sequence.values(), sequence.lastSteps()); // (batch, size)
        }
    }
}
