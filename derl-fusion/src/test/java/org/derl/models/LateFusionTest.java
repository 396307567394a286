package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Objects;
import org.derl.config.InvalidConfigException;
import org.junit.jupiter.api.Test;

class LateFusionTest {

    @Test
    void tfnHasAsManyParametersAsTheReference() {
        assertEquals(9_497_043, ModelTrial.parameterCount("tfn", "mosi", "", ModelTrial.schema(768, 5, 20)));
        assertEquals(5_042_539, ModelTrial.parameterCount("tfn", "mosei", "", ModelTrial.schema(768, 74, 35)));
    }

    @Test
    void lmfHasAsManyParametersAsTheReference() {
        assertEquals(505_071, ModelTrial.parameterCount("lmf", "mosi", "", ModelTrial.schema(768, 5, 20)));
        assertEquals(508_475, ModelTrial.parameterCount("lmf", "mosei", "", ModelTrial.schema(768, 74, 35)));
    }

    @Test
    void saysThatAHeadIsMissing() {
        Config settings = ConfigFactory.parseString("model.fusion.size = 3");
        String message = assertThrows(
                        InvalidConfigException.class, () -> ModelTrial.of("lmf", settings, ModelTrial.schema(5, 3, 4))
                                .close())
                .getMessage();
        assertTrue(
                Objects.requireNonNull(message).contains("without a head the fusion must put out 1, but it puts out 3"),
                message);
    }
}
