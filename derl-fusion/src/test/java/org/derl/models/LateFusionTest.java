package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LateFusionTest {

    @Test
    void tfnHasAsManyParametersAsTheReference() {
        assertEquals(9_497_043, ModelTrial.parameterCount("tfn", "mosi", "", ModelTrial.schema(768, 5, 20)));
        assertEquals(5_042_539, ModelTrial.parameterCount("tfn", "mosei", "", ModelTrial.schema(768, 74, 35)));
    }
}
