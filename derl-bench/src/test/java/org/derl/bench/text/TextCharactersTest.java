package org.derl.bench.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.derl.data.FeatureShape.Content;
import org.junit.jupiter.api.Test;

class TextCharactersTest {

    private final TextCharacters characters = new TextCharacters();

    @Test
    void aTextComesBackToTheLetter() {
        for (String text : List.of("", " a\tb\n", "是的", "\uD83D\uDE00", "\uFFFF")) {
            float[] numbers = characters.extract(List.of(text)).get(0);
            assertTrue(numbers.length > 0, "a sample has at least one step");
            long[] padded = new long[numbers.length + 3];
            for (int i = 0; i < numbers.length; i++) {
                padded[i] = (long) numbers[i];
                assertTrue(numbers[i] < characters.shape().size());
            }
            assertEquals(text, TextCharacters.text(padded, numbers.length));
        }
        assertEquals(Content.TOKENS, characters.shape().content());
    }
}
