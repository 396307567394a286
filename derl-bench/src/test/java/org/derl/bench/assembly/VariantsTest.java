package org.derl.bench.assembly;

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

    private static Assembly with(String settings) {
        return Assembly.of(LOADER, ConfigFactory.parseString(settings));
    }

    private static Config network(Assembly assembly, String name, String... on) {
        return Settings.describe(assembly.model(name, List.of(on))).getConfig("model");
    }

    @Test
    void aUsersSettingsMayAddAModelThatIsLikeAnother() {
        Assembly assembly = with("mine { like = derl, model.dual.filter { type = open } }");
        assertTrue(assembly.models().contains("mine"));
        Config mine = network(assembly, "mine");
        assertEquals("open", mine.getString("dual.filter.type"));
        assertEquals("enhancement-unit", mine.getString("dual.enhancement.type"));
        assertEquals("filter-unit", network(assembly, "derl").getString("dual.filter.type"));
    }

    @Test
    void aVariantFollowsWhateverIsSaidOfWhatItIsLike() {
        Assembly assembly = with(
                """
                mine { like = derl, model.dropout = 0.3 }
                derl { model.dropout = 0.2, training.epochs = 7 }
                """);
        assertEquals(7, assembly.model("mine", List.of()).training().epochs());
        assertEquals(0.3, network(assembly, "mine").getDouble("dropout"));
        assertEquals(0.2, network(assembly, "derl").getDouble("dropout"));
    }

    @Test
    void whatAVariantSaysHoldsOnEveryFamily() {
        Assembly assembly = with("mine { like = derl, model.layers = 3, on.toys.model.dropout = 0.4 }");
        assertEquals(5, network(assembly, "derl", "mosei").getInt("layers"));
        assertEquals(3, network(assembly, "mine", "mosei").getInt("layers"));
        assertEquals(0.5, network(assembly, "mine", "mosei").getDouble("distance-weight"));
        assertEquals(0.4, network(assembly, "mine", "toys").getDouble("dropout"));
    }

    @Test
    void aVariantMayBeLikeAVariant() {
        Assembly assembly = with(
                """
                deep { like = mine, model.layers = 4 }
                mine { like = derl-without-filter, model.dropout = 0.3 }
                """);
        Config deep = network(assembly, "deep");
        assertEquals(4, deep.getInt("layers"));
        assertEquals(0.3, deep.getDouble("dropout"));
        assertEquals("open", deep.getString("dual.filter.type"));
    }

    @Test
    void aVariantWithoutATitleIsCalledByItsName() {
        Assembly assembly = with("mine { like = derl }\nother { like = derl, title = Other }");
        assertEquals("mine", assembly.model("mine", List.of()).title());
        assertEquals("Other", assembly.model("other", List.of()).title());
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
                                .model("mine", List.of()))
                        .getMessage());
        assertEquals(
                "the model 'one' is like itself: one is like other is like one",
                assertThrows(IllegalArgumentException.class, () -> with("one { like = other }\nother { like = one }")
                                .model("one", List.of()))
                        .getMessage());
        assertTrue(
                assertThrows(
                                InvalidConfigException.class,
                                () -> with("mine { like = derl, model.dual.filter { type = opne } }")
                                        .model("mine", List.of()))
                        .getMessage()
                        .contains(
                                "mine.model.dual.filter.type is 'opne', which no plugin offers as a gate; did you mean 'open'?"));
    }

    @Test
    void anUnknownNameThatIsLikeNothingIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> with("mine { model.layers = 3 }"))
                .getMessage();
        assertTrue(message.contains("a new model must be like another one, as in mine.like=derl"), message);
    }

    @Test
    void anExperimentSetsModelsBelowTheUsersOwnSettings() {
        Assembly assembly = Assembly.of(
                LOADER, ConfigFactory.parseString("derl-layers-4.training.epochs = 2"), "figure-5", List.of());
        assertEquals(4, network(assembly, "derl-layers-4", "mosei").getInt("layers"));
        assertEquals(2, assembly.model("derl-layers-4", List.of()).training().epochs());
        assertEquals(100, assembly.model("derl-layers-3", List.of()).training().epochs());
        assertEquals(
                "DERL, layers 3", assembly.model("derl-layers-3", List.of()).title());
        assertTrue(!Assembly.of(LOADER).models().contains("derl-layers-4"));
    }

    @Test
    void anExperimentVariesWhicheverModelsItIsGiven() {
        List<String> models = List.of("mine", "tfn");
        Assembly assembly = Assembly.of(LOADER, ConfigFactory.parseString("mine { like = misa }"), "rates", models);
        List<String> compared =
                assembly.experiments().comparison("rates", models).getStringList("models");
        assertEquals(10, compared.size());
        assertEquals("mine-learning-rate-1e-4", compared.get(0));
        for (String model : compared) {
            double rate = Double.parseDouble(model.substring(model.indexOf("rate-") + 5));
            for (String dataSet : List.of("planted", "mosi-words")) {
                assertEquals(
                        rate,
                        assembly.model(model, List.of(dataSet))
                                .training()
                                .optimization()
                                .learningRate());
            }
        }
        assertEquals(
                List.of("mult"),
                assembly.experiments().comparison("table-3", List.of("mult")).getStringList("models"));
    }

    @Test
    void anUnknownExperimentGivesTheNearest() {
        assertEquals(
                "there is no experiment 'table-6'; did you mean 'table-2'?",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Assembly.of(LOADER, ConfigFactory.empty(), "table-6", List.of()))
                        .getMessage());
    }

    @Test
    void aModelCannotBeCalledAsADataSetIs() {
        Config config = ConfigFactory.parseString("derl.models.toy { like = derl }")
                .withFallback(Assembly.of(LOADER).config());
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> Assembly.of(Plugins.discover(LOADER), config, ConfigFactory.empty()))
                .getMessage();
        assertTrue(message.endsWith("these are two of them: toy"), message);
    }
}
