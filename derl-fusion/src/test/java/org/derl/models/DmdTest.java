package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.ConfigFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Sequence;
import org.derl.data.Task;
import org.derl.models.dmd.Dmd;
import org.derl.part.Pass;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DmdTest {

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

    private static ModelTrial<Dmd.Decoupled> small(String more) {
        return ModelTrial.small("dmd", SMALL, more);
    }

    /** The reference has a layer for each modality besides that no loss reaches; its graphs are counted apart. */
    @Test
    void hasAsManyParametersAsTheReferenceUses() {
        assertEquals(
                4_743_658 - 345_150 + 3_649 + 3_425, ModelTrial.parameterCount("dmd", "mosi", "", aligned(768, 5, 20)));
        assertEquals(
                1_792_778 - 129_690 + 2_369 + 2_145,
                ModelTrial.parameterCount("dmd", "mosei", "", aligned(768, 74, 35)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "model.decoupling.causal-mask = false",
                // What is released reads the zeros behind a sequence, but up to the data set's longest alone.
                "model.decoupling { reads-padding = true, zeros-have-positions = false, projects-fitting = false }",
                // Shorter sequences than kernels.
                "model.decoupling.kernels { text = 5, audio = 4, vision = 6 }"
            })
    void predictsForASampleAloneAsInCompany(String settings) {
        try (ModelTrial<Dmd.Decoupled> trial = small(settings);
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            trial.assertPredictsAloneAsInCompany(Pass.evaluation(scope), batch);
        }
    }

    /** Losses of views are means over real time steps, so that a longer padding changes none of them. */
    @Test
    void losesAsMuchUnderMorePadding() {
        try (ModelTrial<Dmd.Decoupled> trial = small("");
                Scope scope = trial.open()) {
            Map<String, Sequence> inputs = trial.unalignedInputs(scope.manager());
            Map<String, Sequence> longer = new LinkedHashMap<>();
            inputs.forEach((name, sequence) -> longer.put(name, lengthened(sequence)));
            Batch batch = trial.batch(scope.manager(), inputs);
            Batch padded = ModelTrial.batch(longer, batch.targets().overall());
            Pass pass = Pass.trainingWithoutDropout(scope, new Randomness(3));
            Map<String, NDArray> terms =
                    trial.losses(pass, trial.forward(pass, batch), batch).terms();
            trial.losses(pass, trial.forward(pass, padded), padded)
                    .terms()
                    .forEach((name, term) -> assertEquals(
                            Objects.requireNonNull(terms.get(name)).getFloat(), term.getFloat(), 1e-5, name));
        }
    }

    private static Sequence lengthened(Sequence sequence) {
        var values = sequence.values();
        var noise = values.getManager().ones(new Shape(sequence.batch(), 1, sequence.size()));
        return Sequence.of(values.concat(noise, 1), sequence.lengths());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "model.losses.orthogonal-across-batch = true"})
    void learns(String settings) {
        try (ModelTrial<Dmd.Decoupled> trial = small(settings)) {
            Batch batch = trial.unaligned(trial.model().manager());
            double[] losses =
                    trial.train(batch.inputs().toMap(), batch.targets().overall(), 12);
            assertTrue(losses[11] < 0.9 * losses[0], "from " + losses[0] + " to " + losses[11]);
        }
    }

    @Test
    void readsTwoModalitiesWhereThereAreNoMore() {
        Schema three = ModelTrial.schema(5, 3, 4);
        Schema two =
                new Schema(three.inputs().only(three.present(Modality.named(List.of("text", "audio")))), three.task());
        try (ModelTrial<Dmd.Decoupled> trial = ModelTrial.of("dmd", ConfigFactory.parseString(SMALL), two);
                Scope scope = trial.open()) {
            Batch batch = ModelTrial.without(Modality.VISION, trial.unaligned(scope.manager()));
            Pass pass = Pass.trainingWithoutDropout(scope, new Randomness(3));
            Dmd.Decoupled forward = trial.forward(pass, batch);
            assertEquals(new Shape(3, 4), forward.last().get(Modality.TEXT).getShape());
            assertTrue(Float.isFinite(trial.losses(pass, forward, batch).total().getFloat()));
        }
    }

    @Test
    void refusesWhatIsLongerThanAnythingItsLayersWereBuiltFor() {
        try (ModelTrial<Dmd.Decoupled> trial = small("");
                Scope scope = trial.open()) {
            Map<String, Sequence> inputs = trial.unalignedInputs(scope.manager());
            inputs.put("audio", trial.random(scope.manager(), 3, 13, 13, 2, 4));
            Batch batch = trial.batch(scope.manager(), inputs);
            String message = assertThrows(
                            IllegalArgumentException.class, () -> trial.forward(Pass.evaluation(scope), batch))
                    .getMessage();
            assertEquals(
                    "sequences of audio have at most 12 time steps where the model was trained, but one has 13",
                    message);
        }
    }
}
