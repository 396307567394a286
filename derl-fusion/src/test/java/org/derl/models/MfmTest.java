package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.data.Batch;
import org.derl.data.Modality;
import org.derl.model.Losses;
import org.derl.models.mfm.Mfm;
import org.derl.part.Pass;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;

class MfmTest {

    // The head of the memory, which the reference never trains and nothing reads.
    private static final int UNUSED_MOSI = 45_313;
    private static final int UNUSED_MOSEI = 156_161;
    private static final int UNUSED_SIMS = 35_073;

    // The reference's settings for CH-SIMS.
    private static final String SIMS =
            """
            model {
              encoders { text { hidden = 256, size = 256 }, audio { hidden = 32, size = 32 } }
              factors { text.size = 256, audio.size = 80, vision.size = 48 }
              hidden { text = 64, audio = 16, vision = 64 }
              memory { size = 128, retain.size = 64, update.size = 256 }
              common-latent = 48
              common-factors.size = 48
            }
            """;

    @Test
    void hasAsManyParametersAsTheReferenceUses() {
        assertEquals(
                1_416_123, ModelTrial.parameterCount("mfm", "mosi", "", ModelTrial.schema(768, 5, 20)) + UNUSED_MOSI);
        assertEquals(
                5_996_541,
                ModelTrial.parameterCount("mfm", "mosei", "", ModelTrial.schema(768, 74, 35)) + UNUSED_MOSEI);
        assertEquals(
                3_478_888,
                ModelTrial.parameterCount("mfm", "mosi", SIMS, ModelTrial.schema(768, 33, 709)) + UNUSED_SIMS);
    }

    private static ModelTrial<Mfm.Factorized> small() {
        return small("discrepancy = 1");
    }

    private static ModelTrial<Mfm.Factorized> small(String losses) {
        return ModelTrial.small("mfm", "model.losses.generation.audio = 0.5", "model.losses { " + losses + " }");
    }

    @Test
    void drawsForEachLatentInTurn() {
        try (ModelTrial<Mfm.Factorized> trial = small();
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            List<Shape> drawn = new ArrayList<>();
            Randomness randomness = new Randomness(5);
            Pass pass = Pass.training(scope, randomness).drawing((manager, shape) -> {
                drawn.add(shape);
                return randomness.gaussian(manager, shape);
            });
            Losses losses = trial.losses(pass, trial.forward(pass, batch), batch);
            assertEquals(List.of(new Shape(3, 64), new Shape(3, 80), new Shape(3, 80), new Shape(3, 80)), drawn);
            assertTrue(losses.terms().containsKey("discrepancy.common"));
        }
    }

    @Test
    void paddingNeedNotBeMadeAgain() {
        try (ModelTrial<Mfm.Factorized> trial = small();
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            Pass pass = Pass.evaluation(scope);
            Mfm.Factorized forward = trial.forward(pass, batch);
            NDArray generated = forward.generated().get(Modality.TEXT);
            NDArray text = batch.inputs().get(Modality.TEXT).values();
            float sum = 0;
            int[] lengths = {7, 3, 5};
            for (int row = 0; row < lengths.length; row++) {
                NDArray errors = Tensors.slice(generated.sub(text).square(), 0, row, row + 1);
                sum += Tensors.slice(errors, 1, 0, lengths[row]).sum().getFloat();
            }
            NDArray loss = trial.losses(pass, forward, batch).terms().get("generation.text");
            assertEquals(sum / (15 * 5), loss == null ? Float.NaN : loss.getFloat(), 1e-5);
        }
    }

    /** Through what is to be made again, a text encoder would learn to output what is easily made. */
    @Test
    void inputsAreLeftAsTheyAreToBeMadeAgain() {
        float[] learning = gradientOfAudio("inputs-learn = true");
        float[] usual = gradientOfAudio("inputs-learn = false");
        double largest = 0;
        for (int i = 0; i < usual.length; i++) {
            largest = Math.max(largest, Math.abs(learning[i] - usual[i]));
        }
        assertTrue(largest > 1e-3, "largest difference " + largest);
    }

    private static float[] gradientOfAudio(String losses) {
        try (ModelTrial<Mfm.Factorized> trial = small(losses);
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            NDArray audio = batch.inputs().get(Modality.AUDIO).values();
            audio.setRequiresGradient(true);
            Pass pass = Pass.evaluation(scope);
            NDArray loss = trial.losses(pass, trial.forward(pass, batch), batch).total();
            return Objects.requireNonNull(Gradients.of(loss, Map.of("audio", audio), scope.manager())
                            .byPath()
                            .get("audio"))
                    .toFloatArray();
        }
    }

    @Test
    void learns() {
        try (ModelTrial<Mfm.Factorized> trial = small()) {
            Batch batch = trial.unaligned(trial.model().manager());
            double[] losses =
                    trial.train(batch.inputs().toMap(), batch.targets().overall(), 40);
            assertTrue(losses[39] < 0.6 * losses[0], "from " + losses[0] + " to " + losses[39]);
        }
    }
}
