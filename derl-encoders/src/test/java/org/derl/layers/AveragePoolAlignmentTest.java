package org.derl.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.tensor.Compute;
import org.derl.tensor.Tensors;
import org.derl.tensor.safetensors.SafeTensors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AveragePoolAlignmentTest {

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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void alignsAsTheReferenceDoes(int number) throws Exception {
        SafeTensors tensors =
                SafeTensors.open(Path.of(Objects.requireNonNull(getClass().getResource("align/align.safetensors"))
                        .toURI()));
        NDArray text = tensors.read(manager, number + ".in.text");
        for (String name : List.of("audio", "vision")) {
            Sequence source = Sequence.full(tensors.read(manager, number + ".in." + name));
            NDArray expected = tensors.read(manager, number + ".out." + name);
            NDArray aligned =
                    AveragePoolAlignment.align(source, Sequence.full(text)).values();
            assertEquals(expected.getShape(), aligned.getShape());
            assertArrayEquals(expected.toFloatArray(), aligned.toFloatArray(), 1e-5f, name);
        }
    }

    @Test
    void eachSampleHasLengthsOfItsOwn() {
        NDArray values = Tensors.of(
                manager,
                new float[] {1, 2, 3, 4, 5, 6, /* the second sample */ 7, 8, 9, 99, 99, 99},
                new Shape(2, 6, 1));
        Sequence source = Sequence.of(values, new int[] {6, 3});
        Sequence target = Sequence.of(manager.zeros(new Shape(2, 3, 2)), new int[] {3, 2});

        Sequence aligned = AveragePoolAlignment.align(source, target);

        assertArrayEquals(new int[] {3, 2}, aligned.lengths());
        assertArrayEquals(
                new float[] {1.5f, 3.5f, 5.5f, 7.5f, 9, 0}, aligned.values().toFloatArray(), 1e-6f);
    }

    @Test
    void allModalitiesComeToTheStepsOfOne() {
        Sequence words = Sequence.of(manager.zeros(new Shape(2, 3, 2)), new int[] {3, 2});
        Sequence frames = Sequence.full(manager.ones(new Shape(2, 7, 4)));

        ByModality<Sequence> aligned =
                AveragePoolAlignment.align(ByModality.of(Map.of("text", words, "audio", frames)), Modality.TEXT);

        assertSame(words, aligned.get(Modality.TEXT));
        assertArrayEquals(new int[] {3, 2}, aligned.get(Modality.AUDIO).lengths());
        assertEquals(new Shape(2, 3, 4), aligned.get(Modality.AUDIO).values().getShape());
    }
}
