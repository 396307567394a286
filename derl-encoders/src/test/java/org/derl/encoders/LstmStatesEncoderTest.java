package org.derl.encoders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.derl.data.FeatureShape;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.tensor.Compute;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LstmStatesEncoderTest {

    private final Randomness randomness = new Randomness(3);

    @BeforeEach
    void prepare() {
        Compute.prepareThread();
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "true, 1", "false, 2", "true, 3"})
    void readsEachSampleUpToItsOwnEnd(boolean bidirectional, int layers) {
        try (LstmStatesEncoder encoder = new LstmStatesEncoder(
                new LstmStatesEncoder.Config(4, bidirectional, layers), FeatureShape.features(3, 6))) {
            encoder.allocate(Device.cpu(), randomness);
            try (Scope scope = encoder.open()) {
                Pass pass = Pass.evaluation(scope);
                NDArray values = randomness.gaussian(scope.manager(), new Shape(2, 6, 3));
                Sequence states = encoder.encode(pass, Sequence.of(values, new int[] {6, 2}));
                assertEquals(bidirectional ? 8 : 4, encoder.size());
                assertEquals(encoder.size(), states.size());
                NDArray second = Tensors.slice(states.values(), 0, 1, 2);
                NDArray alone = encoder.encode(
                                pass, Sequence.full(Tensors.slice(Tensors.slice(values, 0, 1, 2), 1, 0, 2)))
                        .values();
                assertArrayEquals(
                        alone.toFloatArray(), Tensors.slice(second, 1, 0, 2).toFloatArray(), 1e-6f);
                assertEquals(0, Tensors.slice(second, 1, 2, 6).abs().sum().getFloat());
            }
        }
    }

    @Test
    void refusesAStateWithoutSize() {
        assertThrows(IllegalArgumentException.class, () -> new LstmStatesEncoder.Config(0, false, 1));
        assertThrows(IllegalArgumentException.class, () -> new LstmStatesEncoder.Config(4, false, 0));
    }
}
