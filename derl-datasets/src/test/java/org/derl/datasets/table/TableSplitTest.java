package org.derl.datasets.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.tensor.Compute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableSplitTest {

    private static final List<Sample> SAMPLES =
            List.of(new Sample("a_1", "a", 1.5), new Sample("a_2", "a", -2), new Sample("b_1", "b", 0));

    private final FeatureTable audio = ArrayTable.ofFeatures(
            2, List.of(new float[] {1, 2}, new float[] {3, 4, 5, 6, 7, 8}, new float[] {9, 10, 11, 12}));
    private final FeatureTable text = new ArrayTable(
            FeatureShape.tokens(20, 5), List.of(new float[] {1, 17, 2}, new float[] {1, 2}, new float[] {1}));
    private final TableSplit split = new TableSplit(SAMPLES, ByModality.of(Map.of("audio", audio, "text", text)));
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = Compute.newManager(Device.cpu());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void batchIsPaddedToItsLongestWithZeros() {
        Sequence sequence = split.batch(manager, List.of(2, 0)).inputs().get(Modality.AUDIO);
        assertEquals(new Shape(2, 2, 2), sequence.values().getShape());
        assertArrayEquals(
                new float[] {9, 10, 11, 12, 1, 2, 0, 0}, sequence.values().toFloatArray());
        assertArrayEquals(new int[] {2, 1}, sequence.lengths());
    }

    @Test
    void tokensAreWholeNumbers() {
        Sequence sequence = split.batch(manager, List.of(0, 1)).inputs().get(Modality.TEXT);
        assertEquals(DataType.INT64, sequence.values().getDataType());
        assertEquals(new Shape(2, 3), sequence.values().getShape());
        assertArrayEquals(new long[] {1, 17, 2, 1, 2, 0}, sequence.values().toLongArray());
    }

    @Test
    void batchOfOneIsFull() {
        Batch batch = split.batch(manager, List.of(1));
        assertEquals(1, batch.size());
        assertEquals(
                new Shape(1, 3, 2), batch.inputs().get(Modality.AUDIO).values().getShape());
        assertTrue(batch.inputs().get(Modality.AUDIO).isFull());
        assertArrayEquals(new float[] {-2}, batch.targets().overall().toFloatArray());
    }

    @Test
    void batchKnowsItsSamples() {
        Batch batch = split.batch(manager, List.of(2, 0));
        assertEquals(List.of("b_1", "a_1"), batch.ids());
        assertEquals(List.of(2, 0), batch.rows());
        assertArrayEquals(new float[] {0, 1.5f}, batch.targets().overall().toFloatArray());
    }

    @Test
    void targetsAreInRowOrder() {
        assertArrayEquals(
                new float[] {1.5f, -2, 0}, split.targets(manager).overall().toFloatArray());
        assertEquals(List.of("a", "a", "b"), split.groups());
    }

    @Test
    void selectionKeepsItsOwnOrder() {
        FeatureTable selected = audio.select(List.of(2, 0));
        TableSplit split =
                new TableSplit(SAMPLES.subList(0, 2), ByModality.of(List.of(Modality.AUDIO), modality -> selected));
        assertArrayEquals(
                new float[] {1, 2},
                split.batch(manager, List.of(1))
                        .inputs()
                        .get(Modality.AUDIO)
                        .values()
                        .toFloatArray());
    }

    @Test
    void emptySequenceIsRefusedWithItsSample() {
        FeatureTable empty = ArrayTable.ofFeatures(2, List.of(new float[] {1, 2}, new float[0], new float[] {3, 4}));
        IllegalArgumentException mistake = assertThrows(
                IllegalArgumentException.class, () -> new TableSplit(SAMPLES, ByModality.of(Map.of("audio", empty))));
        assertTrue(mistake.getMessage().startsWith("the audio of sample a_2 has no step"), mistake.getMessage());
    }

    @Test
    void emptyBatchAndWrongNumberOfRowsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> split.batch(manager, List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new TableSplit(SAMPLES.subList(0, 2), ByModality.of(Map.of("audio", audio))));
        assertThrows(IllegalArgumentException.class, () -> new TableSplit(List.of(), ByModality.of(Map.of())));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ArrayTable(FeatureShape.features(2, 3), List.of(new float[] {1, 2, 3})));
    }
}
