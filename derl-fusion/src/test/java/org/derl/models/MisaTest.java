package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.Objects;
import org.derl.config.InvalidConfigException;
import org.derl.data.Batch;
import org.derl.models.misa.Misa;
import org.derl.part.Pass;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
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
        return ModelTrial.small("misa", "model { size = 8, transformer.feed-forward-size = 16 }", more);
    }

    @Test
    void predictsForASampleAloneAsInCompany() {
        try (ModelTrial<Misa.Encoded> trial = small("");
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            trial.assertPredictsAloneAsInCompany(Pass.evaluation(scope), batch);
        }
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
}
