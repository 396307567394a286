package org.derl.bench.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.InMemorySplit;
import org.derl.data.InMemorySplit.Sample;
import org.derl.data.Schema;
import org.derl.data.Split;
import org.derl.data.Task;
import org.derl.tensor.Randomness;

/**
 * How much data a step takes.
 *
 * @param batch samples a batch
 * @param length steps of the longest sequences
 * @param shortest steps of the shortest; lengths between both are equally frequent
 * @param sizes features of a step, by modality
 */
public record StepData(int batch, int length, int shortest, ByModality<Integer> sizes) {

    /** Checks the numbers. */
    public StepData {
        if (shortest < 1 || shortest > length) {
            throw new IllegalArgumentException("shortest must be from 1 to length");
        }
        if (batch < 2 || sizes.values().stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("batch must be 2 or more, length and sizes positive");
        }
    }

    /** What a model must know of such data. */
    Schema schema() {
        return new Schema(sizes.map((modality, size) -> FeatureShape.features(size, length)), Task.SENTIMENT);
    }

    /** As many samples as a batch takes, with random features and labels; all modalities of one are equally long. */
    Split random(Randomness randomness) {
        List<Double> labels = DoubleStream.generate(randomness::nextGaussian)
                .limit(batch)
                .boxed()
                .toList();
        ByModality<List<float[]>> features = sizes.map((modality, size) -> IntStream.range(0, batch)
                .mapToObj(i -> normal(lengthOf(i) * size, randomness))
                .toList());
        return new InMemorySplit(
                schema().inputs(),
                IntStream.range(0, batch)
                        .mapToObj(i ->
                                new Sample("random-" + i, labels.get(i), features.map((modality, rows) -> rows.get(i))))
                        .toList());
    }

    private int lengthOf(int sample) {
        return length - (length - shortest) * sample / (batch - 1);
    }

    private static float[] normal(int count, Randomness randomness) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) randomness.nextGaussian();
        }
        return values;
    }

    /** The same as arguments of a peer, such as {@code --batch 48}. */
    List<String> arguments() {
        List<String> arguments =
                new ArrayList<>(List.of("--batch", String.valueOf(batch), "--length", String.valueOf(length)));
        if (shortest < length) {
            arguments.addAll(List.of("--shortest", String.valueOf(shortest)));
        }
        sizes.forEach((modality, size) -> arguments.addAll(List.of("--" + modality, String.valueOf(size))));
        return arguments;
    }

    @Override
    public String toString() {
        return "batch " + batch + (shortest < length ? ", lengths " + shortest + " to " : ", length ") + length
                + ", features " + sizes;
    }
}
