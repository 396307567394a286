package org.derl.tensor.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.tensor.Compute;
import org.derl.tensor.Tensors;

/**
 * An exponential moving average of parameters, by path: at first they themselves, then of each new average
 * {@code decay} is the former one and the rest what parameters are now. It equals
 * {@code torch.optim.swa_utils.AveragedModel} with such an {@code avg_fn}.
 */
public final class MovingAverage {

    private final NDManager manager;
    private final double decay;
    private final Map<String, NDArray> averages = new LinkedHashMap<>();

    /**
     * Of nothing yet; averages will belong to {@code manager}.
     *
     * @throws IllegalArgumentException when {@code decay} is not within (0, 1)
     */
    public MovingAverage(NDManager manager, double decay) {
        if (!(decay > 0 && decay < 1)) {
            throw new IllegalArgumentException("the decay of an average must be within (0, 1), not " + decay);
        }
        this.manager = manager;
        this.decay = decay;
    }

    /** Takes in what parameters are after a step. */
    public void update(Map<String, NDArray> parameters) {
        parameters.forEach((path, parameter) -> averages.merge(path, copy(parameter), this::next));
    }

    private NDArray copy(NDArray parameter) {
        NDArray copy = Compute.withoutGradients(parameter::duplicate);
        copy.attach(manager);
        return copy;
    }

    /** Takes both over. */
    private NDArray next(NDArray average, NDArray parameter) {
        try (NDManager own = manager.newSubManager()) {
            average.attach(own);
            parameter.attach(own);
            NDArray next = Compute.withoutGradients(
                    () -> Tensors.scale(average, decay).add(Tensors.scale(parameter, 1 - decay)));
            next.attach(manager);
            return next;
        }
    }

    /** The averages, which change with the next update. */
    public Map<String, NDArray> arrays() {
        return Collections.unmodifiableMap(averages);
    }

    /** Goes on from averages, which it copies. */
    public void restore(Map<String, NDArray> saved) {
        averages.values().forEach(NDArray::close);
        averages.clear();
        saved.forEach((path, average) -> averages.put(path, copy(average)));
    }
}
