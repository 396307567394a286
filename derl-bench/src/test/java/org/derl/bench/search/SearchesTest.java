package org.derl.bench.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.typesafe.config.ConfigFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchesTest {

    private static final Map<String, Searches.SearchedRow> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("mult", new Searches.SearchedRow("MulT", Set.of(1L, 2L)));
        ROWS.put("derl", new Searches.SearchedRow("DERL", Set.of(1L, 2L, 3L)));
    }

    private static SettingsSearch search(String model, int draws, long seed) {
        return new SettingsSearch(
                model, "planted", "tiny-bert", "equal", draws, List.of(9, 3, 1), seed, 100, "sum-of-" + model);
    }

    private static Searches searches(String dataSet, Map<String, SettingsSearch> ofModels) {
        Map<String, String> given = new LinkedHashMap<>();
        ofModels.forEach((model, search) -> given.put(model, search.checksum()));
        return searches(dataSet, "equal", ofModels, given);
    }

    private static Searches searches(
            String dataSet, String recipe, Map<String, SettingsSearch> ofModels, Map<String, String> given) {
        return new Searches(dataSet, recipe, Map.of("mult", "tiny-bert", "derl", "tiny-bert"), ofModels, given);
    }

    @Test
    void equalBudgetsAreToldTogether() {
        Searches equal = searches("planted", Map.of("mult", search("mult", 20, 0), "derl", search("derl", 20, 0)));
        assertEquals(
                List.of("Settings of MulT, DERL: searched by derl tune, 20 draws at a ninth, a third and all of the"
                        + " epochs, seed 0, on the validation split of planted after tiny-bert."),
                equal.notes(ROWS));
        assertEquals(List.of(), equal.breaches(ROWS.keySet()));
    }

    @Test
    void otherBudgetsAndNoneAreNamed() {
        Searches unequal = searches("planted", Map.of("mult", search("mult", 20, 0), "derl", search("derl", 40, 0)));
        assertEquals(
                List.of("mult had 20 draws at a ninth, a third and all of the epochs; derl had 40 draws at a ninth, a"
                        + " third and all of the epochs"),
                unequal.breaches(ROWS.keySet()));
        Searches one = searches("planted", Map.of("derl", search("derl", 20, 0)));
        assertEquals(
                "Not searched by derl tune, with the settings of their files: MulT.",
                one.notes(ROWS).get(1));
        assertEquals(
                List.of("mult had no search; derl had 20 draws at a ninth, a third and all of the epochs"),
                one.breaches(ROWS.keySet()));
        Searches inherited = searches("planted", Map.of("derl", search("derl", 20, 1), "mult", search("derl", 20, 0)));
        assertEquals(
                List.of("mult had no search but that of derl; derl had 20 draws at a ninth, a third and all of the"
                        + " epochs"),
                inherited.breaches(ROWS.keySet()));
    }

    @Test
    void aSearchElsewhereIsToldAndNoneIsNoBreach() {
        Searches elsewhere = searches("mosi", Map.of("mult", search("mult", 20, 0), "derl", search("derl", 20, 0)));
        assertEquals(
                List.of("Settings of MulT, DERL: searched by derl tune, 20 draws at a ninth, a third and all of the"
                        + " epochs, seed 0, on the validation split of planted after tiny-bert, not of mosi after"
                        + " tiny-bert: derl tune searches there."),
                elsewhere.notes(ROWS));
        assertEquals(List.of(), searches("planted", Map.of()).breaches(ROWS.keySet()));
        assertEquals(List.of(), searches("planted", Map.of()).notes(ROWS));
    }

    @Test
    void settingsThatWereChangedSinceAreNotThoseThatWereSearched() {
        Map<String, SettingsSearch> both = Map.of("mult", search("mult", 20, 0), "derl", search("derl", 20, 0));
        Searches changed =
                searches("planted", "equal", both, Map.of("mult", "sum-of-mult", "derl", "sum-of-something-else"));
        assertEquals(
                "Settings of DERL: searched by derl tune, 20 draws at a ninth, a third and all of the epochs, seed 0, on"
                        + " the validation split of planted after tiny-bert, and changed since: what is given now is not"
                        + " what was found.",
                changed.notes(ROWS).get(1));
        assertEquals(
                List.of("mult had 20 draws at a ninth, a third and all of the epochs; derl had 20 draws at a ninth, a"
                        + " third and all of the epochs, changed since"),
                changed.breaches(ROWS.keySet()));
        assertEquals(
                List.of("derl had 20 draws at a ninth, a third and all of the epochs, changed since"),
                changed.breaches(List.of("derl")),
                "in a table of one row, too");
        Searches published =
                searches("planted", "published", both, Map.of("mult", "sum-of-mult", "derl", "sum-of-derl"));
        assertEquals(
                List.of("Settings of MulT, DERL: searched by derl tune, 20 draws at a ninth, a third and all of the"
                        + " epochs, seed 0, on the validation split of planted after tiny-bert, by the recipe equal, not"
                        + " published: derl tune --recipe published searches by that."),
                published.notes(ROWS));
    }

    @Test
    void aSeedOfTheTableThatTheSearchTrainedIsNamed() {
        Searches lucky = searches("planted", Map.of("mult", search("mult", 20, 3), "derl", search("derl", 20, 3)));
        assertEquals(
                "Seed 3 of DERL is the one that the search trained, so its luck was chosen along with the settings:"
                        + " derl tune --seed 0 searches with a seed that no comparison has.",
                lucky.notes(ROWS).get(1));
    }

    @Test
    void aChecksumIsOfValuesFromWhichNumbersFollow() {
        SettingsSearch search = search("derl", 20, 0);
        String sum = sum("draws = 10, shares = [1], model = derl", search);
        assertEquals(sum, sum("model = derl, draws = 1e1, shares = [1.0], title = other, space.draws = none", search));
        assertEquals(sum, sum("searched.draws = 3, model = derl, draws = 10, shares = [1], beside {}", search));
        assertNotEquals(sum, sum("draws = 11, shares = [1], model = derl", search));
        assertNotEquals(sum, sum("draws = 10, shares = [1]", search));
        assertNotEquals(sum, sum("draws = 10, shares = [1], model = derl, epochs = null", search));
    }

    private static String sum(String given, SettingsSearch bound) {
        return SettingsSearch.checksum(ConfigFactory.parseString(given), bound);
    }
}
