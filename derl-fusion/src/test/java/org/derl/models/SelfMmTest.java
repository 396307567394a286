package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.ConfigFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.derl.config.InvalidConfigException;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Schema;
import org.derl.data.Targets;
import org.derl.data.Task;
import org.derl.model.Losses;
import org.derl.model.Optimization;
import org.derl.model.Training;
import org.derl.models.selfmm.SelfMm;
import org.derl.part.Pass;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;

class SelfMmTest {

    private static final String SMALL =
            """
            model {
              network {
                encoders { audio { hidden = 4, size = 3 }, vision { hidden = 4, size = 3 } }
                head.sizes = [6, 6]
              }
              own-heads { text.sizes = [5, 5], audio.sizes = [4, 4], vision.sizes = [4, 4] }
            }
            """;

    private static final float[] HUMAN = {2, -1, 0.5f};

    private static ModelTrial<SelfMm.Judged> small(String more) {
        return ModelTrial.small("self-mm", SMALL, more);
    }

    private static Batch unaligned(ModelTrial<?> trial, NDManager manager) {
        return ModelTrial.batch(trial.unalignedInputs(manager), Tensors.of(manager, HUMAN, new Shape(3)));
    }

    @Test
    void hasAsManyParametersAsTheReferenceBesideItsTextEncoder() {
        assertEquals(159_332, ModelTrial.parameterCount("self-mm", "mosi", "", ModelTrial.schema(768, 5, 20)));
        assertEquals(165_668, ModelTrial.parameterCount("self-mm", "mosei", "", ModelTrial.schema(768, 74, 35)));
    }

    @Test
    void ownLabelsCountOnceTheyHaveMoved() {
        try (ModelTrial<SelfMm.Judged> trial = small("");
                Scope scope = trial.open()) {
            Batch batch = unaligned(trial, scope.manager());
            Training<SelfMm.Judged> training = trial.model().training(batch.targets(), Optimization.adam(1e-2));
            Pass pass = Pass.evaluation(scope);
            SelfMm.Judged forward = trial.forward(pass, batch);
            for (int epoch = 1; epoch <= 2; epoch++) {
                Losses losses = training.sweeps(epoch).get(0).objective().losses(pass, forward, batch);
                assertEquals(0, losses.terms().get("audio").getFloat(), "in epoch " + epoch);
                assertEquals(
                        losses.terms().get("task").getFloat(), losses.total().getFloat());
                training.stepped(forward, batch, epoch);
            }
            float[] moved = training.memory().get("audio.labels");
            assertFalse(Arrays.equals(HUMAN, moved), Arrays.toString(moved));
            assertArrayEquals(HUMAN, training.memory().get("fused.labels"));
            Losses losses = training.sweeps(3).get(0).objective().losses(pass, forward, batch);
            assertTrue(losses.terms().get("audio").getFloat() > 0);
        }
    }

    @Test
    void ownLabelsMayStartFromAnnotations() {
        float[] annotated = {1, 1, -1};
        try (ModelTrial<SelfMm.Judged> trial = small("model.annotations = true");
                Scope scope = trial.open()) {
            NDArray overall = Tensors.of(scope.manager(), HUMAN, new Shape(3));
            NDArray audio = Tensors.of(scope.manager(), annotated, new Shape(3));
            Targets targets = new Targets(overall, ByModality.of(Map.of("audio", audio)));
            Map<String, float[]> memory =
                    trial.model().training(targets, Optimization.adam(1e-2)).memory();
            assertArrayEquals(annotated, memory.get("audio.labels"));
            assertArrayEquals(HUMAN, memory.get("text.labels"));
        }
        try (ModelTrial<SelfMm.Judged> trial = small("");
                Scope scope = trial.open()) {
            NDArray overall = Tensors.of(scope.manager(), HUMAN, new Shape(3));
            NDArray audio = Tensors.of(scope.manager(), annotated, new Shape(3));
            Targets targets = new Targets(overall, ByModality.of(Map.of("audio", audio)));
            assertArrayEquals(
                    HUMAN,
                    trial.model()
                            .training(targets, Optimization.adam(1e-2))
                            .memory()
                            .get("audio.labels"));
        }
    }

    @Test
    void saysThatTextLengthsNeedText() {
        Schema silent = new Schema(
                ByModality.of(Map.of("audio", FeatureShape.features(3, 5), "vision", FeatureShape.features(4, 5))),
                Task.SENTIMENT);
        String message = assertThrows(
                        InvalidConfigException.class,
                        () -> ModelTrial.of(
                                "self-mm", ConfigFactory.parseString(SMALL + "model.text-lengths = true"), silent))
                .getMessage();
        assertTrue(Objects.requireNonNull(message).contains("text-lengths needs text"), message);
    }

    @Test
    void learns() {
        try (ModelTrial<SelfMm.Judged> trial = small("")) {
            Batch batch = unaligned(trial, trial.model().manager());
            double[] losses =
                    trial.train(batch.inputs().toMap(), batch.targets().overall(), 60);
            assertTrue(losses[59] < 0.5 * losses[0], "from " + losses[0] + " to " + losses[59]);
        }
    }

    @Test
    void saysThatAHeadOrItsHiddenLayerIsMissing() {
        String hidden = assertThrows(InvalidConfigException.class, () -> small("model.own-heads.audio.sizes = []"))
                .getMessage();
        assertTrue(Objects.requireNonNull(hidden).contains("every head needs a hidden layer"), hidden);
        String head = assertThrows(InvalidConfigException.class, () -> small("model.own-heads.audio = null"))
                .getMessage();
        assertTrue(
                Objects.requireNonNull(head)
                        .contains("own-heads are for [text, vision], but encoders for [text, audio, vision]"),
                head);
    }
}
