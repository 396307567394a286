package org.derl.bench.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariationTest {

    private static final List<String> MODELS = List.of("tfn", "derl");

    private static Variation of(String... assignments) {
        return Variation.given(List.of(assignments), false);
    }

    @Test
    void aModelIsReplacedByOneForEachValueAndOthersStay() {
        Variation variation = of("derl.model.layers=1..3");
        assertEquals(List.of("tfn", "derl-layers-1", "derl-layers-2", "derl-layers-3"), variation.models(MODELS));
        Config settings = variation.settings(MODELS, name -> "The " + name);
        assertEquals("derl", settings.getString("derl-layers-2.like"));
        assertEquals(2, settings.getInt("derl-layers-2.model.layers"));
        assertEquals("The derl, layers 2", settings.getString("derl-layers-2.title"));
        assertEquals(Map.of("model.layers", "2"), variation.values(MODELS).get("derl-layers-2"));
        assertEquals("layers", variation.inShort());
    }

    @Test
    void severalMakeAGridOrGoTogether() {
        String[] both = {"*.model.layers=1,2", "training.optimization.learning-rate=1e-3,1e-2"};
        assertEquals(
                List.of(
                        "derl-layers-1-learning-rate-1e-3",
                        "derl-layers-1-learning-rate-1e-2",
                        "derl-layers-2-learning-rate-1e-3",
                        "derl-layers-2-learning-rate-1e-2"),
                of(both).models(List.of("derl")));
        assertEquals(
                List.of("derl-layers-1-learning-rate-1e-3", "derl-layers-2-learning-rate-1e-2"),
                Variation.given(List.of(both), true).models(List.of("derl")));
        assertEquals(8, of(both).models(MODELS).size());
    }

    @Test
    void valuesAreWhateverSettingsAre() {
        Variation variation = of("derl.model.head.sizes=[8],[8, 4]", "derl.model.loss=absolute,squared");
        List<String> models = variation.models(List.of("derl"));
        assertEquals("derl-sizes-8-4-loss-squared", models.get(3));
        Config settings = variation.settings(List.of("derl"), name -> name);
        assertEquals(List.of(8, 4), settings.getIntList("derl-sizes-8-4-loss-squared.model.head.sizes"));
    }

    @Test
    void settingsWithOneLastNameAreToldApart() {
        assertEquals(
                "derl-text-dropout-0-audio-dropout-0",
                of("derl.model.text.dropout=0,1", "derl.model.audio.dropout=0,1")
                        .models(List.of("derl"))
                        .get(0));
    }

    @Test
    void anExperimentSaysTheSame() {
        Config experiment = ConfigFactory.parseString(
                """
                vary = [
                  { setting = model.layers, values = 1..2 }
                  { setting = "derl.training.epochs", values = [3, 4] }
                ]
                vary-together = true
                """);
        assertEquals(
                List.of("tfn-layers-1", "tfn-layers-2", "derl-layers-1-epochs-3", "derl-layers-2-epochs-4"),
                Variation.of(experiment).models(MODELS));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "derl.model.layers          | write NAME.PATH=VALUES",
                "derl.model.layers=3        | the setting model.layers has one value, 3 to vary over",
                "derl.model.layers=[1,2]    | has one value, [1,2] to vary over",
                "derl.model.layers=3..1     | has no value to vary over",
                "derl.model.layers=1..99999 | and a comparison at most 1000 rows",
                "derl.model.layers=1,}      | whose values cannot be read",
                "layers=1,2                 | 'layers' is no setting of a model; write NAME.PATH",
                "tnf.model.layers=1,2       | which is none of the models that are compared; did you mean 'tfn'?",
                "..=1,2                     | is no path of a setting"
            })
    void mistakesAreToldWithWhatToWrite(String assignment, String says) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> of(assignment).models(MODELS))
                .getMessage();
        assertTrue(message.contains(says), message);
    }

    @Test
    void listsThatGoTogetherAreOfOneLength() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Variation.given(List.of("derl.model.layers=1..3", "derl.training.epochs=1,2"), true))
                .getMessage();
        assertEquals(
                "settings that vary together have as many values each, but model.layers has 3, training.epochs has 2",
                message);
    }

    @ParameterizedTest
    @CsvSource({
        "'vary { seting = a, values = [1, 2] }', what varies is",
        "'vary { setting = model.a, values = [1, 2], stp = 1 }', 'stp' is nothing that vary says",
        "'vary { setting = model.a, values = 1 }', one value",
        "'vary = 3', what varies is",
        "'vary { setting = model.a, values = [1, 2] }, vary-together = maybe', vary-together"
    })
    void mistakesOfAnExperimentAreToldWithTheirPlace(String text, String says) {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Variation.of(ConfigFactory.parseString(text)))
                .getMessage();
        assertTrue(message.startsWith("String: 1: ") && message.contains(says), message);
    }
}
