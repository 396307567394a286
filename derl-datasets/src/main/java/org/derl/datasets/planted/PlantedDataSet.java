package org.derl.datasets.planted;

import java.util.ArrayList;
import java.util.List;
import org.derl.data.ByModality;
import org.derl.data.DataSet;
import org.derl.data.DataSetLoader;
import org.derl.data.FeatureShape;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.data.Task;
import org.derl.data.preparation.Preparation;
import org.derl.datasets.cmu.FoldSizes;
import org.derl.datasets.table.ArrayTable;
import org.derl.datasets.table.Fold;
import org.derl.datasets.table.Sample;
import org.derl.datasets.table.TableSplit;
import org.derl.io.Directories;
import org.derl.tensor.Randomness;

/**
 * A data set that is generated from a seed and whose truth is known. A label is a signal, computed from what a model
 * sees by {@link PlantedSignal}, plus noise of {@link PlantedNoise}: no predictor's expected absolute error is below
 * the mean size of the noise, and the signal itself reaches it. The signal has three terms: a mood that all modalities
 * share; what each alone knows; and conflicts, where a polar word means its opposite because voice or face mock it at
 * that place. A model that looks at one modality, or joins modalities only after summing up each, misses the last one.
 * Where a text says nothing the label is exactly 0. Samples come in videos, whose mood they share.
 */
public final class PlantedDataSet implements DataSetLoader {

    private static final String NAME = "planted";

    private final Config config;

    /**
     * @param seed everything follows from it
     * @param folds the sizes of the parts
     * @param video how many samples are cut from one
     * @param neutral how likely a sample says nothing
     * @param text lengths in tokens, the first and the last of which only mark the ends
     * @param audio lengths in steps
     * @param vision lengths in steps
     * @param audioSize features a step; those beyond the fifth say nothing
     * @param visionSize features a step; those beyond the fifth say nothing
     * @param synonyms how many words share a meaning
     * @param neutralWords how many words mean nothing
     * @param cue how far cues stand out; the background is within 0.1 of 0
     * @param mocking how likely a polar word is mocked
     * @param shares the largest size of each term of the signal
     * @param noise the standard deviation of the noise before it is bounded so that labels stay within [-3, 3]
     */
    public record Config(
            long seed,
            FoldSizes folds,
            Lengths video,
            double neutral,
            Lengths text,
            Lengths audio,
            Lengths vision,
            int audioSize,
            int visionSize,
            int synonyms,
            int neutralWords,
            double cue,
            double mocking,
            Shares shares,
            double noise) {

        /** Checks that there is room for all that is planted. */
        public Config {
            if (text.shortest() < PlantedVocabulary.LEAST_TOKENS) {
                throw new IllegalArgumentException("text needs at least " + PlantedVocabulary.LEAST_TOKENS + " tokens");
            } else if (audio.shortest() < PlantedSignal.WORDS || vision.shortest() < PlantedSignal.WORDS) {
                throw new IllegalArgumentException("audio and vision need at least 2 steps");
            } else if (audioSize < PlantedSignal.COLUMNS || visionSize < PlantedSignal.COLUMNS) {
                throw new IllegalArgumentException("audio-size and vision-size must be at least 5");
            } else if (synonyms < 1 || neutralWords < 1) {
                throw new IllegalArgumentException("synonyms and neutral-words must be positive");
            } else if (!(cue >= 0.5) || !(noise > 0)) {
                throw new IllegalArgumentException("cue must be at least 0.5, and noise positive");
            } else if (!isProbability(neutral) || !isProbability(mocking)) {
                throw new IllegalArgumentException("neutral and mocking must be probabilities");
            }
        }

        private static boolean isProbability(double number) {
            return number >= 0 && number <= 1;
        }
    }

    /** The shortest and the longest of sequences or videos; all lengths between them are equally likely. */
    record Lengths(int shortest, int longest) {

        /** Checks the order. */
        Lengths {
            if (shortest < 1 || longest < shortest) {
                throw new IllegalArgumentException("shortest must be positive and at most longest");
            }
        }

        int draw(Randomness randomness) {
            return shortest + randomness.nextInt(longest - shortest + 1);
        }
    }

    /** The largest size of each term of the signal. */
    record Shares(double shared, double own, double conflict) {

        /** Checks that the noise has room within the labels' range. */
        Shares {
            if (shared < 0 || own < 0 || conflict < 0 || shared + own + conflict >= Task.SENTIMENT.highest()) {
                throw new IllegalArgumentException(
                        "shared, own and conflict cannot be negative, and must leave room for noise: their sum below "
                                + Task.SENTIMENT.highest());
            }
        }
    }

    public PlantedDataSet(Config config, Directories directories) {
        this.config = config;
    }

    @Override
    public DataSet load() {
        PlantedVocabulary vocabulary = new PlantedVocabulary(config.synonyms(), config.neutralWords());
        PlantedNoise noise = new PlantedNoise(config.noise());
        Randomness seeds = new Randomness(config.seed());
        ByModality<FeatureShape> shapes = ByModality.of(
                List.of(Modality.TEXT, Modality.AUDIO, Modality.VISION), modality -> shape(modality, vocabulary));
        PlantedGenerator training = new PlantedGenerator(config, vocabulary, noise, seeds.nextLong());
        PlantedGenerator validation = new PlantedGenerator(config, vocabulary, noise, seeds.nextLong());
        PlantedGenerator test = new PlantedGenerator(config, vocabulary, noise, seeds.nextLong());
        return new DataSet(
                NAME,
                "planted",
                new Schema(shapes, Task.SENTIMENT),
                split(training, Fold.TRAIN, config.folds().train(), shapes),
                split(validation, Fold.VALID, config.folds().valid(), shapes),
                split(test, Fold.TEST, config.folds().test(), shapes),
                List.of("generated from seed " + config.seed()),
                ByModality.of(List.of(Modality.AUDIO, Modality.VISION), modality -> Preparation.NONE));
    }

    private FeatureShape shape(Modality modality, PlantedVocabulary vocabulary) {
        if (modality.equals(Modality.TEXT)) {
            return FeatureShape.tokens(vocabulary.size(), config.text().longest())
                    .marked(PlantedVocabulary.MARKS);
        }
        return modality.equals(Modality.AUDIO)
                ? FeatureShape.features(config.audioSize(), config.audio().longest())
                : FeatureShape.features(config.visionSize(), config.vision().longest());
    }

    private static Split split(PlantedGenerator generator, Fold fold, int size, ByModality<FeatureShape> shapes) {
        List<Sample> samples = new ArrayList<>();
        List<PlantedGenerator.Observation> observations = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            PlantedGenerator.Observation observation = generator.next();
            String group = fold + "-" + observation.video();
            samples.add(new Sample(group + "-" + observation.place(), group, observation.label()));
            observations.add(observation);
        }
        return new TableSplit(
                samples,
                shapes.map((modality, shape) -> new ArrayTable(
                        shape,
                        observations.stream()
                                .map(observation -> observation.inputs().get(modality))
                                .toList())),
                observations.stream()
                        .mapToDouble(PlantedGenerator.Observation::leastError)
                        .average()
                        .orElse(0));
    }
}
