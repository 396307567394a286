package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Task;
import org.derl.model.Losses;
import org.derl.models.lnln.Lnln;
import org.derl.part.Pass;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.junit.jupiter.api.Test;

class LnlnTest {

    private static final String LAYERS = "{ layers = 1, heads = 2, head-size = 3, feed-forward-size = 5 }";
    private static final String SMALL = "model { size = 4, tokens = 2, discriminator-size = 3, extractor " + LAYERS
            + ", completeness " + LAYERS + ", proxy " + LAYERS + ", reconstructor " + LAYERS + ", guide { language "
            + LAYERS + ", hyper { heads = 2 }, fusion " + LAYERS + " } }";

    private static long parameters(String family, int audio, int frames, int vision, int pictures, int words) {
        Schema schema = new Schema(
                ByModality.of(Map.of(
                        "text", FeatureShape.features(768, words),
                        "audio", FeatureShape.features(audio, frames),
                        "vision", FeatureShape.features(vision, pictures))),
                Task.SENTIMENT);
        return ModelTrial.parameterCount("lnln", family, "", schema);
    }

    @Test
    void hasAsManyParametersAsTheReferenceBesideBert() {
        assertEquals(6_483_012, parameters("mosi", 5, 375, 20, 500, 50));
        assertEquals(7_102_404, parameters("mosei", 74, 500, 35, 500, 50));
        assertEquals(7_112_260, parameters("sims", 33, 400, 709, 55, 39));
    }

    private static ModelTrial<Lnln.Encoded> small(String more) {
        return ModelTrial.small("lnln", SMALL, more);
    }

    /** A batch whose values are halved, as if that were corruption, of which half is kept. */
    private static Batch halved(Batch clean) {
        ByModality<Sequence> lost =
                clean.inputs().map((modality, sequence) -> sequence.with(Tensors.scale(sequence.values(), 0.5)));
        NDArray kept = Tensors.scale(clean.targets().overall().onesLike(), 0.5);
        return new Batch(
                lost,
                clean.targets(),
                clean.rows(),
                clean.ids(),
                new Batch.Complete(clean::inputs, clean.inputs().map((modality, sequence) -> kept)));
    }

    @Test
    void predictsForASampleAloneAsInCompany() {
        try (ModelTrial<Lnln.Encoded> trial = small("");
                Scope scope = trial.open()) {
            trial.assertPredictsAloneAsInCompany(Pass.evaluation(scope), trial.unaligned(scope.manager()));
        }
    }

    @Test
    void learnsFromCompleteInputsAndPredictsWithoutThem() {
        try (ModelTrial<Lnln.Encoded> trial = small("");
                Scope scope = trial.open()) {
            Batch clean = trial.unaligned(scope.manager());
            Batch both = halved(clean);
            Pass training = Pass.trainingWithoutDropout(scope, new Randomness(1));
            Losses paired = trial.losses(training, trial.forward(training, both), both);
            Batch corrupted = new Batch(both.inputs(), both.targets(), both.rows(), both.ids());
            Losses alone = trial.losses(training, trial.forward(training, corrupted), corrupted);
            assertEquals(term(alone, "task"), term(paired, "task"));
            for (String term : List.of("completeness", "adversarial", "reconstruction")) {
                assertTrue(Math.abs(term(alone, term) - term(paired, term)) > 1e-4, term);
            }
            Lnln.Encoded predicted = trial.forward(Pass.evaluation(scope), both);
            assertNull(predicted.learned());
        }
    }

    private static float term(Losses losses, String name) {
        return Objects.requireNonNull(losses.terms().get(name)).getFloat();
    }

    @Test
    void reversesForTheProxyWhatTheDiscriminatorSaysOrEverything() {
        TreeSet<String> differing = new TreeSet<>();
        float[] predictions = {};
        Map<String, float[]> meant = Map.of();
        for (boolean all : List.of(false, true)) {
            try (ModelTrial<Lnln.Encoded> trial = small("model.reverses-all = " + all);
                    Scope scope = trial.open()) {
                Batch both = halved(trial.unaligned(scope.manager()));
                Pass training = Pass.trainingWithoutDropout(scope, new Randomness(1));
                Lnln.Encoded forward = trial.forward(training, both);
                NDArray loss = trial.losses(training, forward, both).total();
                Map<String, float[]> gradients = new HashMap<>();
                Gradients.of(loss, trial.model().trainable(), scope.manager())
                        .byPath()
                        .forEach((path, gradient) -> gradients.put(path, gradient.toFloatArray()));
                if (predictions.length == 0) {
                    predictions = forward.prediction().toFloatArray();
                    meant = gradients;
                } else {
                    assertArrayEquals(predictions, forward.prediction().toFloatArray());
                    Map<String, float[]> former = meant;
                    gradients.forEach((path, values) -> {
                        float[] before = Objects.requireNonNull(former.get(path));
                        for (int i = 0; i < values.length; i++) {
                            if (Math.abs(values[i] - before[i]) > 1e-5) {
                                differing.add(path.replaceFirst("\\..*", ""));
                            }
                        }
                    });
                }
            }
        }
        assertEquals(new TreeSet<>(List.of("extractors", "proxy", "proxy-start")), differing);
    }

    @Test
    void learns() {
        try (ModelTrial<Lnln.Encoded> trial = small("")) {
            Batch batch = trial.unaligned(trial.model().manager());
            double[] losses =
                    trial.train(batch.inputs().toMap(), batch.targets().overall(), 60);
            assertTrue(losses[59] < 0.6 * losses[0], "from " + losses[0] + " to " + losses[59]);
        }
    }
}
