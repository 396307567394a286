package org.derl.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.part.UtteranceEncoder;
import org.derl.tensor.Compute;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;

class PoolingTest {

    private static final Pooling.Config CONFIG = new Pooling.Config();
    private static final FeatureShape INPUT = FeatureShape.features(2, 3);

    /** Two samples of three and two real steps; the padding would change every result. */
    private static float[] pooled(UtteranceEncoder pooling, int... lengths) {
        Compute.prepareThread();
        try (NDManager manager = Compute.newManager(Device.cpu());
                Scope scope = Scope.below(manager)) {
            float[] values = {1, -1, 3, -9, 2, 4, /* the second sample */ -1, -2, -3, 6, 99, 99};
            Sequence sequence = Sequence.of(Tensors.of(scope.manager(), values, new Shape(2, 3, 2)), lengths);
            return pooling.encode(Pass.evaluation(scope), sequence).toFloatArray();
        }
    }

    @Test
    void meanIsOverRealSteps() {
        assertArrayEquals(new float[] {2, -2, -2, 2}, pooled(new Pooling.Mean(CONFIG, INPUT), 3, 2), 1e-6f);
    }

    @Test
    void maximumIsOverRealSteps() {
        assertArrayEquals(new float[] {3, 4, -1, 6}, pooled(new Pooling.Max(CONFIG, INPUT), 3, 2));
        assertArrayEquals(new float[] {3, 4, 99, 99}, pooled(new Pooling.Max(CONFIG, INPUT), 3, 3));
    }

    @Test
    void firstStepIsTaken() {
        assertArrayEquals(new float[] {1, -1, -1, -2}, pooled(new Pooling.First(CONFIG, INPUT), 3, 2));
    }

    @Test
    void lastRealStepIsTaken() {
        assertArrayEquals(new float[] {2, 4, -3, 6}, pooled(new Pooling.Last(CONFIG, INPUT), 3, 2));
    }
}
