package org.derl.bench.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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
import org.jspecify.annotations.Nullable;

/**
 * How much data a step takes.
 *
 * @param batch samples a batch
 * @param length steps of the longest sequences
 * @param shortest steps of the shortest
 * @param medianLength half of the sequences are no longer; by default lengths between both are equally frequent
 * @param sizes features of a step, by modality
 */
public record StepData(int batch, int length, int shortest, @Nullable Integer medianLength, ByModality<Integer> sizes) {

    /** Checks the numbers. */
    public StepData {
        if (shortest < 1 || shortest > length) {
            throw new IllegalArgumentException("shortest must be from 1 to length");
        }
        if (medianLength != null && (medianLength <= shortest || medianLength >= length)) {
            throw new IllegalArgumentException("median-length must lie between shortest and length");
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

    /** The steps of each sample, the longest first. */
    List<Integer> lengths() {
        return IntStream.range(0, batch).map(this::lengthOf).boxed().toList();
    }

    private int lengthOf(int sample) {
        if (medianLength == null) {
            return length - (length - shortest) * sample / (batch - 1);
        }
        double skew = Math.log((length - shortest) / (double) (medianLength - shortest)) / Math.log(2);
        double place = (batch - 1 - sample) / (batch - 1.0); // 1 of the longest, 0 of the shortest
        return shortest + (int) Math.round((length - shortest) * Math.pow(place, skew));
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
            arguments.addAll(
                    List.of("--lengths", lengths().stream().map(String::valueOf).collect(Collectors.joining(","))));
        }
        sizes.forEach((modality, size) -> arguments.addAll(List.of("--" + modality, String.valueOf(size))));
        return arguments;
    }

    @Override
    public String toString() {
        return "batch " + batch + (shortest < length ? ", lengths " + shortest + " to " : ", length ") + length
                + (medianLength == null ? "" : ", median " + medianLength) + ", features " + sizes;
    }
}
