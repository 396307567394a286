package org.derl.bench.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.InMemorySplit;
import org.derl.data.InMemorySplit.Sample;
import org.derl.data.Modality;
import org.derl.data.Schema;
import org.derl.data.Task;
import org.derl.tensor.Randomness;

/**
 * A task that any model can learn in no time: each step of each modality says the label by itself, in its first feature
 * or its token, with some noise. Lengths of a sample's modalities have nothing to do with one another.
 */
final class ToyTask {

    /** Divisible by the usual numbers of heads. */
    static final int SIZE = 20;

    /** Longer than the usual kernels. */
    static final int LONGEST = 9;

    private static final int VOCABULARY = 14;
    /** Room for padding after the longest. */
    private static final int MAXIMUM_LENGTH = 2 * LONGEST;

    private static final double NOISE = 0.3;

    private ToyTask() {}

    /** Feature vectors in all three modalities. */
    static Schema ofFeatures() {
        return schema(FeatureShape.features(SIZE, MAXIMUM_LENGTH));
    }

    /** Token numbers as text, and feature vectors in the other modalities. */
    static Schema ofTokens() {
        return schema(FeatureShape.tokens(VOCABULARY, MAXIMUM_LENGTH));
    }

    private static Schema schema(FeatureShape text) {
        return new Schema(
                ByModality.of(
                        List.of(Modality.TEXT, Modality.AUDIO, Modality.VISION),
                        modality ->
                                modality.equals(Modality.TEXT) ? text : FeatureShape.features(SIZE, MAXIMUM_LENGTH)),
                Task.SENTIMENT);
    }

    /** So many samples, drawn from a seed. */
    static InMemorySplit split(Schema schema, int size, long seed) {
        Randomness randomness = new Randomness(seed);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            samples.add(sample(schema, "sample-" + i, randomness, modality -> 1 + randomness.nextInt(LONGEST)));
        }
        return new InMemorySplit(schema.inputs(), samples);
    }

    /** Samples of which each but the first has one modality that is long, while the others have a single step. */
    static InMemorySplit ofUnequalLengths(Schema schema) {
        Randomness randomness = new Randomness(3);
        List<Modality> modalities = List.copyOf(schema.inputs().modalities());
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i <= modalities.size(); i++) {
            int place = i - 1;
            samples.add(sample(
                    schema,
                    "sample-" + i,
                    randomness,
                    modality -> modalities.indexOf(modality) == place ? LONGEST : 1));
        }
        return new InMemorySplit(schema.inputs(), samples);
    }

    /** How many steps a modality has. */
    private interface Length {
        int of(Modality modality);
    }

    private static Sample sample(Schema schema, String id, Randomness randomness, Length length) {
        double label = 6 * randomness.nextDouble() - 3;
        return new Sample(
                id,
                label,
                schema.inputs().map((modality, shape) -> inputs(shape, length.of(modality), label, randomness)));
    }

    private static float[] inputs(FeatureShape shape, int length, double label, Randomness randomness) {
        boolean tokens = shape.content() == FeatureShape.Content.TOKENS;
        float[] values = new float[tokens ? length : length * shape.size()];
        IntStream.range(0, values.length).forEach(i -> {
            double noise = NOISE * randomness.nextGaussian();
            boolean says = tokens || i % shape.size() == 0;
            values[i] = (float) (tokens ? token(label + noise) : noise + (says ? label : 0));
        });
        return values;
    }

    /** The numbers from 1; 0 is what padding holds. */
    private static int token(double label) {
        int place = (int) Math.round((label + 3) / 6 * (VOCABULARY - 2));
        return 1 + Math.max(0, Math.min(VOCABULARY - 2, place));
    }
}
