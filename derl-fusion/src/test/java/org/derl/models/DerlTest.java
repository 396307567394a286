package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Set;
import org.derl.config.InvalidConfigException;
import org.derl.config.Settings;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Task;
import org.derl.model.Losses;
import org.derl.models.derl.DerlModel;
import org.derl.part.Pass;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That every choice which the paper leaves open is a setting, and that it changes what it should. */
class DerlTest {

    private static final String SMALL =
            """
            model {
              encoders { text.size = 8, audio.size = 8, vision.size = 8 }
              dual {
                cross.encoder { heads = 2, feed-forward-size = 16 }
                intra.encoder { heads = 2, feed-forward-size = 16 }
              }
            }
            """;

    private static ModelTrial<DerlModel.Encoded> small(String settings) {
        return ModelTrial.small("derl", SMALL, settings);
    }

    private static float[] predictions(String settings) {
        try (ModelTrial<DerlModel.Encoded> trial = small(settings);
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            return trial.forward(Pass.evaluation(scope), batch).prediction().toFloatArray();
        }
    }

    private static Set<String> paths(String settings) {
        try (ModelTrial<DerlModel.Encoded> trial = small(settings)) {
            return Set.copyOf(trial.model().parameters().keySet());
        }
    }

    private static double loss(String settings, String term) {
        try (ModelTrial<DerlModel.Encoded> trial = small(settings);
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            Pass pass = Pass.evaluation(scope);
            Losses losses = trial.losses(pass, trial.forward(pass, batch), batch);
            NDArray wanted =
                    term.equals("total") ? losses.total() : losses.terms().get(term);
            return wanted.getFloat();
        }
    }

    /** Settings that neither add nor take away weights, so that all else is equal. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "model.dual.cross.encoder.scale = model",
                "model.dual.intra.encoder.scale = model",
                "model.dual.enhancement.norm = step",
                "model.dual.enhancement.norm = spectral",
                "model.dual.filter-reads = enhanced",
                "model.pool = after-mlp",
                "model.mask-padding = false",
                "model.dual.cross.sources.text = [vision, audio]",
                "model.dual.cross.read = features",
                "model.pooling.type = first",
                "model.pooling.type = last",
                "model.pooling.type = max",
            })
    void aChoiceChangesThePrediction(String setting) {
        float[] usual = predictions("");
        float[] other = predictions(setting);
        assertArrayEquals(usual, predictions(""));
        for (int row = 0; row < usual.length; row++) {
            assertTrue(Float.isFinite(other[row]), setting);
            assertNotEquals(usual[row], other[row], 1e-6, setting + " in row " + row);
        }
    }

    @Test
    void biasesAreSettings() {
        Set<String> usual = paths("");
        assertFalse(usual.contains("layers.0.cross.text.attentions.0.query.bias"));
        assertFalse(usual.contains("layers.0.intra.text.attention.query.bias"));
        assertFalse(usual.contains("layers.0.enhancement.text.target.bias"));
        assertTrue(usual.contains("layers.0.filter.text.target.bias"));
        assertTrue(
                paths("model.dual.cross.encoder.bias = true").contains("layers.0.cross.text.attentions.0.query.bias"));
        assertTrue(paths("model.dual.intra.encoder.bias = true").contains("layers.0.intra.text.attention.query.bias"));
        assertTrue(paths("model.dual.enhancement.bias = true").contains("layers.0.enhancement.text.target.bias"));
    }

    @Test
    void positionsMayBeLearned() {
        assertTrue(paths("").stream().noneMatch(path -> path.startsWith("positions.")));
        assertTrue(paths("model.positions.type = learned-positions").contains("positions.audio.table"));
        assertNotEquals(predictions("")[0], predictions("model.positions.type = learned-positions")[0], 1e-6);
    }

    @Test
    void gatesFollowTheLastLayerOnlyIfTold() {
        assertTrue(paths("").contains("layers.0.filter.text.target.weight"));
        assertFalse(paths("").contains("layers.1.filter.text.target.weight"));
        assertTrue(paths("model.dual.gates-after-last = true").contains("layers.1.filter.text.target.weight"));
        assertTrue(paths("model.layers = 1").stream().noneMatch(path -> path.contains("filter")));
    }

    @Test
    void feedForwardNetworksAreAsWideAsTold() {
        String wide = "model.dual { cross.encoder.feed-forward-size = 20, intra.encoder.feed-forward-size = 24 }";
        try (ModelTrial<DerlModel.Encoded> usual = small("");
                ModelTrial<DerlModel.Encoded> wider = small(wide)) {
            // Two layers, three modalities: each unit more is a row of one layer, its bias, and a column of the other.
            int more = 2 * 3 * ((20 - 16) + (24 - 16)) * (8 + 1 + 8);
            assertEquals(usual.model().parameterCount() + more, wider.model().parameterCount());
        }
    }

    @Test
    void distanceIsALossOfItsOwnKindAndWeight() {
        double task = loss("", "task");
        double distance = loss("", "distance");
        assertEquals(task + 0.005 * distance, loss("", "total"), 1e-5);
        assertEquals(task + 0.5 * distance, loss("model.distance-weight = 0.5", "total"), 1e-5);
        assertEquals(task, loss("model.distance-weight = 0", "total"), 1e-6);
        assertNotEquals(distance, loss("model.distance.type = central-moments", "distance"), 1e-3);
    }

    @Test
    void distanceOfTwoModalitiesIsASetting() {
        Schema schema = new Schema(
                ModelTrial.schema(5, 3, 4).inputs().only(List.of(Modality.TEXT, Modality.AUDIO)), Task.SENTIMENT);
        String two =
                """
                model {
                  dual {
                    cross { targets = [text, audio], sources { text = [audio], audio = [text] } }
                    intra.targets = [text, audio]
                  }
                  distance-from = %d
                }
                """;
        for (int from : new int[] {2, 3}) {
            Config settings = Settings.layer(
                    List.of(ConfigFactory.parseString(SMALL), ConfigFactory.parseString(two.formatted(from))));
            try (ModelTrial<DerlModel.Encoded> trial = ModelTrial.of("derl", settings, schema);
                    Scope scope = trial.open()) {
                Batch batch = ModelTrial.without(Modality.VISION, trial.unaligned(scope.manager()));
                Pass pass = Pass.evaluation(scope);
                DerlModel.Encoded forward = trial.forward(pass, batch);
                NDArray distance = trial.losses(pass, forward, batch).terms().get("distance");
                assertEquals(from == 2, distance != null);
                if (distance != null) {
                    assertEquals(apart(forward.pooled()), distance.getFloat(), 1e-5);
                }
            }
        }
        assertThrows(InvalidConfigException.class, () -> small("model.distance-from = 1"));
    }

    /** The mean over three samples of the distance between text and audio. */
    private static double apart(ByModality<NDArray> pooled) {
        float[] text = pooled.get(Modality.TEXT).toFloatArray();
        float[] audio = pooled.get(Modality.AUDIO).toFloatArray();
        double sum = 0;
        for (int row = 0; row < 3; row++) {
            double squares = 0;
            for (int i = 8 * row; i < 8 * row + 8; i++) {
                squares += Math.pow(text[i] - audio[i], 2);
            }
            sum += Math.sqrt(squares);
        }
        return sum / 3;
    }

    @Test
    void dropoutIsOnInTrainingAlone() {
        String all = "model { dropout = %s, dual { cross.encoder.dropout = %s, intra.encoder.dropout = %s,"
                + " enhancement.dropout = %s } }";
        String without = all.replace("%s", "0");
        assertNotEquals(0, changeByDropout(""), 1e-6);
        assertEquals(0, changeByDropout(without));
        for (String one : new String[] {
            "dropout", "dual.cross.encoder.dropout", "dual.intra.encoder.dropout", "dual.enhancement.dropout"
        }) {
            assertNotEquals(0, changeByDropout(without + "\nmodel." + one + " = 0.5"), 1e-6, one);
        }
    }

    /** How far two training passes over one batch are apart. */
    private static float changeByDropout(String settings) {
        try (ModelTrial<DerlModel.Encoded> trial = small(settings);
                Scope scope = trial.open()) {
            Batch batch = trial.unaligned(scope.manager());
            Randomness randomness = new Randomness(3);
            float one = trial.forward(Pass.training(scope, randomness), batch)
                    .prediction()
                    .toFloatArray()[0];
            return trial.forward(Pass.training(scope, randomness), batch)
                            .prediction()
                            .toFloatArray()[0]
                    - one;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "model.pool = after-mlp", "model.dual.enhancement.norm = spectral"})
    void predictsForASampleAloneAsInCompanyUnlessPaddingCounts(String setting) {
        for (boolean masked : new boolean[] {true, false}) {
            try (ModelTrial<DerlModel.Encoded> trial = small(setting + "\nmodel.mask-padding = " + masked);
                    Scope scope = trial.open()) {
                Batch batch = trial.unaligned(scope.manager());
                Pass pass = Pass.evaluation(scope);
                float together = trial.forward(pass, batch).prediction().toFloatArray()[1];
                float alone = trial.forward(pass, ModelTrial.alone(batch, 1))
                        .prediction()
                        .toFloatArray()[0];
                assertEquals(masked, Math.abs(alone - together) < 1e-5, alone + " and " + together);
            }
        }
    }

    @Test
    void parametersAreAsManyAsThePageSays() {
        assertEquals(635_401, ModelTrial.parameterCount("derl", "mosi", "", ModelTrial.schema(768, 74, 47)));
        assertEquals(1_363_051, ModelTrial.parameterCount("derl", "mosei", "", ModelTrial.schema(768, 74, 35)));
    }

    @Test
    void encodersOfDifferentSizesAreRefused() {
        assertThrows(InvalidConfigException.class, () -> small("model.encoders.audio.size = 6"));
    }
}
