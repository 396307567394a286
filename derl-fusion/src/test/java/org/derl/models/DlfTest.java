package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Objects;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Schema;
import org.derl.data.Task;
import org.derl.models.dlf.Dlf;
import org.derl.part.Pass;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DlfTest {

    private static final String SMALL =
            "model.decoupling { size = 4, heads = 2, layers = 1," + " kernels { text = 3, audio = 2, vision = 1 } }";

    private static Schema aligned(int text, int audio, int vision) {
        return new Schema(
                ByModality.of(Map.of(
                        "text", FeatureShape.features(text, 50),
                        "audio", FeatureShape.features(audio, 50),
                        "vision", FeatureShape.features(vision, 50))),
                Task.SENTIMENT);
    }

    private static ModelTrial<Dlf.Disentangled> small(String more) {
        return ModelTrial.small("dlf", SMALL, more);
    }

    /** The reference has layers besides that no loss reaches. */
    @Test
    void hasAsManyParametersAsTheReferenceUses() {
        assertEquals(2_923_308 - 1_294_703, ModelTrial.parameterCount("dlf", "mosi", "", aligned(768, 5, 20)));
        assertEquals(2_917_208 - 1_340_303, ModelTrial.parameterCount("dlf", "mosei", "", aligned(768, 74, 35)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                // What is released reads the zeros behind a sequence, but up to the data set's longest alone.
                "model.decoupling { reads-padding = true, zeros-have-positions = false, projects-fitting = false }"
            })
    void predictsForASampleAloneAsInCompany(String settings) {
        try (ModelTrial<Dlf.Disentangled> trial = small(settings);
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            trial.assertPredictsAloneAsInCompany(Pass.evaluation(scope), batch);
        }
    }

    @Test
    void learns() {
        try (ModelTrial<Dlf.Disentangled> trial = small("")) {
            Batch batch = trial.unaligned(trial.model().manager());
            double[] losses =
                    trial.train(batch.inputs().toMap(), batch.targets().overall(), 60);
            assertTrue(losses[59] < 0.5 * losses[0], "from " + losses[0] + " to " + losses[59]);
        }
    }

    @Test
    void saysThatViewsCannotBeCutIntoPieces() {
        try (ModelTrial<Dlf.Disentangled> trial = small("model.losses.orthogonal-pieces = 7");
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            Pass pass = Pass.trainingWithoutDropout(scope, new Randomness(3));
            Dlf.Disentangled forward = trial.forward(pass, batch);
            String message = assertThrows(IllegalArgumentException.class, () -> trial.losses(pass, forward, batch))
                    .getMessage();
            assertEquals(
                    "orthogonal-pieces is 7, into which the 60 numbers of a view cannot be cut; the size of views is 4",
                    Objects.requireNonNull(message));
        }
    }
}
