package org.derl.models;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Task;
import org.derl.layers.Linear;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/** Predicts from one vector a sample: dropout, linear layers with ReLU between them, and a linear layer to the output. */
public final class Head extends Part {

    private final Config config;
    private final Task task;
    private final List<Linear> layers = new ArrayList<>();

    /**
     * @param sizes of the hidden layers
     * @param dropout on the vector that comes in
     * @param range whether predictions are squeezed into the range of labels, by {@code lowest + (highest - lowest)
     *     sigmoid(score)}
     */
    public record Config(List<Integer> sizes, double dropout, boolean range) {

        /** Checks the numbers. */
        public Config {
            if (sizes.stream().anyMatch(size -> size < 1) || dropout < 0 || dropout >= 1) {
                throw new IllegalArgumentException("sizes must be positive and dropout within [0, 1)");
            }
            sizes = List.copyOf(sizes);
        }
    }

    Head(Config config, int in, Task task) {
        this.config = config;
        this.task = task;
        int size = in;
        for (int next : config.sizes()) {
            layers.add(part("layers." + layers.size(), Linear.of(size, next)));
            size = next;
        }
        layers.add(part("output", Linear.of(size, task.outputs())));
    }

    /** (batch, in) to (batch) for a regression, to (batch, classes) for a classification. */
    NDArray score(Pass pass, NDArray x) {
        NDArray score = pass.dropout(x, config.dropout());
        for (Linear layer : layers.subList(0, layers.size() - 1)) {
            score = Functions.relu(layer.apply(score));
        }
        return single(layers.get(layers.size() - 1).apply(score));
    }

    /** (batch, outputs) to (batch) where there is a single output. */
    public static NDArray single(NDArray scores) {
        return scores.getShape().get(1) == 1 ? scores.squeeze(1) : scores;
    }

    /** The prediction that a score stands for. */
    NDArray withinRange(NDArray score) {
        if (!config.range() || !(task instanceof Task.Regression regression)) {
            return score;
        }
        double width = regression.highest() - regression.lowest();
        return Tensors.shift(Tensors.scale(Functions.sigmoid(score), width), regression.lowest());
    }
}
