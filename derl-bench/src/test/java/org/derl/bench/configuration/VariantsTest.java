package org.derl.bench.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.derl.config.InvalidConfigException;
import org.derl.config.Settings;
import org.derl.plugin.Plugins;
import org.junit.jupiter.api.Test;

/** Models that are like another one, from files and from a user's settings, and experiments that set models. */
class VariantsTest {

    private static final ClassLoader LOADER = VariantsTest.class.getClassLoader();

    private static Models with(String settings) {
        return Configuration.of(LOADER)
                .with(ConfigFactory.parseString(settings))
                .make(Models.class);
    }

    private static Config network(Models models, String name, String... on) {
        return Settings.describe(models.settings(name, List.of(on))).getConfig("model");
    }

    @Test
    void aUsersSettingsMayAddAModelThatIsLikeAnother() {
        Models models = with("mine { like = derl, model.dual.filter { type = open } }");
        assertTrue(models.names().contains("mine"));
        Config mine = network(models, "mine");
        assertEquals("open", mine.getString("dual.filter.type"));
        assertEquals("enhancement-unit", mine.getString("dual.enhancement.type"));
        assertEquals("filter-unit", network(models, "derl").getString("dual.filter.type"));
    }

    @Test
    void aVariantFollowsWhateverIsSaidOfWhatItIsLike() {
        Models models = with(
                """
                mine { like = derl, model.dropout = 0.3 }
                derl { model.dropout = 0.2, training.epochs = 7 }
                """);
        assertEquals(7, models.settings("mine", List.of()).training().epochs());
        assertEquals(0.3, network(models, "mine").getDouble("dropout"));
        assertEquals(0.2, network(models, "derl").getDouble("dropout"));
    }

    @Test
    void whatAVariantSaysHoldsOnEveryFamily() {
        Models models = with("mine { like = derl, model.layers = 3, on.toys.model.dropout = 0.4 }");
        assertEquals(5, network(models, "derl", "mosei").getInt("layers"));
        assertEquals(3, network(models, "mine", "mosei").getInt("layers"));
        assertEquals(0.5, network(models, "mine", "mosei").getDouble("distance-weight"));
        assertEquals(0.4, network(models, "mine", "toys").getDouble("dropout"));
    }

    @Test
    void aVariantMayBeLikeAVariant() {
        Models models = with(
                """
                deep { like = mine, model.layers = 4 }
                mine { like = derl-without-filter, model.dropout = 0.3 }
                """);
        Config deep = network(models, "deep");
        assertEquals(4, deep.getInt("layers"));
        assertEquals(0.3, deep.getDouble("dropout"));
        assertEquals("open", deep.getString("dual.filter.type"));
    }

    @Test
    void aVariantWithoutATitleIsCalledByItsName() {
        Models models = with("mine { like = derl }\nother { like = derl, title = Other }");
        assertEquals("mine", models.settings("mine", List.of()).title());
        assertEquals("Other", models.settings("other", List.of()).title());
    }

    @Test
    void originalsAreAllButVariants() {
        List<String> originals = with("mine { like = derl }").originals();
        assertTrue(originals.containsAll(List.of("derl", "tfn", "text-only")), originals.toString());
        assertTrue(originals.stream().noneMatch(List.of("mine", "derl-text", "derl-cross")::contains));
    }

    @Test
    void mistakesOfAVariantAreFound() {
        assertEquals(
                "there is no model 'drel'; did you mean 'derl'?",
                assertThrows(IllegalArgumentException.class, () -> with("mine { like = drel }")
                                .settings("mine", List.of()))
                        .getMessage());
        assertEquals(
                "the model 'one' is like itself: one is like other is like one",
                assertThrows(IllegalArgumentException.class, () -> with("one { like = other }\nother { like = one }")
                                .settings("one", List.of()))
                        .getMessage());
        assertTrue(assertThrows(
                        InvalidConfigException.class,
                        () -> with("mine { like = derl, model.dual.filter { type = opne } }")
                                .settings("mine", List.of()))
                .getMessage()
                .contains("mine.model.dual.filter.type is 'opne', which no plugin offers as a gate; did you"
                        + " mean 'open'?"));
    }

    @Test
    void anUnknownNameThatIsLikeNothingIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> with("mine { model.layers = 3 }"))
                .getMessage();
        assertTrue(message.contains("a new model must be like another one, as in mine.like=derl"), message);
    }

    @Test
    void anExperimentSetsModelsBelowTheUsersOwnSettings() {
        Models models = Configuration.of(LOADER)
                .with(ConfigFactory.parseString("derl-layers-4.training.epochs = 2"))
                .with("figure-5", List.of())
                .make(Models.class);
        assertEquals(4, network(models, "derl-layers-4", "mosei").getInt("layers"));
        assertEquals(2, models.settings("derl-layers-4", List.of()).training().epochs());
        assertEquals(100, models.settings("derl-layers-3", List.of()).training().epochs());
        assertEquals(
                "DERL, layers 3", models.settings("derl-layers-3", List.of()).title());
        assertTrue(!Configuration.of(LOADER).make(Models.class).names().contains("derl-layers-4"));
    }

    @Test
    void anExperimentVariesWhicheverModelsItIsGiven() {
        List<String> models = List.of("mine", "tfn");
        Configuration configuration = Configuration.of(LOADER)
                .with(ConfigFactory.parseString("mine { like = misa }"))
                .with("rates", models);
        Experiments experiments = configuration.make(Experiments.class);
        Models all = configuration.make(Models.class);
        List<String> compared = experiments.comparison("rates", models).getStringList("models");
        assertEquals(10, compared.size());
        assertEquals("mine-learning-rate-1e-4", compared.get(0));
        for (String model : compared) {
            double rate = Double.parseDouble(model.substring(model.indexOf("rate-") + 5));
            for (String dataSet : List.of("planted", "mosi-words")) {
                assertEquals(
                        rate,
                        all.settings(model, List.of(dataSet))
                                .training()
                                .optimization()
                                .learningRate());
            }
        }
        assertEquals(
                List.of("mult"),
                experiments.comparison("table-3", List.of("mult")).getStringList("models"));
    }

    @Test
    void anUnknownExperimentGivesTheNearest() {
        assertEquals(
                "there is no experiment 'table-6'; did you mean 'table-2'?",
                assertThrows(IllegalArgumentException.class, () -> Configuration.of(LOADER)
                                .with("table-6", List.of()))
                        .getMessage());
    }

    @Test
    void aModelCannotBeCalledAsADataSetIs() {
        Config config = ConfigFactory.parseString("derl.models.toy { like = derl }")
                .withFallback(Configuration.of(LOADER).defaults());
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> Configuration.of(Plugins.modules(LOADER), config).injector())
                .getMessage();
        assertTrue(message.endsWith("these are two of them: toy"), message);
    }
}
