package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.derl.data.Batch;
import org.derl.data.Sequence;
import org.derl.models.raven.Raven;
import org.derl.part.Pass;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;

class RavenTest {

    private static final String SMALL = "model { nonverbal { audio { projection = 6, state = 5 },"
            + " vision { projection = 6, state = 5 } }, hidden = 8, dropout = 0 }";
    private static final String INDEPENDENT = "model.nonverbal.audio.normalize = false";

    // A normalization of vision, by 50 places, that nothing reads.
    private static final int UNUSED = 2 * 50;

    @Test
    void hasAsManyParametersAsTheReferenceUses() {
        assertEquals(1_194_953, count(47) + UNUSED);
        assertEquals(1_194_803, count(46) + UNUSED);
        assertEquals(1_193_153, count(35) + UNUSED);
    }

    private static long count(int vision) {
        return ModelTrial.parameterCount("raven", "mosi", "", ModelTrial.schema(300, 74, vision));
    }

    private static ModelTrial<Raven.Shifted> small(String more) {
        return ModelTrial.small("raven", SMALL, more);
    }

    @Test
    void noGradientReachesWhatMovesTheWordsIfTold() {
        assertEquals(0, gradientsOfTheShift("model.shift-learns = false"));
        assertNotEquals(0, gradientsOfTheShift(""));
    }

    private static long gradientsOfTheShift(String settings) {
        try (ModelTrial<Raven.Shifted> trial = small(settings);
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            Pass pass = Pass.training(scope, new Randomness(5));
            NDArray loss = trial.losses(pass, trial.forward(pass, batch), batch).total();
            Gradients gradients = Gradients.of(loss, trial.model().trainable(), scope.manager());
            assertTrue(gradients.byPath().containsKey("layers.0.input-weight"));
            return gradients.byPath().keySet().stream()
                    .filter(path -> path.startsWith("nonverbal.") || path.startsWith("shift."))
                    .count();
        }
    }

    @Test
    void withoutNormalizationASampleIsPredictedAloneAsInCompany() {
        try (ModelTrial<Raven.Shifted> trial = small(INDEPENDENT);
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            trial.assertPredictsAloneAsInCompany(Pass.evaluation(scope), batch);
        }
    }

    @Test
    void framesOfZerosAtAWordsEndCountAsNone() {
        try (ModelTrial<Raven.Shifted> trial = small(INDEPENDENT);
                Scope scope = trial.open()) {
            NDManager manager = scope.manager();
            Map<String, Sequence> inputs = new LinkedHashMap<>();
            inputs.put("text", trial.random(manager, 5, 2, 2));
            inputs.put("audio", Sequence.full(manager.zeros(new Shape(1, 2, 3))));
            inputs.put("vision", trial.random(manager, 4, 2, 2));
            Raven.Shifted silent = trial.forward(Pass.evaluation(scope), trial.batch(manager, inputs));
            NDArray audio = Tensors.slice(silent.beside(), 1, 0, 5);
            NDArray vision = Tensors.slice(silent.beside(), 1, 5, 10);
            assertEquals(0, audio.abs().sum().getFloat());
            assertNotEquals(0, vision.abs().sum().getFloat());
        }
    }

    @Test
    void wordsMoveNoFartherThanTheirShareOfTheirLength() {
        try (ModelTrial<Raven.Shifted> trial = small("model.shift = 0.1");
                Scope scope = trial.open()) {
            Map<String, Sequence> inputs = trial.unalignedInputs(scope.manager());
            NDArray before = Objects.requireNonNull(inputs.get("text")).values();
            NDArray after = trial.forward(Pass.evaluation(scope), trial.batch(scope.manager(), inputs))
                    .words();
            float[] moved = lengths(after.sub(before));
            float[] words = lengths(before);
            for (int i = 0; i < moved.length; i++) {
                assertTrue(moved[i] > 0 && moved[i] <= 0.1 * words[i] + 1e-5, moved[i] + " of " + words[i]);
            }
        }
    }

    private static float[] lengths(NDArray words) {
        return words.square().sum(new int[] {2}).sqrt().flatten().toFloatArray();
    }

    @Test
    void wordsBehindTheMostAreNotRead() {
        try (ModelTrial<Raven.Shifted> trial = small("model.words = 3");
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            Raven.Shifted forward = trial.forward(Pass.evaluation(scope), batch);
            assertEquals(new Shape(3, 3, 5), forward.words().getShape());
            assertFalse(Float.isNaN(forward.prediction().toFloatArray()[0]));
        }
    }
}
