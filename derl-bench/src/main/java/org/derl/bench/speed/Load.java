package org.derl.bench.speed;

import java.util.ArrayList;
import java.util.List;
import org.derl.data.ByModality;
import org.derl.data.FeatureShape;
import org.derl.data.Schema;
import org.derl.data.Task;

/**
 * How much data a step takes.
 *
 * @param batch samples a batch
 * @param length steps of every sequence
 * @param sizes features of a step, by modality
 */
public record Load(int batch, int length, ByModality<Integer> sizes) {

    /** Checks the numbers. */
    public Load {
        if (batch < 2 || length < 1 || sizes.values().stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("batch must be 2 or more, length and sizes positive");
        }
    }

    /** What a model must know of such data. */
    Schema schema() {
        return new Schema(sizes.map((modality, size) -> FeatureShape.features(size, length)), Task.SENTIMENT);
    }

    /** The same as arguments of a peer, such as {@code --batch 48}. */
    List<String> arguments() {
        List<String> arguments =
                new ArrayList<>(List.of("--batch", String.valueOf(batch), "--length", String.valueOf(length)));
        sizes.forEach((modality, size) -> arguments.addAll(List.of("--" + modality, String.valueOf(size))));
        return arguments;
    }

    @Override
    public String toString() {
        return "batch " + batch + ", length " + length + ", features " + sizes;
    }
}
