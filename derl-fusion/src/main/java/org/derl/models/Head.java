package org.derl.models;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Task;
import org.derl.layers.Linear;
import org.derl.part.Outputs;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * Predicts from one vector per sample: dropout, linear layers with an activation after each, and a linear layer to the
 * output.
 */
public final class Head extends Part {

    private final Config config;
    private final Task task;
    private final List<Linear> layers = new ArrayList<>();

    /**
     * @param sizes of the hidden layers
     * @param dropout on the vector that comes in
     * @param range whether predictions are squeezed into the range of labels, by
     *     {@code lowest + (highest - lowest) sigmoid(score)}
     * @param activation after each hidden layer; ReLU by default
     */
    public record Config(List<Integer> sizes, double dropout, boolean range, @Nullable Activation activation) {

        /** Checks the numbers. */
        public Config {
            if (sizes.stream().anyMatch(size -> size < 1)) {
                throw new IllegalArgumentException("sizes must be positive");
            }
            Pass.checkDropout(dropout);
            sizes = List.copyOf(sizes);
        }
    }

    /** The activation of hidden layers. */
    public enum Activation {
        RELU,
        TANH;

        private NDArray of(NDArray x) {
            return this == RELU ? Functions.relu(x) : Functions.tanh(x);
        }
    }

    /**
     * The output for a vector.
     *
     * @param hidden (batch, size) of each hidden layer
     * @param score (batch) for a regression, (batch, classes) for a classification
     */
    public record Scored(List<NDArray> hidden, NDArray score) {}

    /** For vectors of a size. */
    public Head(Config config, int in, Task task) {
        this.config = config;
        this.task = task;
        int size = in;
        for (int next : config.sizes()) {
            layers.add(part("layers." + layers.size(), Linear.of(size, next)));
            size = next;
        }
        layers.add(part("output", Linear.of(size, task.outputs())));
    }

    /** Reads (batch, in). */
    public Scored score(Pass pass, NDArray x) {
        Activation activation = config.activation() == null ? Activation.RELU : config.activation();
        List<NDArray> hidden = new ArrayList<>();
        NDArray state = pass.dropout(x, config.dropout());
        for (Linear layer : layers.subList(0, layers.size() - 1)) {
            state = activation.of(layer.apply(state)); // (batch, size)
            hidden.add(state);
        }
        // (batch, outputs) to a score
        return new Scored(
                List.copyOf(hidden),
                Outputs.single(layers.get(layers.size() - 1).apply(state)));
    }

    /** The prediction that a score represents; the shape stays. */
    public NDArray withinRange(NDArray score) {
        if (!config.range() || !(task instanceof Task.Regression regression)) {
            return score;
        }
        double width = regression.highest() - regression.lowest();
        return Tensors.shift(Tensors.scale(Functions.sigmoid(score), width), regression.lowest());
    }
}
