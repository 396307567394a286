package org.derl.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Functions;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attention beside its definition, one head at a time. */
class AttentionTest {

    private static final int SIZE = 6;
    private static final int HEADS = 2;
    private static final int WIDTH = SIZE / HEADS;

    private final Randomness randomness = new Randomness(5);
    private final Attention attention =
            new Attention(new Attention.Config(HEADS, Attention.Config.Scale.HEAD, 0), SIZE, Linear::withoutBias);
    private final Map<String, NDArray> seen = new LinkedHashMap<>();
    private Scope scope;

    @BeforeEach
    void allocate() {
        Compute.prepareThread();
        attention.allocate(Device.cpu(), randomness);
        attention.registerForwardHook(part -> seen.put(part.path().replaceFirst("^\\.", ""), part.output()));
        scope = attention.open();
    }

    @AfterEach
    void free() {
        scope.close();
        attention.close();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void equalsItsDefinition(boolean masked, boolean padded) {
        NDArray target = randomness.gaussian(scope.manager(), new Shape(2, 3, SIZE));
        NDArray values = randomness.gaussian(scope.manager(), new Shape(2, 4, SIZE));
        Sequence source = padded ? Sequence.of(values, new int[] {4, 2}) : Sequence.full(values);
        NDArray mask = masked ? randomness.gaussian(scope.manager(), new Shape(3, 4)) : null;
        float[] result =
                attention.apply(Pass.evaluation(scope), target, source, mask).toFloatArray();
        NDArray[] heads = new NDArray[HEADS];
        for (int head = 0; head < HEADS; head++) {
            NDArray scores = Tensors.scale(
                    part("query", head).matMul(part("key", head).transpose(0, 2, 1)), 1 / Math.sqrt(WIDTH));
            scores = mask == null ? scores : scores.add(mask);
            NDArray weights = Functions.maskedSoftmax(scores, source.padding().reshape(2, 1, 4));
            NDArray whole = Objects.requireNonNull(seen.get("weights"));
            assertArrayEquals(weights.toFloatArray(), Tensors.at(whole, 1, head).toFloatArray(), 1e-6f);
            heads[head] = weights.matMul(part("value", head));
        }
        NDArray joined = heads[0].concat(heads[1], 2);
        NDArray output = Functions.linear(
                joined, Objects.requireNonNull(attention.trainable().get("output.weight")), null);
        assertArrayEquals(output.toFloatArray(), result, 1e-6f);
    }

    private NDArray part(String name, int head) {
        return Tensors.slice(Objects.requireNonNull(seen.get(name)), 2, (long) head * WIDTH, (head + 1L) * WIDTH);
    }

    @Test
    void weightsAreSeenFromTargetToSource() {
        NDArray target = randomness.gaussian(scope.manager(), new Shape(2, 3, SIZE));
        Sequence source = Sequence.full(randomness.gaussian(scope.manager(), new Shape(2, 4, SIZE)));
        attention.apply(Pass.evaluation(scope), target, source);
        NDArray weights = Objects.requireNonNull(seen.get("weights"));
        assertEquals(new Shape(2, HEADS, 3, 4), weights.getShape());
        for (float sum : weights.sum(new int[] {3}).toFloatArray()) {
            assertEquals(1, sum, 1e-6);
        }
    }
}
