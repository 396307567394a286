package org.derl.bench.predictions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTest {

    @Test
    void formulasGetAnApostropheWhereThatIsWanted() {
        for (String formula : List.of("=1+1", "+1", "-3g5yACwYnA_0", "@SUM(A1)", "\t=1", "\r=1")) {
            assertEquals("'" + formula, FormulaGuard.written(formula, true));
            assertEquals(formula, FormulaGuard.written(formula, false));
        }
        assertEquals("a=1", FormulaGuard.written("a=1", true));
        assertEquals("'quoted'", FormulaGuard.written("'quoted'", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "'=1", "''=1", "'", "''", "'a", "a", "-", "'-", "'\n=1", "-\n'"})
    void readingGivesWhatWasWritten(String id) {
        assertEquals(id, FormulaGuard.read(FormulaGuard.written(id, true)));
        assertEquals(id, FormulaGuard.read(FormulaGuard.written(id, false)));
    }
}
