package org.derl.datasets.planted;

import java.util.Map;
import java.util.stream.IntStream;
import org.derl.data.ByModality;
import org.derl.data.Task;
import org.derl.datasets.planted.PlantedDataSet.Config;
import org.derl.datasets.planted.PlantedVocabulary.Topic;
import org.derl.tensor.Randomness;

/** Draws planted samples one after the other, video by video: the samples of a video share most of their mood. */
final class PlantedGenerator {

    private static final double BACKGROUND = 0.1;

    private final Config config;
    private final PlantedVocabulary vocabulary;
    private final PlantedNoise noise;
    private final PlantedSignal signal;
    private final Randomness randomness;
    private int video;
    private int place;
    private int samples;
    private double videoMood;

    /**
     * What is seen of a sample, and its label.
     *
     * @param video which one it was cut from, counted from 1
     * @param place in the video, counted from 1
     * @param inputs token numbers of the text; (length, size) of audio and vision
     * @param leastError the mean size of the noise in such a label
     */
    record Observation(
            int video, int place, ByModality<float[]> inputs, double signal, double label, double leastError) {}

    PlantedGenerator(Config config, PlantedVocabulary vocabulary, PlantedNoise noise, long seed) {
        this.config = config;
        this.vocabulary = vocabulary;
        this.noise = noise;
        this.signal = new PlantedSignal(vocabulary, config.shares(), config.cue());
        this.randomness = new Randomness(seed);
    }

    /** The next sample. */
    Observation next() {
        if (place == samples) {
            video++;
            place = 0;
            samples = config.video().draw(randomness);
            videoMood = between(-0.5, 0.5);
        }
        place++;
        double mood = videoMood + between(-0.2, 0.2);
        return randomness.nextDouble() < config.neutral() ? neutral(mood) : telling(mood);
    }

    private Observation neutral(double mood) {
        float[] text = text(config.text().draw(randomness) - 2);
        for (int i = 1; i < text.length - 1; i++) {
            text[i] = vocabulary.neutral(randomness);
        }
        return observation(
                text,
                background(config.audio().draw(randomness), config.audioSize(), mood),
                background(config.vision().draw(randomness), config.visionSize(), mood));
    }

    private Observation telling(double mood) {
        int[] words = {randomness.nextInt(2), 0};
        words[1] = 1 - words[0];
        int[] lengths = {
            config.text().draw(randomness) - 2,
            config.audio().draw(randomness),
            config.vision().draw(randomness)
        };
        int[][] places = places(lengths);
        float[] text = text(lengths[0], words, places[0], mood);
        float[] audio = background(lengths[1], config.audioSize(), mood);
        float[] vision = background(lengths[2], config.visionSize(), mood);
        for (int i = 0; i < words.length; i++) {
            boolean mocked = randomness.nextDouble() < config.mocking();
            boolean byVoice = randomness.nextDouble() < 0.5;
            show(audio, places[1][i] * config.audioSize(), words[i], mocked && byVoice);
            show(vision, places[2][i] * config.visionSize(), words[i], mocked && !byVoice);
        }
        return observation(text, audio, vision);
    }

    /** With its label: where nothing is said all annotators agree, else their noise leaves labels within the range. */
    private Observation observation(float[] text, float[] audio, float[] vision) {
        double truth = signal.of(text, audio, config.audioSize(), vision, config.visionSize());
        double room = signal.saysNothing(text) ? 0 : Task.SENTIMENT.highest() - Math.abs(truth);
        return new Observation(
                video,
                place,
                ByModality.of(Map.of("text", text, "audio", audio, "vision", vision)),
                truth,
                truth + noise.draw(room, randomness),
                noise.meanSize(room));
    }

    /** Where the two polar words lie in each modality: at the same relative places, which differ in each. */
    private int[][] places(int[] lengths) {
        while (true) {
            double one = randomness.nextDouble();
            double other = randomness.nextDouble();
            double first = Math.min(one, other);
            double second = Math.max(one, other);
            int[][] places = new int[lengths.length][];
            boolean differ = true;
            for (int i = 0; i < lengths.length; i++) {
                places[i] = new int[] {(int) (first * lengths[i]), (int) (second * lengths[i])};
                differ &= places[i][0] < places[i][1];
            }
            if (differ) {
                return places;
            }
        }
    }

    private static float[] text(int length) {
        float[] text = new float[length + 2];
        text[0] = PlantedVocabulary.START;
        text[length + 1] = PlantedVocabulary.END;
        return text;
    }

    private float[] text(int length, int[] words, int[] places, double mood) {
        float[] text = text(length);
        for (int i = 0; i < words.length; i++) {
            text[1 + places[i]] = vocabulary.word(PlantedSignal.polar(words[i]), sign(0.5), randomness);
        }
        int[] free = IntStream.of(randomness.permutation(length))
                .filter(place -> text[1 + place] == 0)
                .toArray();
        for (int i = 0; i < free.length; i++) {
            text[1 + free[i]] = switch (i) {
                case 0 -> vocabulary.word(Topic.MOOD, sign((1 + mood) / 2), randomness);
                case 1 -> vocabulary.word(Topic.OWN, sign(0.5), randomness);
                default -> vocabulary.neutral(randomness);
            };
        }
        return text;
    }

    // Mood and own levels stay within 0.9, so that with the background no column's mean exceeds 1.
    private float[] background(int length, int size, double mood) {
        double level = mood + between(-0.2, 0.2);
        double own = sign(0.5) * between(0.6, 0.9);
        float[] features = new float[length * size];
        for (int i = 0; i < features.length; i++) {
            int column = i % size;
            double center = column == PlantedSignal.MOOD ? level : column == PlantedSignal.OWN ? own : 0;
            features[i] = (float) (center + between(-BACKGROUND, BACKGROUND));
        }
        return features;
    }

    private void show(float[] features, int start, int word, boolean mocked) {
        features[start + PlantedSignal.CUE] += (float) (mocked ? -config.cue() : config.cue());
        features[start + PlantedSignal.WORD] += (float) (word > 0 ? config.cue() : -config.cue());
        features[start + PlantedSignal.STRESS] += (float) config.cue();
    }

    private double between(double low, double high) {
        return low + (high - low) * randomness.nextDouble();
    }

    private int sign(double positive) {
        return randomness.nextDouble() < positive ? 1 : -1;
    }
}
