package org.derl.part;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassTest {

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
    void whatIsNoProbabilityOfDropoutIsRefused(double p) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Pass.checkDropout(0.5, p));
        assertEquals("dropout must be within [0, 1), not " + p, refusal.getMessage());
    }

    @Test
    void dropoutFromNothingToAlmostAllIsAllowed() {
        assertDoesNotThrow(() -> Pass.checkDropout(0, 0.999));
    }
}
