package org.derl.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.derl.tensor.Compute;
import org.derl.tensor.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SequenceTest {

    private NDManager manager;
    private NDArray values;

    @BeforeEach
    void open() {
        Compute.prepareThread();
        manager = Compute.newManager(Device.cpu());
        values = manager.ones(new Shape(3, 4, 2));
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void lengthsOutOfRangeNameTheRow() {
        assertRefused("row 1 of the batch has length 0; it must be from 1 to 4", 2, 0, 4);
        assertRefused("row 2 of the batch has length 5; it must be from 1 to 4", 2, 1, 5);
        assertRefused("row 0 of the batch has length -1; it must be from 1 to 4", -1, 1, 4);
        assertRefused("2 lengths for 3 samples", 1, 1);
    }

    private void assertRefused(String message, int... lengths) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Sequence.of(values, lengths))
                        .getMessage());
    }

    @Test
    void sizesAreThoseOfTheValues() {
        Sequence sequence = Sequence.of(values, new int[] {2, 4, 1});

        assertEquals(3, sequence.batch());
        assertEquals(4, sequence.time());
        assertEquals(2, sequence.size());
        assertFalse(sequence.isFull());
        assertTrue(Sequence.full(values).isFull());
        assertArrayEquals(new int[] {4, 4, 4}, Sequence.full(values).lengths());
    }

    @Test
    void masksMarkRealStepsAndPadding() {
        Sequence sequence = Sequence.of(values, new int[] {2, 4, 1});

        assertEquals(new Shape(3, 4), sequence.mask().getShape());
        assertArrayEquals(
                new float[] {1, 1, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0},
                sequence.mask().toFloatArray());
        assertEquals(new Shape(3, 1, 1, 4), sequence.padding().getShape());
        assertEquals(DataType.BOOLEAN, sequence.padding().getDataType());
        assertArrayEquals(
                new boolean[] {false, false, true, true, false, false, false, false, false, true, true, true},
                sequence.padding().toBooleanArray());
    }

    @Test
    void lastStepsAndLengthsAreReadFromTheLengths() {
        Sequence sequence = Sequence.of(values, new int[] {2, 4, 1});

        assertArrayEquals(new long[] {1, 3, 0}, sequence.lastSteps().toLongArray());
        assertArrayEquals(new float[] {2, 4, 1}, sequence.lengthColumn().toFloatArray());
        assertEquals(new Shape(3, 1), sequence.lengthColumn().getShape());
    }

    @Test
    void masksAreMadeOnceForAllOverTheSameSteps() {
        Sequence sequence = Sequence.of(values, new int[] {2, 4, 1});

        assertSame(
                sequence.mask(),
                sequence.with(manager.zeros(new Shape(3, 4, 7))).mask());
        assertSame(sequence.padding(), sequence.padding());
    }

    @Test
    void masksOutliveTheScopeTheyWereFirstAskedIn() {
        Sequence sequence = Sequence.of(values, new int[] {2, 4, 1});
        try (Scope scope = Scope.below(manager)) {
            Sequence encoded = sequence.with(scope.manager().zeros(new Shape(3, 4, 5)));
            encoded.mask();
            encoded.padding();
        }

        assertEquals(7, sequence.mask().sum().getFloat());
        assertEquals(12, sequence.padding().size());
    }

    @Test
    void nobodyElseCanChangeTheLengths() {
        int[] lengths = {2, 4, 1};
        Sequence sequence = Sequence.of(values, lengths);
        lengths[0] = 3;
        sequence.lengths()[1] = 1;

        assertArrayEquals(new int[] {2, 4, 1}, sequence.lengths());
    }

    @Test
    void firstStepsAreAtMostSoMany() {
        Sequence sequence = Sequence.of(values, new int[] {2, 4, 1});

        assertSame(sequence, sequence.first(4));
        assertArrayEquals(new int[] {2, 3, 1}, sequence.first(3).lengths());
        assertEquals(new Shape(3, 3, 2), sequence.first(3).values().getShape());
    }
}
