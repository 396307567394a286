package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.ConfigFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.derl.config.InvalidConfigException;
import org.derl.data.Batch;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.model.Optimization;
import org.derl.model.Training;
import org.derl.models.tetfn.Tetfn;
import org.derl.part.Pass;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TetfnTest {

    private static final String SMALL =
            """
            model {
              size = 4, heads = 2, layers = 1, memory-layers = 1
              encoders { audio.hidden = 3, vision.hidden = 3 }
              kernels { text = 3, audio = 2, vision = 1 }
              head.sizes = [6, 6]
              own-heads { text.sizes = [5, 5], audio.sizes = [4, 4], vision.sizes = [4, 4] }
            }
            """;

    private static final float[] HUMAN = {2, -1, 0.5f};

    private static ModelTrial<Tetfn.Judged> small(String more) {
        return ModelTrial.small("tetfn", SMALL, more);
    }

    private static Batch unaligned(ModelTrial<?> trial, Scope scope) {
        return ModelTrial.batch(
                trial.unalignedInputs(scope.manager()), Tensors.of(scope.manager(), HUMAN, new Shape(3)));
    }

    @Test
    void hasAsManyParametersAsTheReferenceBesideItsTextEncoder() {
        assertEquals(1_254_224, ModelTrial.parameterCount("tetfn", "mosi", "", ModelTrial.schema(768, 5, 20)));
        assertEquals(1_257_360, ModelTrial.parameterCount("tetfn", "mosei", "", ModelTrial.schema(768, 74, 35)));
        assertEquals(1_529_968, ModelTrial.parameterCount("tetfn", "sims", "", ModelTrial.schema(768, 33, 709)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "model.aligned = false",
                // Shorter sequences than kernels.
                "model { aligned = false, kernels { text = 5, audio = 12, vision = 6 } }",
                "model.encoders.audio.layers = 2"
            })
    void predictsForASampleAloneAsInCompany(String settings) {
        try (ModelTrial<Tetfn.Judged> trial = small(settings);
                Scope scope = trial.open()) {
            trial.assertPredictsAloneAsInCompany(Pass.evaluation(scope), unaligned(trial, scope));
        }
    }

    @Test
    void countsPaddingAsStepsIfTold() {
        try (ModelTrial<Tetfn.Judged> trial = small("model.reads-padding = true");
                Scope scope = trial.open()) {
            Batch batch = unaligned(trial, scope);
            Pass pass = Pass.evaluation(scope);
            float together = trial.forward(pass, batch).prediction().toFloatArray()[1];
            float alone =
                    trial.forward(pass, ModelTrial.alone(batch, 1)).prediction().toFloatArray()[0];
            assertNotEquals(alone, together, 1e-5);
        }
    }

    @Test
    void audioAndVisionReadEachOtherByWayOfTheText() {
        try (ModelTrial<Tetfn.Judged> trial = small("model.aligned = false");
                Scope scope = trial.open()) {
            Map<String, Shape> shapes = new TreeMap<>();
            trial.model()
                    .registerForwardHook(
                            part -> shapes.put(part.path(), part.output().getShape()));
            trial.forward(Pass.evaluation(scope), unaligned(trial, scope));
            trial.model().removeForwardHook();
            // Kernels of 2 and 1 leave 10 of 11 steps of audio, and all 9 of vision.
            assertEquals(new Shape(3, 9, 4), shapes.get("cross.audio.vision.lower.norm"));
            assertEquals(new Shape(3, 10, 4), shapes.get("cross.audio.vision.upper.norm"));
            assertEquals(new Shape(3, 10, 4), shapes.get("cross.vision.audio.lower.norm"));
            assertEquals(new Shape(3, 9, 4), shapes.get("cross.vision.audio.upper.norm"));
            assertTrue(shapes.containsKey("cross.vision.audio.upper.source-positions"));
            assertFalse(shapes.containsKey("cross.text.audio.source-positions"));
        }
    }

    @Test
    void ownLabelsMoveFromTheSecondEpochOn() {
        try (ModelTrial<Tetfn.Judged> trial = small("");
                Scope scope = trial.open()) {
            Batch batch = unaligned(trial, scope);
            Training<Tetfn.Judged> training = trial.model().training(batch.targets(), Optimization.adam(1e-2));
            Tetfn.Judged forward = trial.forward(Pass.evaluation(scope), batch);
            training.stepped(forward, batch, 1);
            assertArrayEquals(HUMAN, training.memory().get("vision.labels"));
            training.stepped(forward, batch, 2);
            assertFalse(Arrays.equals(HUMAN, training.memory().get("vision.labels")));
            assertArrayEquals(HUMAN, training.memory().get("fused.labels"));
        }
    }

    @Test
    void learns() {
        try (ModelTrial<Tetfn.Judged> trial = small("")) {
            NDArray labels = Tensors.of(trial.model().manager(), HUMAN, new Shape(3));
            double[] losses = trial.train(trial.unalignedInputs(trial.model().manager()), labels, 60);
            assertTrue(losses[59] < 0.2 * losses[0], "from " + losses[0] + " to " + losses[59]);
        }
    }

    @Test
    void textAndOneMoreModalityAreEnough() {
        Schema three = ModelTrial.schema(5, 3, 4);
        Schema two = new Schema(three.inputs().only(List.of(Modality.TEXT, Modality.VISION)), three.task());
        try (ModelTrial<Tetfn.Judged> trial = ModelTrial.of("tetfn", ConfigFactory.parseString(SMALL), two);
                Scope scope = trial.open()) {
            Batch batch = ModelTrial.without(Modality.AUDIO, unaligned(trial, scope));
            assertEquals(
                    new Shape(3, 2 * 4),
                    trial.forward(Pass.evaluation(scope), batch).fused().getShape());
        }
    }

    @Test
    void refusesToDoWithoutText() {
        Schema three = ModelTrial.schema(5, 3, 4);
        Schema silent = new Schema(three.inputs().only(List.of(Modality.AUDIO, Modality.VISION)), three.task());
        assertTrue(refusal("", silent).contains("needs text and another one of the modalities [text, audio, vision]"));
        assertTrue(refusal("", new Schema(three.inputs().only(List.of(Modality.TEXT)), three.task()))
                .contains("needs text and another one"));
    }

    @Test
    void saysThatAHeadOrItsHiddenLayerIsMissing() {
        Schema three = ModelTrial.schema(5, 3, 4);
        assertTrue(refusal("model.own-heads.audio.sizes = []", three).contains("every head needs a hidden layer"));
        assertTrue(refusal("model.own-heads.audio = null", three)
                .contains("own-heads are for [text, vision], but kernels for [text, audio, vision]"));
    }

    private static String refusal(String more, Schema schema) {
        return Objects.requireNonNull(assertThrows(
                        InvalidConfigException.class,
                        () -> ModelTrial.of("tetfn", ConfigFactory.parseString(SMALL + more), schema))
                .getMessage());
    }
}
