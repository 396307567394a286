package org.derl.bench.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchesTest {

    private static final Map<String, String> TITLES = new LinkedHashMap<>();

    static {
        TITLES.put("mult", "MulT");
        TITLES.put("derl", "DERL");
    }

    private static SettingsSearch search(String model, int draws, long seed) {
        return new SettingsSearch(model, "planted", "tiny-bert", draws, List.of(9, 3, 1), seed, 100);
    }

    private static Searches searches(String dataSet, Map<String, SettingsSearch> ofModels) {
        return new Searches(dataSet, Map.of("mult", "tiny-bert", "derl", "tiny-bert"), ofModels);
    }

    @Test
    void equalBudgetsAreToldTogether() {
        Searches equal = searches("planted", Map.of("mult", search("mult", 20, 1), "derl", search("derl", 20, 1)));
        assertEquals(
                List.of("Settings of MulT, DERL: searched by derl tune, 20 draws at a ninth, a third and all of the"
                        + " epochs, seed 1, on the validation split of planted after tiny-bert."),
                equal.notes(TITLES));
        assertEquals(List.of(), equal.breaches(TITLES.keySet()));
    }

    @Test
    void otherBudgetsAndNoneAreNamed() {
        Searches unequal = searches("planted", Map.of("mult", search("mult", 20, 1), "derl", search("derl", 40, 1)));
        assertEquals(
                List.of("mult had 20 draws at a ninth, a third and all of the epochs; derl had 40 draws at a ninth, a"
                        + " third and all of the epochs"),
                unequal.breaches(TITLES.keySet()));
        Searches one = searches("planted", Map.of("derl", search("derl", 20, 1)));
        assertEquals(
                "Not searched by derl tune, with the settings of their files: MulT.",
                one.notes(TITLES).get(1));
        assertEquals(
                List.of("mult had no search; derl had 20 draws at a ninth, a third and all of the epochs"),
                one.breaches(TITLES.keySet()));
        Searches inherited = searches("planted", Map.of("derl", search("derl", 20, 1), "mult", search("derl", 20, 1)));
        assertEquals(
                List.of("mult had no search but that of derl; derl had 20 draws at a ninth, a third and all of the"
                        + " epochs"),
                inherited.breaches(TITLES.keySet()));
    }

    @Test
    void aSearchElsewhereIsToldAndNoneIsNoBreach() {
        Searches elsewhere = searches("mosi", Map.of("mult", search("mult", 20, 1), "derl", search("derl", 20, 1)));
        assertEquals(
                List.of("Settings of MulT, DERL: searched by derl tune, 20 draws at a ninth, a third and all of the"
                        + " epochs, seed 1, on the validation split of planted after tiny-bert, not of mosi after"
                        + " tiny-bert: derl tune searches there."),
                elsewhere.notes(TITLES));
        assertEquals(List.of(), searches("planted", Map.of()).breaches(TITLES.keySet()));
        assertEquals(List.of(), searches("planted", Map.of()).notes(TITLES));
    }
}
