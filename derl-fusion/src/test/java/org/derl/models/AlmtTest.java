package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.types.Shape;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.config.InvalidConfigException;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Task;
import org.derl.models.almt.Almt;
import org.derl.part.Pass;
import org.derl.tensor.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlmtTest {

    private static final String LAYERS = "{ layers = 2, heads = 2, head-size = 3, feed-forward-size = 5 }";
    private static final String SMALL = "model { size = 4, tokens = 2, extractor " + LAYERS + ", guide { language "
            + LAYERS + ", hyper { heads = 2, head-size = 2 }, fusion " + LAYERS + " } }";

    private static final Schema THREE = ModelTrial.schema(5, 3, 4);

    private static Schema schema(FeatureShape text, FeatureShape audio, FeatureShape vision) {
        return new Schema(ByModality.of(Map.of("text", text, "audio", audio, "vision", vision)), Task.SENTIMENT);
    }

    private static Schema only(Modality... modalities) {
        return new Schema(THREE.inputs().only(List.of(modalities)), THREE.task());
    }

    @Test
    void hasAsManyParametersAsTheReferenceBesideBert() {
        FeatureShape text = FeatureShape.features(768, 50);
        Schema mosi = schema(text, FeatureShape.features(5, 375), FeatureShape.features(20, 500));
        assertEquals(2_603_649, ModelTrial.parameterCount("almt", "mosi", "", mosi));
        Schema mosei = schema(text, FeatureShape.features(74, 500), FeatureShape.features(35, 500));
        assertEquals(3_223_041, ModelTrial.parameterCount("almt", "mosei", "", mosei));
        Schema sims =
                schema(FeatureShape.features(768, 39), FeatureShape.features(33, 400), FeatureShape.features(709, 55));
        assertEquals(3_232_897, ModelTrial.parameterCount("almt", "sims", "", sims));
    }

    private static ModelTrial<Almt.Encoded> small(String more) {
        return ModelTrial.small("almt", SMALL, more);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "model.extractor.layers = 1", "model.guide.hyper { heads = 1, head-size = 4 }"})
    void predictsForASampleAloneAsInCompany(String settings) {
        try (ModelTrial<Almt.Encoded> trial = small(settings);
                Scope scope = trial.open()) {
            trial.assertPredictsAloneAsInCompany(Pass.evaluation(scope), trial.unaligned(scope.manager()));
        }
    }

    @Test
    void countsPaddingAsStepsIfTold() {
        try (ModelTrial<Almt.Encoded> trial = small("model.reads-padding = true");
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
        try (ModelTrial<Almt.Encoded> trial = small("")) {
            Batch batch = trial.unaligned(trial.model().manager());
            double[] losses =
                    trial.train(batch.inputs().toMap(), batch.targets().overall(), 60);
            assertTrue(losses[59] < 0.2 * losses[0], "from " + losses[0] + " to " + losses[59]);
        }
    }

    @Test
    void readsTextAndOneOtherModality() {
        Schema two = only(Modality.TEXT, Modality.AUDIO);
        try (ModelTrial<Almt.Encoded> trial = ModelTrial.of("almt", ConfigFactory.parseString(SMALL), two);
                Scope scope = trial.open()) {
            Batch batch = ModelTrial.without(Modality.VISION, trial.unaligned(scope.manager()));
            Almt.Encoded forward = trial.forward(Pass.evaluation(scope), batch);
            assertEquals(new Shape(3, 3, 4), forward.guided().fused().getShape());
        }
    }

    @Test
    void refusesToGuideWithoutTextOrNothing() {
        for (Schema one : List.of(only(Modality.TEXT), only(Modality.AUDIO, Modality.VISION))) {
            String message = assertThrows(InvalidConfigException.class, () -> ModelTrial.unallocated("almt", one))
                    .getMessage();
            assertTrue(
                    Objects.requireNonNull(message)
                            .contains("guides [audio, vision] by text and needs text and one of them"),
                    message);
        }
    }

    @Test
    void saysThatASequenceIsLongerThanItsPositions() {
        try (ModelTrial<Almt.Encoded> trial = small("");
                Scope scope = trial.open()) {
            Batch batch = ModelTrial.batch(
                    Map.of(
                            "text", trial.random(scope.manager(), 5, 13, 13),
                            "audio", trial.random(scope.manager(), 3, 2, 2),
                            "vision", trial.random(scope.manager(), 4, 2, 2)),
                    scope.manager().zeros(new Shape(1)));
            String message = assertThrows(
                            IllegalArgumentException.class, () -> trial.forward(Pass.evaluation(scope), batch))
                    .getMessage();
            assertEquals("positions were learned up to length 12, but a sequence has length 13", message);
        }
    }
}
