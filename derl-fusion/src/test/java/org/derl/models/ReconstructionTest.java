package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import java.util.Objects;
import org.derl.data.Sequence;
import org.derl.tensor.Compute;
import org.derl.tensor.Gradients;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReconstructionTest {

    private NDManager manager;

    @BeforeEach
    void open() {
        Compute.prepareThread();
        manager = Compute.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void onlyRealStepsCount() {
        NDArray truth = steps(1, 2, 3, 4);
        NDArray made = steps(1, 4, 0, 100);

        assertEquals((0 + 4 + 9) / 3f, error(made, Sequence.of(truth, new int[] {2, 1})));
        assertEquals((0 + 4 + 9 + 96 * 96) / 4f, error(made, Sequence.full(truth)));
    }

    private static float error(NDArray made, Sequence truth) {
        return Reconstruction.error(made, truth, false).getFloat();
    }

    @Test
    void theTruthLearnsWhereItIsToldTo() {
        assertArrayEquals(new float[] {0, -1, 0.5f, 0}, gradient(true), 1e-6f);
        assertArrayEquals(new float[4], gradient(false), 1e-6f);
    }

    /** What is made hangs on the truth by nothing, so that there is always a gradient. */
    private float[] gradient(boolean truthLearns) {
        NDArray truth = steps(1, 2, 3, 4);
        truth.setRequiresGradient(true);
        NDArray made = steps(1, 4, 2, 4).add(Tensors.scale(truth, 0));
        NDArray error = Reconstruction.error(made, Sequence.full(truth), truthLearns);
        return Objects.requireNonNull(Gradients.of(error, Map.of("truth", truth), manager)
                        .byPath()
                        .get("truth"))
                .toFloatArray();
    }

    /** (2, 2, 1). */
    private NDArray steps(float... values) {
        return Tensors.of(manager, values, new Shape(2, 2, 1));
    }
}
