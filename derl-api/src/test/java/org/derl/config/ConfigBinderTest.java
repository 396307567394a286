package org.derl.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.derl.config.SmallCatalog.Kinds;
import org.derl.config.SmallCatalog.Limits;
import org.derl.config.SmallCatalog.Loss;
import org.derl.config.SmallCatalog.LowRank;
import org.derl.config.SmallCatalog.Lstm;
import org.derl.config.SmallCatalog.Misa;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.part.UtteranceEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigBinderTest {

    private static final String KINDS =
            """
            kinds {
              seed = 9007199254740993
              rate = 1
              range = true
              title = "10"
              folder = data/mosi
              loss = not-yet
              rates = [0.5, 1]
              counts { b = 2, a = 1 }
              sources { vision = [text], text = [audio, vision] }
              fusions = [{ type = low-rank }, { type = max }]
            }
            """;

    @TempDir
    Path directory;

    private static ConfigBinder binder(String defaults) {
        return new ConfigBinder(SmallCatalog.CATALOG, ConfigFactory.parseString(defaults));
    }

    private static Kinds kinds(String more) {
        return binder("derl.defaults.fusion.low-rank { rank = 4 }")
                .bind(ConfigFactory.parseString(KINDS + more), "kinds", Kinds.class);
    }

    private static String mistake(String more) {
        return assertThrows(InvalidConfigException.class, () -> kinds(more)).getMessage();
    }

    /** A setting that was called {@code levels}. */
    record Deep(int layers) {}

    @Test
    void aSettingThatWasCalledOtherwiseIsRefusedWithItsNameOfToday() {
        InvalidConfigException refused = assertThrows(
                InvalidConfigException.class, () -> new ConfigBinder(new Catalog(List.of()), ConfigFactory.empty())
                        .bind(ConfigFactory.parseString("deep { levels = 2, layers = 2 }"), "deep", Deep.class));
        assertTrue(
                refused.getMessage().contains("is not a setting here; it is called 'layers' now"),
                refused.getMessage());
    }

    @Test
    void everyKindOfValueIsBound() {
        Kinds kinds = kinds("");
        assertEquals(9007199254740993L, kinds.seed());
        assertEquals(1.0, kinds.rate());
        assertEquals("10", kinds.title());
        assertEquals(Path.of("data/mosi"), kinds.folder());
        assertEquals(Loss.NOT_YET, kinds.loss());
        assertEquals(List.of(0.5, 1.0), kinds.rates());
        assertEquals(Map.of("a", 1L, "b", 2L), kinds.counts());
        assertEquals(
                List.of(Modality.TEXT, Modality.VISION),
                List.copyOf(kinds.sources().modalities()));
        assertEquals(List.of("audio", "vision"), kinds.sources().get(Modality.TEXT));
        assertNull(kinds.limits());
        assertEquals(
                List.of("low-rank", "max"),
                kinds.fusions().stream().map(Blueprint::name).toList());
    }

    @Test
    void valuesAreBoundStrictlyByTheirType() {
        assertEquals("String  kinds.title is 'true'; expected a text", mistake("kinds.title = true"));
        assertEquals("String  kinds.rate is 'true'; expected a number", mistake("kinds.rate = true"));
        assertEquals("String  kinds.seed is '1.5'; expected a whole number", mistake("kinds.seed = 1.5"));
        assertEquals(
                "String  kinds.loss is 'NOT_YET'; expected one of absolute, squared, not-yet",
                mistake("kinds.loss = NOT_YET"));
        assertEquals("String  kinds.rates is '1'; expected a list", mistake("kinds.rates = 1"));
    }

    @Test
    void aTextMayBeANumber() {
        assertEquals("10", kinds("kinds.title = 10").title());
    }

    @Test
    void whatIsOptionalMayBeNullAndWhatIsNotMayNot() {
        assertNull(kinds("kinds.limits { rate = 1, epochs = 2 }\nkinds.limits = null")
                .limits());
        assertEquals(
                new Limits(1, 2), kinds("kinds.limits { rate = 1, epochs = 2 }").limits());
        assertEquals("String  kinds.range is missing; expected true or false", mistake("kinds.range = null"));
    }

    @Test
    void nullTakesAnEntryAwayFromAMap() {
        Kinds kinds = kinds("kinds { sources.text = null, counts.b = null }");
        assertEquals(List.of(Modality.VISION), List.copyOf(kinds.sources().modalities()));
        assertEquals(Map.of("a", 1L), kinds.counts());
    }

    @Test
    void defaultsLieBelowWhatABlueprintSays() {
        ConfigBinder binder = binder("derl.defaults.utterance-encoder.lstm { hidden = 8, layers = 1, size = 4 }");
        Config config = ConfigFactory.parseString(
                """
                misa {
                  encoders { text { type = lstm, layers = 2 } }
                  heads {}
                  similarity { type = euclidean }
                }
                """);
        Blueprint<FeatureShape, UtteranceEncoder> text =
                binder.bind(config, "misa", Misa.class).encoders().get(Modality.TEXT);
        assertEquals(new Lstm(8, 2, 4), text.settings());
        assertEquals(5, text.build(FeatureShape.features(5, 9)).size());
    }

    @Test
    void aMistakeInADefaultIsSeenWhereThePartIsUsed() throws IOException {
        Path file = directory.resolve("reference.conf");
        Files.writeString(file, "\nderl.defaults.fusion.low-rank { ranks = 4 }");
        ConfigBinder binder = new ConfigBinder(SmallCatalog.CATALOG, ConfigFactory.parseFile(file.toFile()));
        InvalidConfigException thrown = assertThrows(
                InvalidConfigException.class,
                () -> binder.bind(ConfigFactory.parseString(KINDS), "kinds", Kinds.class));
        assertEquals(
                List.of(new Problem(
                        "reference.conf", 2, "kinds.fusions.0.ranks", "is not a setting here; did you mean 'rank'?")),
                thrown.problems().stream().filter(problem -> problem.line() > 0).toList());
    }

    @Test
    void oneMistakeIsToldOnceHoweverOftenItIsMet() {
        ConfigBinder binder = binder("");
        Config config = ConfigFactory.parseString("a { rank = x }");
        Runnable work = () -> binder.bind(config, "a", LowRank.class);
        InvalidConfigException thrown =
                assertThrows(InvalidConfigException.class, () -> ConfigBinder.together(List.of(work, work)));
        assertEquals(1, thrown.problems().size());
    }

    @Test
    void aSettingPutTogetherFromSeveralFilesLiesInTheStrongest() throws IOException {
        Path weak = Files.writeString(directory.resolve("weak.conf"), "a {\n  x = 1\n}");
        Path strong = Files.writeString(directory.resolve("strong.conf"), "\n\na {\n  rank = none\n}");
        Config merged = ConfigFactory.parseFile(strong.toFile()).withFallback(ConfigFactory.parseFile(weak.toFile()));
        InvalidConfigException thrown =
                assertThrows(InvalidConfigException.class, () -> binder("").bind(merged, "a", Lstm.class));
        assertEquals(
                """
                strong.conf:3  a.hidden is missing; expected a whole number
                strong.conf:3  a.layers is missing; expected a whole number
                strong.conf:3  a.size is missing; expected a whole number
                strong.conf:4  a.rank is not a setting here; there are hidden, layers, size
                weak.conf:2    a.x is not a setting here; there are hidden, layers, size""",
                thrown.getMessage());
    }

    @Test
    void describedSettingsBindToTheSameAgain() {
        Kinds kinds = kinds("kinds.limits { rate = 1e-9, epochs = 2 }");
        Config described = Settings.describe(kinds);
        // complete with defaults, so that none is needed
        assertEquals(4, described.getConfigList("fusions").get(0).getInt("rank"));
        Kinds again = binder("").bind(described.atPath("again"), "again", Kinds.class);
        assertEquals(kinds, again);
        String written = described.root().render();
        assertEquals(kinds, binder("").bind(ConfigFactory.parseString(written).atPath("again"), "again", Kinds.class));
        assertFalse(Settings.describe(kinds("")).hasPath("limits"));
    }

    @Test
    void orderOfModalitiesDoesNotDependOnTheFile() {
        ByModality<List<String>> sources =
                kinds("kinds.sources.breath = [text]").sources();
        assertEquals("[text, vision, breath]", sources.modalities().toString());
    }
}
