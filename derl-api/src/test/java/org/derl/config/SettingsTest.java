package org.derl.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static Config layer(String... weakestFirst) {
        return Settings.layer(
                Stream.of(weakestFirst).map(ConfigFactory::parseString).toList());
    }

    @Test
    void laterLayersWinKeyByKey() {
        assertEquals(
                ConfigFactory.parseString("a { x = 1, y = 3, z = [4] }, b = 5"),
                layer("a { x = 1, y = 2, z = [1, 2] }", "a { y = 3, z = [4] }", "b = 5"));
    }

    @Test
    void anotherTypeDropsTheKeysOfTheFormerOne() {
        assertEquals(
                ConfigFactory.parseString("fusion { type = max }"),
                layer("fusion { type = low-rank, rank = 4 }", "fusion { type = max }"));
        assertEquals(
                ConfigFactory.parseString("fusion { type = low-rank, rank = 8 }"),
                layer("fusion { type = low-rank, rank = 4 }", "fusion { type = low-rank, rank = 8 }"));
    }

    @Test
    void keysWithoutATypeBelongToTheTypeBelow() {
        assertEquals(
                ConfigFactory.parseString("fusion { type = low-rank, rank = 8 }"),
                layer("fusion { type = low-rank, rank = 4 }", "fusion.rank = 8"));
    }

    @Test
    void anotherTypeIsSeenHoweverDeepItLies() {
        assertEquals(
                ConfigFactory.parseString("model { layers = 2, gate { type = open } }"),
                layer("model { layers = 2, gate { type = filter, bias = 1 } }", "model.gate.type = open"));
    }

    @Test
    void nullRemovesAndALaterLayerMayPutBack() {
        Config removed =
                layer("encoders { text { type = lstm, size = 4 }, audio { type = mean } }", "encoders.text = null");
        assertFalse(removed.hasPath("encoders.text"));
        assertTrue(removed.hasPath("encoders.audio"));
        Config back = Settings.layer(List.of(removed, ConfigFactory.parseString("encoders.text { type = mean }")));
        assertEquals(ConfigFactory.parseString("type = mean"), back.getConfig("encoders.text"));
    }

    @Test
    void assignmentsAreParsedOneByOneAndTheLastOneWins() {
        assertEquals(
                ConfigFactory.parseString("a { b = 2, c = [1, 2], d { type = max } }"),
                Settings.parse("--set", List.of("a.b=1", "a.c=[1, 2]", "a.b=2", "a.d.type=max")));
    }

    @Test
    void anAssignmentOfAnotherTypeDropsTheKeysOfTheFormerOne() {
        assertEquals(
                ConfigFactory.parseString("a { type = max }"),
                Settings.parse("--set", List.of("a.type=low-rank", "a.rank=4", "a.type=max")));
    }

    @Test
    void whatIsNoAssignmentIsNamedWithoutALine() {
        InvalidConfigException thrown =
                assertThrows(InvalidConfigException.class, () -> Settings.parse("--set", List.of("training.epochs")));
        assertEquals(
                "--set  training.epochs is no setting; write NAME.PATH=VALUE, such as derl.training.epochs=3",
                thrown.getMessage());
    }

    @Test
    void anAssignmentThatPutsInWhatIsNowhereSaysSo() {
        String message = assertThrows(InvalidConfigException.class, () -> Settings.parse("--set", List.of("a.b=${c}")))
                .getMessage();
        assertTrue(message.contains("${c}; only what the file itself says can be put in"), message);
    }

    @Test
    void aMistakenAssignmentIsReportedAsComingFromItsOption() {
        InvalidConfigException thrown = assertThrows(InvalidConfigException.class, () -> new ConfigBinder(
                        SmallCatalog.CATALOG, ConfigFactory.empty())
                .bind(Settings.parse("--set", List.of("a.rate=fast", "a.epochs=1")), "a", SmallCatalog.Limits.class));
        assertEquals("--set  a.rate is 'fast'; expected a number", thrown.getMessage());
    }
}
