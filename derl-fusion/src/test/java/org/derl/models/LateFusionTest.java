package org.derl.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Objects;
import org.derl.config.InvalidConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** With the reference's settings for CH-SIMS, in both versions. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "35_632_077 | tfn | encoders { text.size = 256, audio.size = 32 }, head.sizes = [32, 32]",
                "18_178_893 | tfn | encoders { text.size = 128, audio.size = 32 }, head.sizes = [32, 32]",
                "272_381 | lmf | encoders { text { hidden = 64, size = 32 }, vision.size = 64 }, fusion.rank = 4",
                "274_557 | lmf | encoders { text { hidden = 64, size = 32 }, audio.size = 32, vision.size = 64 },"
                        + " fusion.rank = 4"
            })
    void hasAsManyParametersAsTheReferenceOnOtherFeatures(String count, String model, String settings) {
        assertEquals(
                Long.parseLong(count.replace("_", "")),
                ModelTrial.parameterCount(
                        model, "mosi", "model { " + settings + " }", ModelTrial.schema(768, 33, 709)));
    }

    /** By the sizes of the layers: the reference's own count is not known. */
    @Test
    void lfDnnHasAsManyParametersAsItsLayersSay() {
        assertEquals(
                subnet(5, 16) + subnet(20, 128) + lstm(768, 128) + linear(128, 256) + layers(16 + 128 + 256, 128),
                ModelTrial.parameterCount("lf-dnn", "mosi", "", ModelTrial.schema(768, 5, 20)));
        assertEquals(
                subnet(74, 32) + subnet(35, 128) + lstm(768, 128) + linear(128, 128) + layers(32 + 128 + 128, 128),
                ModelTrial.parameterCount("lf-dnn", "mosei", "", ModelTrial.schema(768, 74, 35)));
    }

    private static long linear(long in, long out) {
        return in * out + out;
    }

    private static long lstm(long in, long hidden) {
        return 4 * hidden * (in + hidden + 2);
    }

    /** Batch normalization and three layers. */
    private static long subnet(long in, long size) {
        return 2 * in + linear(in, size) + 2 * linear(size, size);
    }

    private static long layers(long in, long size) {
        return linear(in, size) + linear(size, size) + linear(size, 1);
    }

    @Test
    void saysThatAHeadIsMissing() {
        Config settings = ConfigFactory.parseString("model.fusion.size = 3");
        String message = assertThrows(
                        InvalidConfigException.class, () -> ModelTrial.of("lmf", settings, ModelTrial.schema(5, 3, 4))
                                .close())
                .getMessage();
        assertTrue(
                Objects.requireNonNull(message).contains("without a head the fusion must output 1, but it outputs 3"),
                message);
    }
}
