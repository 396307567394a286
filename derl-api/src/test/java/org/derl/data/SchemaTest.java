package org.derl.data;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private static final List<Modality> TWO = List.of(Modality.TEXT, Modality.VISION);
    private static final Schema SCHEMA =
            new Schema(ByModality.of(TWO, modality -> FeatureShape.features(3, 4)), Task.SENTIMENT);

    @Test
    void tellsWhichModalitiesArePresentInTheGivenOrder() {
        assertEquals(
                List.of(Modality.VISION, Modality.TEXT),
                SCHEMA.present(Modality.named(List.of("vision", "audio", "text"))));
    }

    @Test
    void refusesWhatLacksAModality() {
        assertDoesNotThrow(() -> SCHEMA.require("needs text", Modality.TEXT));
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> SCHEMA.require("needs text and audio", Modality.TEXT, Modality.AUDIO));
        assertEquals("needs text and audio, but the data set has [text, vision]", refusal.getMessage());
    }

    @Test
    void pairsAreAnyTwoOfTheValuesOnce() {
        ByModality<String> values =
                ByModality.of(List.of(Modality.TEXT, Modality.AUDIO, Modality.VISION), Modality::name);
        assertEquals(
                List.of("text+audio", "text+vision", "audio+vision"), values.pairs((one, other) -> one + "+" + other));
    }

    @Test
    void theLastBatchMayBeSmaller() {
        assertEquals(List.of(List.of(4, 3), List.of(2, 1), List.of(0)), Split.batches(List.of(4, 3, 2, 1, 0), 2));
        assertEquals(List.of(), Split.batches(List.of(), 2));
    }
}
