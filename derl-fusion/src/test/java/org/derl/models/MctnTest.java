package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.derl.data.Batch;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.models.mctn.Mctn;
import org.derl.part.Pass;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;

class MctnTest {

    @Test
    void hasAsManyParametersAsTheReference() {
        assertEquals(763_778, ModelTrial.parameterCount("mctn", "mosi", "", ModelTrial.schema(768, 5, 20)));
    }

    private static ModelTrial<Mctn.Translated> small(String more) {
        return ModelTrial.small("mctn", "model.hidden = 6", more);
    }

    @Test
    void predictionsNeedWordsAlone() {
        try (ModelTrial<Mctn.Translated> trial = small("");
                Scope scope = trial.open()) {
            Map<String, Sequence> inputs = trial.unalignedInputs(scope.manager());
            Mctn.Translated heard = trial.forward(Pass.evaluation(scope), trial.batch(scope.manager(), inputs));
            inputs.put("audio", trial.random(scope.manager(), 3, 4, 4, 4, 4));
            Mctn.Translated other = trial.forward(Pass.evaluation(scope), trial.batch(scope.manager(), inputs));
            assertEquals(
                    List.of(),
                    List.copyOf(heard.translations().modalities()),
                    "nothing is translated where nothing is learned");
            assertArrayEquals(
                    heard.prediction().toFloatArray(), other.prediction().toFloatArray());
        }
    }

    @Test
    void alongTheBatchSamplesAreReadOneAfterAnother() {
        assertEquals(0, changeOfTheFirstByTheLast(""), 1e-6);
        assertNotEquals(0, changeOfTheFirstByTheLast("model.along-batch = true"), 1e-6);
    }

    private static double changeOfTheFirstByTheLast(String settings) {
        try (ModelTrial<Mctn.Translated> trial = small(settings);
                Scope scope = trial.open()) {
            NDManager manager = scope.manager();
            Map<String, Sequence> inputs = new LinkedHashMap<>();
            inputs.put("text", trial.random(manager, 5, 4, 4, 4, 4));
            inputs.put("audio", trial.random(manager, 3, 4, 4, 4, 4));
            inputs.put("vision", trial.random(manager, 4, 4, 4, 4, 4));
            float before = first(trial, scope, inputs);
            float[] values = inputs.get("text").values().toFloatArray();
            values[values.length - 1] += 5;
            inputs.put("text", Sequence.full(Tensors.of(manager, values, new Shape(3, 4, 5))));
            return first(trial, scope, inputs) - before;
        }
    }

    private static float first(ModelTrial<Mctn.Translated> trial, Scope scope, Map<String, Sequence> inputs) {
        Batch batch = trial.batch(scope.manager(), inputs);
        return trial.forward(Pass.evaluation(scope), batch).prediction().toFloatArray()[0];
    }

    @Test
    void paddingCountsInNoLoss() {
        try (ModelTrial<Mctn.Translated> trial = small("");
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            Pass pass = Pass.training(scope, new Randomness(5));
            double sum = 0;
            int steps = 0;
            for (int row = 0; row < 3; row++) {
                int length = batch.inputs().get(Modality.TEXT).lengths()[row];
                sum += length * vision(trial, pass, ModelTrial.alone(batch, row));
                steps += length;
            }
            assertEquals(sum / steps, vision(trial, pass, batch), 1e-5);
        }
    }

    private static double vision(ModelTrial<Mctn.Translated> trial, Pass pass, Batch batch) {
        NDArray loss =
                trial.losses(pass, trial.forward(pass, batch), batch).terms().get("vision");
        return Objects.requireNonNull(loss).getFloat();
    }

    @Test
    void onlyHiddenWeightsOfDecodersStandStill() {
        try (ModelTrial<Mctn.Translated> trial = small("");
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            Pass pass = Pass.training(scope, new Randomness(5));
            NDArray loss = trial.losses(pass, trial.forward(pass, batch), batch).total();
            Map<String, NDArray> gradients = Gradients.of(loss, trial.model().trainable(), scope.manager())
                    .byPath();
            Set<String> still = new TreeSet<>(gradients.keySet());
            still.removeIf(path -> gradients.get(path).abs().sum().getFloat() > 0);
            assertEquals(trial.model().trainable().keySet(), gradients.keySet());
            assertEquals(
                    Set.of(
                            "translators.audio.decoder.hidden-weight",
                            "translators.audio.decoder.hidden-weight-reverse",
                            "translators.vision.decoder.hidden-weight",
                            "translators.vision.decoder.hidden-weight-reverse"),
                    still);
        }
    }

    @Test
    void aSingleStepHasNothingToTranslate() {
        try (ModelTrial<Mctn.Translated> trial = small("model.steps = 1");
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            Pass pass = Pass.training(scope, new Randomness(5));
            NDArray loss = trial.losses(pass, trial.forward(pass, batch), batch).total();
            double norm = Gradients.of(loss, trial.model().trainable(), scope.manager())
                    .norm();
            assertTrue(Double.isFinite(norm) && norm > 0, "norm of the gradients: " + norm);
        }
    }
}
