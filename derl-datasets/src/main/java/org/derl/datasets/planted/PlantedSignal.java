package org.derl.datasets.planted;

import org.derl.datasets.planted.PlantedDataSet.Shares;
import org.derl.datasets.planted.PlantedVocabulary.Topic;

/**
 * What the label of a planted sample is but for noise, computed from nothing but what a model sees:
 *
 * <pre>
 * shared   * mean(sign of the mood word, mean of audio's mood column, mean of vision's mood column)
 * own      * mean(sign of the own word,  mean of audio's own column,  mean of vision's own column)
 * conflict * mean over the two polar words of sign of the word * sincerity
 * </pre>
 *
 * or 0 where the text has no polar word: then nothing is said, whatever voice and face are like. A word's sincerity is
 * -1 if the cue of audio or of vision is negative at the step that shows this word, else 1.
 * A step shows a polar word by its stress, and which of the two by the sign of its word column. The step lies at the
 * same relative place of the sequence as the word in the text.
 */
record PlantedSignal(PlantedVocabulary vocabulary, Shares shares, double cue) {

    /** How many polar words a sample has. */
    static final int WORDS = 2;

    /** The columns of audio and of vision. */
    static final int CUE = 0;

    static final int MOOD = 1;
    static final int OWN = 2;
    static final int WORD = 3;
    static final int STRESS = 4;
    static final int COLUMNS = 5;

    /**
     * The signal.
     *
     * @param text token numbers
     * @param audio (length, audioSize) step by step
     * @param vision (length, visionSize) step by step
     */
    double of(float[] text, float[] audio, int audioSize, float[] vision, int visionSize) {
        if (saysNothing(text)) {
            return 0;
        }
        double mood = sign(text, Topic.MOOD) + mean(audio, audioSize, MOOD) + mean(vision, visionSize, MOOD);
        double own = sign(text, Topic.OWN) + mean(audio, audioSize, OWN) + mean(vision, visionSize, OWN);
        double conflict = 0;
        for (int word = 0; word < WORDS; word++) {
            int sincerity = Math.min(cue(audio, audioSize, word), cue(vision, visionSize, word));
            conflict += sign(text, polar(word)) * sincerity;
        }
        return shares.shared() * mood / 3 + shares.own() * own / 3 + shares.conflict() * conflict / WORDS;
    }

    /** The topic of one of the polar words. */
    static Topic polar(int word) {
        return word == 0 ? Topic.FIRST_POLAR : Topic.SECOND_POLAR;
    }

    /** Whether there is no polar word in a text. */
    boolean saysNothing(float[] text) {
        for (float token : text) {
            if (vocabulary.sign((int) token, polar(0)) != 0 || vocabulary.sign((int) token, polar(1)) != 0) {
                return false;
            }
        }
        return true;
    }

    private int sign(float[] text, Topic topic) {
        for (float token : text) {
            int sign = vocabulary.sign((int) token, topic);
            if (sign != 0) {
                return sign;
            }
        }
        throw new IllegalArgumentException("the text has no word of the topic " + topic);
    }

    private static double mean(float[] features, int size, int column) {
        double sum = 0;
        for (int i = column; i < features.length; i += size) {
            sum += features[i];
        }
        return sum * size / features.length;
    }

    private int cue(float[] features, int size, int word) {
        for (int step = 0; step < features.length; step += size) {
            boolean shown = features[step + STRESS] > cue / 2;
            if (shown && features[step + WORD] > 0 == (word > 0)) {
                return features[step + CUE] < 0 ? -1 : 1;
            }
        }
        throw new IllegalArgumentException("no step shows polar word " + (word + 1));
    }
}
