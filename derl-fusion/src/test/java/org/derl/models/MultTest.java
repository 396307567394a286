package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.ConfigFactory;
import java.util.Map;
import java.util.Objects;
import org.derl.config.InvalidConfigException;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.models.mult.Mult;
import org.derl.part.Pass;
import org.derl.tensor.Gradients;
import org.derl.tensor.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultTest {

    private static final String SMALL =
            "model { size = 4, heads = 2, layers = 1, kernels { text = 3, audio = 2," + " vision = 1 } }";

    @Test
    void hasAsManyParametersAsTheReference() {
        assertEquals(2_571_551, ModelTrial.parameterCount("mult", "mosi", "", ModelTrial.schema(768, 5, 20)));
        assertEquals(982_951, ModelTrial.parameterCount("mult", "mosei", "", ModelTrial.schema(768, 74, 35)));
    }

    private static ModelTrial<Mult.Encoded> small(String more) {
        return ModelTrial.small("mult", SMALL, more);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "model.causal-mask = false",
                "model.positions = false",
                // Shorter sequences than kernels.
                "model.kernels { text = 5, audio = 4, vision = 6 }",
                "model.kernels { text = 9, audio = 12, vision = 10 }"
            })
    void predictsForASampleAloneAsInCompany(String settings) {
        try (ModelTrial<Mult.Encoded> trial = small(settings);
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            trial.assertPredictsAloneAsInCompany(Pass.evaluation(scope), batch);
        }
    }

    @Test
    void countsPaddingAsStepsIfTold() {
        try (ModelTrial<Mult.Encoded> trial = small("model.reads-padding = true");
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            Pass pass = Pass.evaluation(scope);
            float together = trial.forward(pass, batch).prediction().toFloatArray()[1];
            float alone =
                    trial.forward(pass, ModelTrial.alone(batch, 1)).prediction().toFloatArray()[0];
            assertNotEquals(alone, together, 1e-4);
        }
    }

    @Test
    void learns() {
        try (ModelTrial<Mult.Encoded> trial = small("")) {
            Batch batch = trial.unaligned(trial.model().manager());
            double[] losses =
                    trial.train(batch.inputs().toMap(), batch.targets().overall(), 60);
            assertTrue(losses[59] < 0.2 * losses[0], "from " + losses[0] + " to " + losses[59]);
        }
    }

    @Test
    void readsTwoModalitiesWhereThereAreNoMore() {
        Schema three = ModelTrial.schema(5, 3, 4);
        Schema two = new Schema(
                ByModality.of(Map.of(
                        "text",
                        three.inputs().get(Modality.TEXT),
                        "audio",
                        three.inputs().get(Modality.AUDIO))),
                three.task());
        try (ModelTrial<Mult.Encoded> trial = ModelTrial.of("mult", ConfigFactory.parseString(SMALL), two);
                Scope scope = trial.open()) {
            Batch batch = ModelTrial.without(Modality.VISION, trial.unaligned(scope.manager()));
            Mult.Encoded forward = trial.forward(Pass.evaluation(scope), batch);
            assertEquals(new Shape(3, 2 * 4), forward.fused().getShape());
        }
    }

    @Test
    void refusesASingleModality() {
        Schema three = ModelTrial.schema(5, 3, 4);
        Schema one = new Schema(ByModality.of(Map.of("text", three.inputs().get(Modality.TEXT))), three.task());
        String message = assertThrows(
                        InvalidConfigException.class,
                        () -> ModelTrial.of("mult", ConfigFactory.parseString(SMALL), one))
                .getMessage();
        assertTrue(
                Objects.requireNonNull(message).contains("needs two or more of the modalities [text, audio, vision]"),
                message);
    }

    @Test
    void leavesFeaturesOfTheModelsSizeAsTheyAreIfTold() {
        try (ModelTrial<Mult.Encoded> trial = small("model.projects-fitting = false");
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            NDArray loss =
                    trial.forward(Pass.evaluation(scope), batch).prediction().sum();
            assertFalse(Gradients.of(loss, trial.model().trainable(), scope.manager())
                    .byPath()
                    .containsKey("projections.vision.weight"));
        }
    }
}
