package org.derl.bench.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.bench.comparison.Experiment;
import org.derl.bench.comparison.ExperimentRun;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.configuration.Models;
import org.derl.bench.configuration.TextEncoders;
import org.derl.bench.toy.ToySplit;
import org.derl.bench.train.Predictor;
import org.derl.config.LeftOut;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.SplitName;
import org.derl.model.FusionModel;
import org.derl.tensor.Compute;
import org.derl.tensor.Precision;
import org.derl.tensor.Randomness;
import org.junit.jupiter.api.Test;

class ModelNotesTest {

    private static final ClassLoader LOADER = ModelNotesTest.class.getClassLoader();
    private static final String GATES =
            "gates are between layers; with layers = 2 or more, or gates-after-last = true," + " there are some";

    private static List<String> notes(String model, String textEncoder, String overrides) throws Exception {
        return new ExperimentRun(
                        LOADER,
                        new Experiment(
                                "toy",
                                textEncoder,
                                List.of(model),
                                model,
                                List.of(1L),
                                "cpu",
                                SplitName.TEST,
                                ConfigFactory.parseString(overrides),
                                Path.of("unused")))
                .notes()
                .get(model);
    }

    @Test
    void gatesWithoutALayerBehindThemReachNothing() throws Exception {
        assertEquals(List.of(), notes("derl", "as-is", ""));
        assertEquals(
                List.of("model.dual.enhancement, model.dual.filter reach nothing: " + GATES),
                notes("derl", "as-is", "derl.model.layers = 1"));
        assertEquals(List.of(), notes("derl", "as-is", "derl.model { layers = 1, dual.gates-after-last = true }"));
        assertEquals(
                List.of(
                        "model.dual.cross.encoder reaches nothing: cross.targets is empty",
                        "model.dual.enhancement, model.dual.filter reach nothing:"
                                + " a gate is between a modality's two encoders, and none has both"),
                notes("derl-intra", "as-is", ""));
        assertEquals(notes("derl-intra", "as-is", ""), notes("derl-intra", "as-is", "derl-intra.model.layers = 1"));
    }

    @Test
    void aPrecisionWithoutATextEncoderChangesNothing() throws Exception {
        assertEquals(
                List.of("training.precision changes nothing: no text encoder with weights is part of the model"),
                notes("derl", "as-is", "derl.training.precision = bf16"));
        assertEquals(List.of(), notes("derl", "as-is", "derl.training.precision = float32"));
    }

    @Test
    void whatAReaderSeesIsOneSentenceForAllModelsThatItIsAbout() {
        assertEquals(
                List.of("DERL; TFN: this reaches nothing.", "TFN: that reaches nothing."),
                ModelNotes.sentences(new java.util.TreeMap<>(Map.of(
                        "TFN", List.of("this reaches nothing", "that reaches nothing"),
                        "DERL", List.of("this reaches nothing")))));
    }

    @Test
    void aDistanceTakesThreeModalities() {
        Schema schema = new Schema(
                ToySplit.schema().inputs().only(List.of(Modality.TEXT, Modality.AUDIO)),
                ToySplit.schema().task());
        ModelSettings settings = Configuration.of(LOADER)
                .with(
                        ConfigFactory.parseString(
                                """
                                derl.model.dual {
                                  cross { targets = [text, audio], sources { text = [audio], audio = [text] } }
                                  intra.targets = [text, audio]
                                }
                                """))
                .make(Models.class)
                .settings("derl", List.of());
        settings.model().build(schema).close();
        assertEquals(
                List.of(
                        new LeftOut("model.encoders.vision", "the data set has no vision"),
                        new LeftOut(
                                "model.distance",
                                "it takes 3 modalities that are fused (distance-from), and there are 2")),
                settings.leftOut());
    }

    @Test
    void aTextEncoderReachesNothingWithoutText() {
        TextEncoders textEncoders = Configuration.of(LOADER).make(TextEncoders.class);
        Schema all = ToySplit.schema();
        Schema silent = new Schema(all.inputs().only(List.of(Modality.AUDIO, Modality.VISION)), all.task());
        assertEquals(
                Optional.of("the text encoder toy-held reaches nothing: the data set has no text"),
                ModelNotes.unread(textEncoders.settings("toy-held"), "toy-held", silent));
        assertEquals(Optional.empty(), ModelNotes.unread(textEncoders.settings("toy-held"), "toy-held", all));
        assertEquals(Optional.empty(), ModelNotes.unread(textEncoders.settings("as-is"), "as-is", silent));
    }

    @Test
    void groupsOfRatesWithoutAParameterAreNamed() throws Exception {
        String groups =
                """
                toy-model.training.optimization.groups = [
                  { parameters = "head\\\\.", learning-rate = 0.1, weight-decay = 0 }
                  { parameters = "haed\\\\.", learning-rate = 0.1, weight-decay = 0 }
                  { parameters = "head\\\\.layers", learning-rate = 0.1, weight-decay = 0 }
                ]
                """;
        String why = " reaches nothing: no parameter's path begins so, or those before it have them all";
        assertEquals(
                List.of("the group of rates \"haed\\.\"" + why, "the group of rates \"head\\.layers\"" + why),
                notes("toy-model", "as-is", groups));
        assertEquals(List.of(), notes("toy-model", "toy-held", ""));
    }

    @Test
    void settingsThatWereSearchedWithAnotherTextEncoderAreNamed() throws Exception {
        String mine =
                """
                mine {
                  like = toy-model
                  on.toy { searched-with = toy-held, training { epochs = 3, optimization.learning-rate = 0.1 } }
                }
                """;
        assertEquals(List.of(), notes("mine", "toy-held", mine));
        assertEquals(
                List.of("training.epochs, training.optimization.learning-rate were searched with toy-held, not with"
                        + " as-is: search anew, as rates does, or give others by --set"),
                notes("mine", "as-is", mine));
        String variant = mine + "other { like = mine, training.epochs = 5 }";
        assertTrue(notes("other", "as-is", variant)
                .get(0)
                .startsWith("training.optimization.learning-rate was searched with toy-held"));
    }

    @Test
    void settingsThatWereSearchedWithATextEncoderThatIsNotTrainedAreLeftOutAfterOneThatIs() throws Exception {
        String mine =
                """
                mine { like = toy-model, on.toy { searched-with = as-is, training.epochs = 3 } }
                toy-held.groups = []
                """;
        assertEquals(
                List.of("settings that were searched with as-is are left out, because toy-held is trained along"),
                notes("mine", "toy-held", mine));
        Models models =
                Configuration.of(LOADER).with(ConfigFactory.parseString(mine)).make(Models.class);
        List<String> on = List.of("toys", "toy");
        assertEquals(7, models.settings("mine", on, "toy-held").training().epochs());
        assertEquals(3, models.settings("mine", on, "as-is").training().epochs());
        assertEquals(List.of(), notes("mine", "as-is", mine));
    }

    @Test
    void predictionsThatDependOnTheBatchAreFoundOut() {
        String small =
                """
                raven.model {
                  hidden = 8, shift = 2
                  nonverbal { audio { projection = 8, state = 8 }, vision { projection = 8, state = 8 } }
                }
                """;
        assertEquals(Optional.empty(), inCompany(small + "raven.model.nonverbal.audio.normalize = false"));
        assertTrue(inCompany(small).orElseThrow().startsWith("what it predicts of a sample depends on what else"));
    }

    private static Optional<String> inCompany(String overrides) {
        Compute.prepareThread();
        ToySplit split = new ToySplit("valid", 40, 2);
        try (FusionModel<?> model = Configuration.of(LOADER)
                .with(ConfigFactory.parseString(overrides))
                .make(Models.class)
                .settings("raven", List.of())
                .model()
                .build(ToySplit.schema())) {
            model.allocate(Device.cpu(), new Randomness(1));
            return Company.note(model, split, Predictor.predict(model, split, 16), Precision.FLOAT32);
        }
    }
}
