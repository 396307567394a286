package org.derl.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Sequence;
import org.derl.layers.Attention.Config.Scale;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttentionScaleTest {

    private static final int HEADS = 4;
    private static final int SIZE = 8;
    private static final int TIME = 3;

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    /** The weights, (2, heads, time, time), of the same random queries and keys. */
    private static float[] weights(Scale scale) {
        List<float[]> seen = new ArrayList<>();
        Randomness randomness = new Randomness(3);
        try (Attention attention = new Attention(new Attention.Config(HEADS, scale, 0), SIZE, Linear::withoutBias)) {
            attention.allocate(Device.cpu(), randomness);
            attention.registerForwardHook(part -> {
                if (part.path().endsWith("weights")) {
                    assertEquals(new Shape(2, HEADS, TIME, TIME), part.output().getShape());
                    seen.add(part.output().toFloatArray());
                }
            });
            try (Scope scope = attention.open()) {
                NDArray x = randomness.gaussian(scope.manager(), new Shape(2, TIME, SIZE));
                attention.apply(Pass.evaluation(scope), x, Sequence.full(x));
            }
        }
        return seen.get(0);
    }

    @Test
    void scoresAreDividedByTheRootOfAHeadsSizeOrOfTheModels() {
        float[] head = weights(Scale.HEAD);
        float[] model = weights(Scale.MODEL);
        for (int row = 0; row < head.length; row += TIME) {
            // Softmax keeps differences of scores as logarithms of quotients.
            assertEquals(
                    Math.log(head[row] / head[row + 1]),
                    Math.sqrt(HEADS) * Math.log(model[row] / model[row + 1]),
                    1e-4);
        }
    }

    @Test
    void headsMustDivideTheSize() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Attention(new Attention.Config(3, Scale.HEAD, 0), SIZE, Linear::of));
    }
}
