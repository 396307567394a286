package org.derl.model;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.tensor.Tensors;

/**
 * The losses of a batch.
 *
 * @param total what is minimized, a scalar
 * @param terms each term by name, before its weight
 */
public record Losses(NDArray total, Map<String, NDArray> terms) {

    /** Keeps the terms' order. */
    public Losses {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }

    /** The loss of the task alone. */
    public static Losses task(NDArray loss) {
        return new Losses(loss, Map.of("task", loss));
    }

    /** These losses and {@code weight} times another term; a weight of 0 only tells the term. */
    public Losses plus(String name, double weight, NDArray term) {
        Map<String, NDArray> more = new LinkedHashMap<>(terms);
        more.put(name, term);
        return new Losses(weight == 0 ? total : total.add(Tensors.scale(term, weight)), more);
    }
}
