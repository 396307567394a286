package org.derl.bench.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.derl.bench.configuration.Configuration;
import org.derl.bench.configuration.TextEncoders;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.io.Directories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepDataTest {

    private static StepData load(int batch, int shortest, @Nullable Integer median) {
        return new StepData(batch, 50, shortest, median, ByModality.of(Map.of("text", 5)), null);
    }

    @Test
    void lengthsAreEquallyFrequentUnlessTheirMedianIsGiven() {
        assertEquals(List.of(50, 50, 50), load(3, 50, null).lengths());
        assertEquals(List.of(50, 39, 27, 16, 4), load(5, 4, null).lengths());
        assertEquals(List.of(50, 28, 14, 6, 4), load(5, 4, 14).lengths());
    }

    /** In batches of 32 of CMU-MOSI, 519 of 1,370 tokens are real. */
    @Test
    void theMedianOfMosiGivesItsPadding() {
        double real =
                load(32, 4, 14).lengths().stream().mapToInt(Integer::intValue).sum() / (32 * 50.0);
        assertEquals(519 / 1370.0, real, 0.02);
    }

    @Test
    void textIsWhatTheTextEncoderReads() {
        TextEncoders encoders =
                Configuration.of(StepDataTest.class.getClassLoader()).make(TextEncoders.class);
        Directories nowhere = new Directories(Path.of("nowhere"), Path.of("nowhere"));
        StepData features = load(3, 4, null);
        assertEquals(features, features.before(encoders.settings("as-is"), nowhere));
        StepData tokens = features.before(encoders.settings("tiny-bert"), nowhere);
        assertEquals(FeatureShape.tokens(5, 50), tokens.schema().inputs().get(Modality.TEXT));
        assertEquals(List.of("--tokens", "5"), tokens.arguments().subList(6, 8));
    }

    @Test
    void aMedianLiesBetween() {
        for (int median : List.of(4, 50)) {
            String message = assertThrows(IllegalArgumentException.class, () -> load(5, 4, median))
                    .getMessage();
            assertEquals("median-length must lie between shortest and length", message);
        }
    }

    @Test
    void aPeerIsGivenLengthsThatDiffer() {
        List<String> arguments = load(5, 4, 14).arguments();
        assertTrue(
                String.join(" ", arguments).contains("--length 50 --lengths 50,28,14,6,4 --text 5"),
                arguments::toString);
        assertEquals(
                List.of("--batch", "3", "--length", "50", "--text", "5"),
                load(3, 50, null).arguments());
    }
}
