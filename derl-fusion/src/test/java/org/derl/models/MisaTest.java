package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.derl.config.InvalidConfigException;
import org.derl.data.Batch;
import org.derl.data.Sequence;
import org.derl.models.misa.Misa;
import org.derl.part.Pass;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MisaTest {

    // A layer normalization of text and a second discriminator, which no loss reaches.
    private static final int UNUSED = 2 * 2 * 768 + (128 * 4 + 4);

    @Test
    void hasAsManyParametersAsTheReferenceUses() {
        assertEquals(1_138_033, ModelTrial.parameterCount("misa", "mosi", "", ModelTrial.schema(768, 5, 20)) + UNUSED);
        assertEquals(
                1_435_105, ModelTrial.parameterCount("misa", "mosei", "", ModelTrial.schema(768, 74, 35)) + UNUSED);
    }

    private static ModelTrial<Misa.Encoded> small(String more) {
        return ModelTrial.small("misa", "model { size = 8, transformer.inner-size = 16 }", more);
    }

    @Test
    void predictsForASampleAloneAsInCompany() {
        try (ModelTrial<Misa.Encoded> trial = small("");
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            trial.assertPredictsAloneAsInCompany(Pass.evaluation(scope), batch);
        }
    }

    @Test
    void readsAllModalitiesUpToTheTextsLengthAsReleased() {
        assertEquals(0, changeByAFrameBehindTheText("model.as-released = true"));
        assertNotEquals(0, changeByAFrameBehindTheText(""));
    }

    private static float changeByAFrameBehindTheText(String settings) {
        try (ModelTrial<Misa.Encoded> trial = small(settings);
                Scope scope = trial.open()) {
            NDManager manager = scope.manager();
            Map<String, Sequence> inputs = new LinkedHashMap<>();
            inputs.put("text", trial.random(manager, 5, 3, 3));
            inputs.put("vision", trial.random(manager, 4, 5, 5));
            inputs.put("audio", trial.random(manager, 3, 4, 4));
            float before = predict(trial, scope, inputs);
            float[] values = inputs.get("audio").values().toFloatArray();
            values[3 * 3] += 1; // the fourth frame
            NDArray changed = Tensors.of(manager, values, new Shape(1, 4, 3));
            inputs.put("audio", Sequence.full(changed));
            return predict(trial, scope, inputs) - before;
        }
    }

    private static float predict(ModelTrial<Misa.Encoded> trial, Scope scope, Map<String, Sequence> inputs) {
        Batch batch = trial.batch(scope.manager(), inputs);
        return trial.forward(Pass.evaluation(scope), batch).prediction().toFloatArray()[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "model.adversarial = true"})
    void learns(String settings) {
        try (ModelTrial<Misa.Encoded> trial = small(settings)) {
            Batch batch = trial.unaligned(trial.model().manager());
            double[] losses =
                    trial.train(batch.inputs().toMap(), batch.targets().overall(), 60);
            assertTrue(losses[59] < 0.5 * losses[0], "from " + losses[0] + " to " + losses[59]);
        }
    }

    @Test
    void trainsOnABatchOfOne() {
        try (ModelTrial<Misa.Encoded> trial = small("");
                Scope scope = trial.open()) {
            Batch batch = ModelTrial.alone(trial.unaligned(scope.manager()), 0);
            Pass pass = Pass.training(scope, new Randomness(5));
            NDArray loss = trial.losses(pass, trial.forward(pass, batch), batch).total();
            double norm = Gradients.of(loss, trial.model().trainable(), scope.manager())
                    .norm();
            assertTrue(Double.isFinite(norm) && norm > 0, "norm of the gradients: " + norm);
        }
    }

    @Test
    void saysThatAnOrderLacksAModality() {
        String message = assertThrows(InvalidConfigException.class, () -> small("model.order = [text, audio]"))
                .getMessage();
        assertTrue(Objects.requireNonNull(message).contains("order is [text, audio] and lacks vision"), message);
    }

    @Test
    void saysThatAudioIsTooShortToBeReadAsReleased() {
        try (ModelTrial<Misa.Encoded> trial = small("model.as-released = true");
                Scope scope = trial.open()) {
            NDManager manager = scope.manager();
            Map<String, Sequence> inputs = new LinkedHashMap<>();
            inputs.put("text", trial.random(manager, 5, 6, 6));
            inputs.put("audio", trial.random(manager, 3, 4, 4));
            inputs.put("vision", trial.random(manager, 4, 6, 6));
            String message = assertThrows(IllegalArgumentException.class, () -> predict(trial, scope, inputs))
                    .getMessage();
            assertEquals(
                    "as-released, audio is read up to the text's length, which is 6, but it has only 4 steps:"
                            + " set as-released to false",
                    message);
        }
    }
}
