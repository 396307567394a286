package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.typesafe.config.ConfigFactory;
import java.util.LinkedHashMap;
import java.util.Map;
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
    }

    private static ModelTrial<Mfn.Remembered> small(String more) {
        return ModelTrial.of("mfn", ConfigFactory.parseString(more), ModelTrial.schema(5, 3, 4));
    }

    private static Batch unaligned(ModelTrial<?> trial, NDManager manager) {
        Map<String, Sequence> inputs = new LinkedHashMap<>();
        inputs.put("text", trial.random(manager, 5, 7, 7, 3, 5));
        inputs.put("audio", trial.random(manager, 3, 11, 2, 11, 6));
        inputs.put("vision", trial.random(manager, 4, 9, 4, 1, 9));
        return trial.batch(manager, inputs);
    }

    @Test
    void everyStepSeesFramesOfItsOwn() {
        assertTrue(changeFromStepToStep("") > 0.1);
    }

    @Test
    void everyStepSeesTheMeanAsReleased() {
        assertEquals(0, changeFromStepToStep("model.as-released = true"), 1e-6);
    }

    /** How far audio moves from the first of the second sample's three steps to the last. */
    private static float changeFromStepToStep(String settings) {
        try (ModelTrial<Mfn.Remembered> trial = small(settings);
                Scope scope = trial.open()) {
            Batch batch = unaligned(trial, scope.manager());
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
            Batch batch = unaligned(trial, trial.model().manager());
            double[] losses =
                    trial.train(batch.inputs().toMap(), batch.targets().overall(), 30);
            assertTrue(losses[29] < 0.5 * losses[0], "from " + losses[0] + " to " + losses[29]);
        }
    }
}
