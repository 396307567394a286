package org.derl.datasets.planted;

import java.util.List;
import org.derl.data.FeatureShape;
import org.derl.tensor.Randomness;

/**
 * The words of the planted data set by token number: 0 padding, 1 and 2 the ends of a text, then the words of each
 * meaning, then those that mean nothing. A text that says something has two polar words, one of either kind, each
 * positive or negative; a mood word that says what mood it shares with voice and face; and an own word that says what
 * text alone knows. A text that says nothing has words that mean nothing alone.
 */
public record PlantedVocabulary(int synonyms, int neutralWords) {

    static final int START = 1;
    static final int END = 2;
    static final int LEAST_TOKENS = 6;

    /** It has no unknown word: what is lost becomes the token of padding, which is in no text. */
    static final FeatureShape.Marks MARKS = new FeatureShape.Marks(0, List.of(START, END));

    private static final int FIRST_WORD = 3;

    /** What a word can speak of. */
    enum Topic {
        FIRST_POLAR(0),
        SECOND_POLAR(1),
        MOOD(2),
        OWN(3);

        private static final int COUNT = 4;

        private final int place;

        Topic(int place) {
            this.place = place;
        }
    }

    /** How many token numbers there are. */
    int size() {
        return firstNeutral() + neutralWords;
    }

    /** A word on a topic, in the negative (-1) or the positive (1). */
    int word(Topic topic, int sign, Randomness randomness) {
        return first(topic, sign) + randomness.nextInt(synonyms);
    }

    /** A word that means nothing. */
    int neutral(Randomness randomness) {
        return firstNeutral() + randomness.nextInt(neutralWords);
    }

    /** Whether a token speaks of a topic in the negative (-1) or the positive (1); 0 where it does not speak of it. */
    int sign(int token, Topic topic) {
        if (token >= first(topic, -1) && token < first(topic, -1) + synonyms) {
            return -1;
        }
        return token >= first(topic, 1) && token < first(topic, 1) + synonyms ? 1 : 0;
    }

    private int first(Topic topic, int sign) {
        return FIRST_WORD + (2 * topic.place + (sign > 0 ? 1 : 0)) * synonyms;
    }

    private int firstNeutral() {
        return FIRST_WORD + 2 * Topic.COUNT * synonyms;
    }
}
