package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import org.derl.data.Batch;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.models.mfn.Mfn;
import org.derl.part.Pass;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;

class MfnTest {

    @Test
    void hasAsManyParametersAsTheReference() {
        assertEquals(2_172_657, ModelTrial.parameterCount("mfn", "mosi", "", ModelTrial.schema(768, 5, 20)));
        assertEquals(1_276_865, ModelTrial.parameterCount("mfn", "mosei", "", ModelTrial.schema(768, 74, 35)));
        // With its settings for CH-SIMS, in both versions.
        assertEquals(601_505, sims("hidden { text = 64, audio = 16, vision = 64 }", 64, 128, 128, 64, 64));
        assertEquals(1_179_377, sims("hidden { text = 128, audio = 16, vision = 128 }", 400, 32, 128, 32, 32));
    }

    private static long sims(String hidden, int memory, int attention, int proposal, int retain, int update) {
        String settings = "model { head.size = 64, " + hidden + ", memory { size = " + memory + ", attention.size = "
                + attention + ", proposal.size = " + proposal + ", retain.size = " + retain + ", update.size = "
                + update
                + " } }";
        return ModelTrial.parameterCount("mfn", "mosi", settings, ModelTrial.schema(768, 33, 709));
    }

    private static ModelTrial<Mfn.Remembered> small(String more) {
        return ModelTrial.small("mfn", "", more);
    }

    @Test
    void everyStepSeesFramesOfItsOwn() {
        assertTrue(changeFromStepToStep("") > 0.1);
    }

    @Test
    void everyStepSeesTheMeanIfTold() {
        assertEquals(0, changeFromStepToStep("model.time-means = true"), 1e-6);
    }

    /** How far audio moves from the first of the second sample's three steps to the last. */
    private static float changeFromStepToStep(String settings) {
        try (ModelTrial<Mfn.Remembered> trial = small(settings);
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            Sequence audio =
                    trial.forward(Pass.evaluation(scope), batch).aligned().get(Modality.AUDIO);
            assertArrayEquals(new int[] {7, 3, 5}, audio.lengths());
            NDArray second = Tensors.slice(audio.values(), 0, 1, 2);
            return Tensors.at(second, 1, 0)
                    .sub(Tensors.at(second, 1, 2))
                    .abs()
                    .max()
                    .getFloat();
        }
    }

    @Test
    void learns() {
        try (ModelTrial<Mfn.Remembered> trial = small("")) {
            Batch batch = trial.unaligned(trial.model().manager());
            double[] losses =
                    trial.train(batch.inputs().toMap(), batch.targets().overall(), 30);
            assertTrue(losses[29] < 0.5 * losses[0], "from " + losses[0] + " to " + losses[29]);
        }
    }
}
