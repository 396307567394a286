package org.derl.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.passthrough.PassthroughNDManager;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.derl.data.InMemorySplit.Sample;
import org.derl.tensor.Compute;
import org.junit.jupiter.api.Test;

class InMemorySplitTest {

    private static final ByModality<FeatureShape> SHAPES =
            ByModality.of(Map.of("text", FeatureShape.tokens(9, 3), "audio", FeatureShape.features(2, 3)));

    private static Sample sample(String id, double label, float[] text, float... audio) {
        return new Sample(id, label, ByModality.of(Map.of("text", text, "audio", audio)));
    }

    @Test
    void batchesArePaddedToTheirLongest() {
        InMemorySplit split = new InMemorySplit(
                SHAPES,
                List.of(
                        sample("a", 1.5, new float[] {3, 4, 5}, 1, 2),
                        sample("b", -2, new float[] {6}, 3, 4, 5, 6),
                        sample("c", 0, new float[] {7, 8}, 7, 8)));
        assertEquals(List.of("a", "b", "c"), split.ids());
        assertEquals(3, split.size());
        try (NDManager manager = Compute.newManager(Device.cpu())) {
            assertPadded(split, manager);
            assertPadded(split, PassthroughNDManager.INSTANCE); // as Compute.reading takes them without the engine
            for (Modality modality : SHAPES.modalities()) {
                assertEquals(bytes(split, modality, manager), bytes(split, modality, PassthroughNDManager.INSTANCE));
            }
        }
    }

    private static ByteBuffer bytes(InMemorySplit split, Modality modality, NDManager manager) {
        return split.batch(manager, List.of(2, 1))
                .inputs()
                .get(modality)
                .values()
                .toByteBuffer();
    }

    private static void assertPadded(InMemorySplit split, NDManager manager) {
        Batch batch = split.batch(manager, List.of(2, 1));
        Sequence text = batch.inputs().get(Modality.TEXT);
        assertEquals(new Shape(2, 2), text.values().getShape());
        assertArrayEquals(new long[] {7, 8, 6, 0}, text.values().toLongArray());
        Sequence audio = batch.inputs().get(Modality.AUDIO);
        assertEquals(new Shape(2, 2, 2), audio.values().getShape());
        assertArrayEquals(new float[] {7, 8, 0, 0, 3, 4, 5, 6}, audio.values().toFloatArray());
        assertArrayEquals(new int[] {1, 2}, audio.lengths());
        assertArrayEquals(new float[] {0, -2}, batch.targets().overall().toFloatArray());
        assertEquals(List.of("c", "b"), batch.ids());
        assertEquals(3, split.targets(manager).overall().size());
    }

    @Test
    void whatASampleLacksIsNamed() {
        Sample silent = new Sample("a", 0, ByModality.of(Map.of("text", new float[] {1})));
        assertEquals("sample 'a' has no audio; it has [text]", refusal(silent));
        assertEquals(
                "the text of sample 'b' has 0 numbers; it must have one step or more of 1",
                refusal(sample("b", 0, new float[0], 1, 2)));
        assertEquals(
                "the audio of sample 'c' has 3 numbers; it must have one step or more of 2",
                refusal(sample("c", 0, new float[] {1}, 1, 2, 3)));
        assertEquals(
                "the audio of sample 'd' has NaN in step 1, column 0, both counted from 0; it must be finite",
                refusal(sample("d", 0, new float[] {1}, 1, 2, Float.NaN, 4)));
    }

    @Test
    void aTokenOutsideOfTheVocabularyIsNamed() {
        for (float token : new float[] {9, 1.5f, -1, 1e9f}) {
            assertEquals(
                    "the text of sample 'a' has " + token
                            + " in step 1, counted from 0; tokens are whole numbers from 0 to 8",
                    refusal(sample("a", 0, new float[] {8, token}, 1, 2)));
        }
    }

    @Test
    void twoSamplesOfOneNameAreRefused() {
        Sample sample = sample("a", 0, new float[] {1}, 1, 2);
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> new InMemorySplit(SHAPES, List.of(sample, sample)));
        assertEquals("there are two samples 'a'", thrown.getMessage());
    }

    private static String refusal(Sample sample) {
        return assertThrows(IllegalArgumentException.class, () -> new InMemorySplit(SHAPES, List.of(sample)))
                .getMessage();
    }
}
