package org.derl.bench.text;

import java.util.List;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape;

/**
 * A text as its characters: each UTF-16 code unit is a token number, so nothing of the text is lost. An empty text is one
 * character, {@link #NONE}.
 */
public final class TextCharacters implements FeatureExtractor {

    /** The name by which configuration knows it. */
    public static final String NAME = "characters";

    /** In no text that was written for people. */
    public static final char NONE = 0;

    private static final int ALL = Character.MAX_VALUE + 1;

    /** It has no settings. */
    public record Config() {}

    @Override
    public FeatureShape shape() {
        return FeatureShape.tokens(ALL, Integer.MAX_VALUE);
    }

    @Override
    public String fingerprint() {
        return NAME;
    }

    /** (length) character numbers for each text. */
    @Override
    public List<float[]> extract(List<String> texts) {
        return texts.stream().map(TextCharacters::numbers).toList();
    }

    private static float[] numbers(String text) {
        if (text.isEmpty()) {
            return new float[] {NONE};
        }
        float[] numbers = new float[text.length()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = text.charAt(i);
        }
        return numbers;
    }

    /** The text that such numbers stand for, to so many of them. */
    public static String text(long[] numbers, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            if (numbers[i] != NONE) {
                text.append((char) numbers[i]);
            }
        }
        return text.toString();
    }
}
