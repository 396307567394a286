package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.derl.data.Batch;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.part.Pass;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;

class EarlyFusionTest {

    private static final long STEPS = 12;

    /** By the sizes of the layers: the reference's own count is not known. */
    @Test
    void efLstmHasAsManyParametersAsItsLayersSay() {
        long mosi = 2 * STEPS + lstm(768 + 5 + 20, 128) + 3 * lstm(128, 128) + 128 * 128 + 128 + 128 + 1;
        assertEquals(mosi, ModelTrial.parameterCount("ef-lstm", "mosi", "", ModelTrial.schema(768, 5, 20)));
        long mosei = 2 * STEPS + lstm(768 + 74 + 35, 256) + lstm(256, 256) + 256 * 256 + 256 + 256 + 1;
        assertEquals(mosei, ModelTrial.parameterCount("ef-lstm", "mosei", "", ModelTrial.schema(768, 74, 35)));
    }

    private static long lstm(long in, long hidden) {
        return 4 * hidden * (in + hidden + 2);
    }

    private static ModelTrial<EarlyFusion.Joined> small() {
        return ModelTrial.small("ef-lstm", "model { encoder { hidden = 16, layers = 2 }, head.size = 16 }", "");
    }

    @Test
    void modalitiesLieSideBySideAtTheTextsSteps() {
        try (ModelTrial<EarlyFusion.Joined> trial = small();
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(trial.model().manager());
            batch.inputs().values().forEach(sequence -> scope.borrow(List.of(sequence.values())));
            Sequence joined = trial.forward(Pass.evaluation(scope), batch).joined();
            assertEquals(12, joined.size());
            assertArrayEquals(new int[] {7, 3, 5}, joined.lengths());
            assertArrayEquals(
                    batch.inputs().get(Modality.TEXT).values().toFloatArray(),
                    Tensors.slice(joined.values(), 2, 0, 5).toFloatArray());
        }
    }

    @Test
    void learns() {
        try (ModelTrial<EarlyFusion.Joined> trial = small()) {
            Batch batch = trial.unaligned(trial.model().manager());
            double[] losses =
                    trial.train(batch.inputs().toMap(), batch.targets().overall(), 60);
            assertTrue(losses[59] < 0.5 * losses[0], "from " + losses[0] + " to " + losses[59]);
        }
    }
}
