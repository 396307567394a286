package org.derl.bench.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.derl.config.InvalidConfigException;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {

    private static final String RATE = "training.optimization.learning-rate";
    private static final String ALL = RATE + " { log = [1e-4, 1e-2] }\n"
            + "model.dropout { uniform = [0, 0.5], also = [model.head.dropout] }\n"
            + "model { layers { integer = [1, 3] }, loss { choice = [absolute, squared] } }";

    private static SearchSpace space(String... layers) {
        return SearchSpace.of(
                "mine", List.of(layers).stream().map(ConfigFactory::parseString).toList());
    }

    @Test
    void drawsAreWithinTheirRangesAndReachThem() {
        SearchSpace space = space(ALL);
        Set<Integer> layers = new TreeSet<>();
        Set<String> losses = new TreeSet<>();
        int low = 0;
        for (int number = 1; number <= 200; number++) {
            Config draw = space.draw(1, number);
            double rate = draw.getDouble(RATE);
            assertTrue(rate >= 1e-4 && rate <= 1e-2, draw::toString);
            low += rate < 1e-3 ? 1 : 0;
            assertEquals(draw.getDouble("model.dropout"), draw.getDouble("model.head.dropout"));
            layers.add(draw.getInt("model.layers"));
            losses.add(draw.getString("model.loss"));
        }
        assertEquals(Set.of(1, 2, 3), layers);
        assertEquals(Set.of("absolute", "squared"), losses);
        assertTrue(low > 70 && low < 130, "as many below 1e-3 as above: " + low);
    }

    @Test
    void aDrawFollowsFromSeedAndNumberAndFromNothingElse() {
        assertEquals(space(ALL).draw(1, 2), space(ALL).draw(1, 2));
        assertEquals(
                space(ALL).draw(1, 2).getDouble(RATE),
                space(RATE + ".log = [1e-4, 1e-2]").draw(1, 2).getDouble(RATE),
                "whatever else is searched");
        assertTrue(
                space(ALL).draw(1, 2).getDouble(RATE) != space(ALL).draw(2, 2).getDouble(RATE));
        assertTrue(
                space(ALL).draw(1, 2).getDouble(RATE) != space(ALL).draw(1, 3).getDouble(RATE));
    }

    @Test
    void aStrongerLayerTakesThePlaceOfARangeOrTakesItOut() {
        SearchSpace space = space(ALL, RATE + ".uniform = [1, 2]", "model { layers = none, dropout = none }");
        assertEquals(Set.of(RATE, "model.loss"), space.settings().keySet());
        assertEquals("1 to 2", space.settings().get(RATE).range().inWords());
    }

    @Test
    void everyMistakeIsNamedAtItsPlace() {
        InvalidConfigException mistakes = assertThrows(
                InvalidConfigException.class,
                () -> space(
                        """
                        model {
                          a { log = [0, 1] }
                          b { uniform = [2, 1] }
                          c { unifrom = [0, 1] }
                          d { integer = [0.5, 2] }
                          e { choice = [1] }
                          f { log = [1, 2], uniform = [1, 2] }
                          g { log = [1] }
                          h { log = many }
                        }
                        training.epochs { integer = [1, 5] }
                        title { choice = [a, b] }
                        """));
        String said = mistakes.getMessage();
        for (String part : List.of(
                "mine.space.model.a log needs positive bounds",
                "mine.space.model.b needs the lower bound first, then a higher one, not 2 and 1",
                "mine.space.model.c.unifrom is no range; write one such as { log = [1e-4, 1e-2] }, or none to leave it"
                        + " as it is; did you mean 'uniform'?",
                "mine.space.model.d integer takes whole bounds, and 0.5 is none",
                "mine.space.model.e choice needs at least two values",
                "mine.space.model.f has one range, and beside it at most 'also', but says log, uniform",
                "mine.space.model.g log takes two bounds, not 1",
                "mine.space.model.h takes a list of numbers for log",
                "mine.space.training.epochs cannot be searched",
                "mine.space.title is no setting of a model that can be searched")) {
            assertTrue(said.contains(part), part + "\nis not in\n" + said);
        }
        assertEquals(10, mistakes.problems().size());
    }

    @Test
    void noneLeavesOutAllBelowAGroupAndWhatAnotherRangeGives() {
        assertEquals(Set.of(RATE), space(ALL, "model = none").settings().keySet());
        assertEquals(
                List.of(),
                space(ALL, "model.head = none").settings().get("model.dropout").also());
        assertEquals(
                List.of(),
                space(ALL + "\nmodel.head.dropout = none")
                        .settings()
                        .get("model.dropout")
                        .also(),
                "in one layer, too");
        InvalidConfigException nothing = assertThrows(
                InvalidConfigException.class, () -> space(ALL, "model { dropuot = none, haed = none, other = none }"));
        for (String part : List.of(
                "mine.space.model.dropuot is not searched, so there is nothing to leave out; did you mean"
                        + " 'model.dropout'?",
                "mine.space.model.haed is not searched, so there is nothing to leave out; did you mean 'model.head'?",
                "mine.space.model.other is not searched")) {
            assertTrue(nothing.getMessage().contains(part), part + "\nis not in\n" + nothing.getMessage());
        }
    }

    @Test
    void aRangeOfASettingsOwnWinsOverOneThatGivesItsValueToBoth() {
        SearchSpace space = space(
                "model.text { uniform = [0, 0.4], also = [model.audio, model.vision] }",
                "model.audio.uniform = [0.5, 0.6]");
        assertEquals(List.of("model.vision"), space.settings().get("model.text").also());
        Config draw = space.draw(0, 2);
        assertTrue(draw.getDouble("model.audio") >= 0.5, draw::toString);
        assertEquals(draw.getDouble("model.text"), draw.getDouble("model.vision"));
        InvalidConfigException two = assertThrows(
                InvalidConfigException.class,
                () -> space(
                        "model.a { uniform = [0, 1], also = [model.c] }, model.b { uniform = [0, 1], also = [model.c] }"));
        assertTrue(
                two.getMessage().contains("mine.space.model.c cannot have the values of both model.a and model.b"),
                two::getMessage);
    }
}
