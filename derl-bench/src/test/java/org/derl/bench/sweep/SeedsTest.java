package org.derl.bench.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedsTest {

    @ParameterizedTest
    @CsvSource({
        "3, '[1, 2, 3]'",
        "3..5, '[3, 4, 5]'",
        "'1,2,5', '[1, 2, 5]'",
        "'1, 4..6', '[1, 4, 5, 6]'",
        "'7,', '[7]'",
        "0..1, '[0, 1]'"
    })
    void oneTextNamesThemAll(String text, String seeds) {
        assertEquals(seeds, Seeds.of(text).all().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "", "x", "5..3", "1,,2", "-1", "1.5", "..3"})
    void whatNamesNoneIsToldWhatToWrite(String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Seeds.of(text))
                .getMessage();
        assertEquals("'" + text + "' names no seeds; write " + Seeds.WRITTEN, message);
    }

    @Test
    void twiceTheSameAndTooManyAreRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Seeds.of("1,2,1"))
                .getMessage()
                .contains("named twice"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Seeds.of("1..999999999999"))
                .getMessage()
                .contains("are more than 10000 seeds"));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        for (List<Long> seeds : List.of(List.of(1L), List.of(7L), List.of(1L, 2L, 3L), List.of(2L, 5L))) {
            assertEquals(seeds, Seeds.of(Seeds.text(seeds)).all());
        }
        assertEquals("3", Seeds.text(List.of(3L, 1L, 2L)));
        assertEquals("", Seeds.named(List.of(1L, 2L)));
        assertEquals(" (2, 5)", Seeds.named(List.of(5L, 2L, 5L)));
    }
}
