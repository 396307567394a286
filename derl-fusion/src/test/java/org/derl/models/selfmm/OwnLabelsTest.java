package org.derl.models.selfmm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.derl.data.ByModality;
import org.junit.jupiter.api.Test;

class OwnLabelsTest {

    private static final float[] HUMAN = {2, 1, -2, 0};
    private static final List<Integer> ALL = List.of(0, 1, 2, 3);
    private static final float[][] FUSED = {{2, 0}, {1, 0}, {-2, 0}, {0, 1}};
    private static final float[][] TEXT = {{1}, {0.5f}, {-1}, {3}};

    private final Memory fused = Memory.of(HUMAN, 2, true);
    private final Memory text = Memory.of(HUMAN, 1, true);
    private final OwnLabels labels = new OwnLabels(3, fused, ByModality.of(Map.of("text", text)));

    private void learn(int epoch) {
        labels.learn(epoch, ALL, FUSED, ByModality.of(Map.of("text", TEXT)));
    }

    @Test
    void labelsStayInTheFirstEpoch() {
        learn(1);
        assertArrayEquals(HUMAN, text.labels());
        assertArrayEquals(new float[] {1.5f, 0}, fused.positive());
        assertArrayEquals(new float[] {-2, 0}, fused.negative());
        assertArrayEquals(new float[] {0.75f}, text.positive());
    }

    @Test
    void labelsMoveWithinTheLimitAndHumanOnesStay() {
        learn(1);
        for (int epoch = 2; epoch < 9; epoch++) {
            learn(epoch);
        }
        assertArrayEquals(HUMAN, fused.labels());
        assertTrue(text.label(3) != 0, "the fourth row leans to the positive ones in its text");
        for (float label : text.labels()) {
            assertTrue(Math.abs(label) <= 3, "label " + label);
        }
    }

    @Test
    void laterEpochsMoveLabelsLess() {
        learn(1);
        double before = text.label(3);
        learn(2);
        double fresh = before + (text.label(3) - before) * 3 / 2;
        Memory other = Memory.of(HUMAN, 1, true);
        OwnLabels late = new OwnLabels(3, Memory.of(HUMAN, 2, true), ByModality.of(Map.of("text", other)));
        late.learn(1, ALL, FUSED, ByModality.of(Map.of("text", TEXT)));
        late.learn(9, ALL, FUSED, ByModality.of(Map.of("text", TEXT)));
        assertEquals(before + (fresh - before) * 2 / 10, other.label(3), 1e-5);
    }

    @Test
    void rowsLabelledZeroMayCountAsPositive() {
        Memory memory = new Memory(HUMAN.clone(), FUSED.clone(), false);
        memory.center();
        assertArrayEquals(new float[] {1, 1f / 3}, memory.positive(), 1e-6f);
    }

    @Test
    void aClassWithoutRowsHasNoCentre() {
        Memory memory = new Memory(new float[] {1, 2}, new float[][] {{1}, {3}}, true);
        memory.center();
        assertArrayEquals(new float[] {2}, memory.positive());
        assertTrue(Float.isNaN(memory.negative()[0]));
    }

    @Test
    void labelsStayWhereAClassHasNoRows() {
        Memory all = Memory.of(new float[] {1, 2}, 1, true);
        Memory own = Memory.of(new float[] {1, 2}, 1, true);
        OwnLabels made = new OwnLabels(3, all, ByModality.of(Map.of("text", own)));
        float[][] features = {{1}, {3}};
        for (int epoch = 1; epoch < 4; epoch++) {
            made.learn(epoch, List.of(0, 1), features, ByModality.of(Map.of("text", features)));
        }
        assertArrayEquals(new float[] {1, 2}, own.labels());
    }
}
