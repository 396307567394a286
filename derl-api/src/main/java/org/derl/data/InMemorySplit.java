package org.derl.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.derl.tensor.Tensors;

/** A split over samples that a program holds in memory. */
public final class InMemorySplit implements Split {

    private final ByModality<FeatureShape> shapes;
    private final List<Sample> samples;

    /**
     * One sample.
     *
     * @param id its name, unique in the split
     * @param label what is to be predicted; any number where only predictions are wanted
     * @param inputs of each modality (length, size) feature vectors time step by time step, or (length) token numbers
     */
    public record Sample(String id, double label, ByModality<float[]> inputs) {}

    /**
     * A split.
     *
     * @param shapes what each modality's sequences are made of; other modalities are ignored
     * @throws IllegalArgumentException when a sample lacks a modality, has no step of it, no whole number of time
     *     steps, a number that is not finite, a token outside of the vocabulary or an id of another one; the message
     *     names the sample
     */
    public InMemorySplit(ByModality<FeatureShape> shapes, List<Sample> samples) {
        this.shapes = shapes;
        this.samples = List.copyOf(samples);
        samples.forEach(sample -> shapes.forEach((modality, shape) -> check(sample, modality, shape)));
        Set<String> ids = new HashSet<>();
        samples.stream().map(Sample::id).filter(id -> !ids.add(id)).findFirst().ifPresent(id -> {
            throw new IllegalArgumentException("there are two samples '" + id + "'");
        });
    }

    private static void check(Sample sample, Modality modality, FeatureShape shape) {
        if (!sample.inputs().has(modality)) {
            throw new IllegalArgumentException("sample '" + sample.id() + "' has no " + modality + "; it has "
                    + sample.inputs().modalities());
        }
        int width = width(shape);
        float[] numbers = sample.inputs().get(modality);
        if (numbers.length == 0 || numbers.length % width != 0) {
            throw new IllegalArgumentException("the " + modality + " of sample '" + sample.id() + "' has "
                    + numbers.length + " numbers; it must have one step or more of " + width);
        }
        for (int i = 0; i < numbers.length; i++) {
            if (!Float.isFinite(numbers[i])) {
                throw new IllegalArgumentException("the " + modality + " of sample '" + sample.id() + "' has "
                        + numbers[i] + " in step " + i / width + ", column " + i % width
                        + ", both counted from 0; it must be finite");
            }
            if (shape.content() == FeatureShape.Content.TOKENS && !isToken(numbers[i], shape)) {
                throw new IllegalArgumentException("the " + modality + " of sample '" + sample.id() + "' has "
                        + numbers[i] + " in step " + i + ", counted from 0; tokens are whole numbers from 0 to "
                        + (shape.size() - 1));
            }
        }
    }

    private static boolean isToken(float number, FeatureShape shape) {
        return number >= 0 && number < shape.size() && number == Math.rint(number);
    }

    private static int width(FeatureShape shape) {
        return shape.content() == FeatureShape.Content.TOKENS ? 1 : shape.size();
    }

    @Override
    public List<String> ids() {
        return samples.stream().map(Sample::id).toList();
    }

    @Override
    public List<Double> labels() {
        return samples.stream().map(Sample::label).toList();
    }

    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public Batch batch(NDManager manager, List<Integer> rows) {
        List<Sample> chosen = rows.stream().map(samples::get).toList();
        return new Batch(
                shapes.map((modality, shape) -> sequence(
                        manager,
                        shape,
                        chosen.stream()
                                .map(sample -> sample.inputs().get(modality))
                                .toList())),
                targets(manager, chosen),
                List.copyOf(rows),
                chosen.stream().map(Sample::id).toList());
    }

    @Override
    public Targets targets(NDManager manager) {
        return targets(manager, samples);
    }

    private static Targets targets(NDManager manager, List<Sample> samples) {
        float[] labels = new float[samples.size()];
        IntStream.range(0, labels.length)
                .forEach(i -> labels[i] = (float) samples.get(i).label());
        return new Targets(Tensors.of(manager, labels, new Shape(labels.length)), ByModality.of(Map.of()));
    }

    private static Sequence sequence(NDManager manager, FeatureShape shape, List<float[]> inputs) {
        int width = width(shape);
        int[] lengths = inputs.stream().mapToInt(input -> input.length / width).toArray();
        int time = IntStream.of(lengths).max().orElseThrow();
        float[] padded = new float[Math.multiplyExact(lengths.length * time, width)];
        for (int i = 0; i < lengths.length; i++) {
            System.arraycopy(inputs.get(i), 0, padded, i * time * width, inputs.get(i).length);
        }
        return Sequence.of(array(manager, shape, padded, lengths.length, time), lengths);
    }

    private static NDArray array(NDManager manager, FeatureShape shape, float[] values, int batch, int time) {
        if (shape.content() == FeatureShape.Content.FEATURES) {
            return Tensors.of(manager, values, new Shape(batch, time, shape.size()));
        }
        long[] tokens = new long[values.length];
        IntStream.range(0, tokens.length).forEach(i -> tokens[i] = (long) values[i]);
        return Tensors.of(manager, tokens, new Shape(batch, time));
    }
}
