package org.derl.bench.train;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.derl.bench.train.run.CheckedArrays;
import org.derl.bench.train.run.RunFacts;
import org.derl.model.FusionModel;
import org.derl.model.Optimization;
import org.derl.model.TextEncoded;
import org.derl.part.Weights;

/**
 * The weights of a model that training has moved. Those that settings hold still, such as a frozen BERT's, are in no
 * checkpoint as long as they are what they were: their checksums are.
 */
final class MovedWeights {

    private static final String PREFIX = "weights/";

    private final FusionModel<?> model;
    private final Map<String, Long> first = new TreeMap<>();

    /** Of a model that has its first weights. */
    MovedWeights(FusionModel<?> model, Optimization optimization) {
        this.model = model;
        model.parameters().forEach((path, parameter) -> {
            if (parameter.trainable() && optimization.rate(path) == 0) {
                first.put(path, CheckedArrays.checksum(parameter.array()));
            }
        });
    }

    /** Puts those that have moved among others; returns the checksums of the rest. */
    Map<String, Long> put(Map<String, NDArray> arrays) {
        Map<String, NDArray> moved = arrays();
        moved.forEach((path, array) -> arrays.put(PREFIX + path, array));
        Map<String, Long> still = new TreeMap<>(first);
        still.keySet().removeAll(moved.keySet());
        return still;
    }

    /** Checksums of those of the text encoder that have not moved: whoever makes the model again has them. */
    Map<String, Long> ofStillTextEncoder() {
        Map<String, Long> still = new TreeMap<>(first);
        still.keySet().removeIf(path -> !path.startsWith(TextEncoded.PATH + "."));
        still.keySet().removeAll(arrays().keySet());
        return still;
    }

    /** Those that have moved, by path. */
    Map<String, NDArray> arrays() {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        model.parameters().forEach((path, parameter) -> {
            Long checksum = first.get(path);
            if (checksum == null || checksum != CheckedArrays.checksum(parameter.array())) {
                arrays.put(path, parameter.array());
            }
        });
        return arrays;
    }

    /**
     * Compares those that had not moved with what they are now.
     *
     * @throws IllegalArgumentException when one is another
     */
    void check(Map<String, Long> still) {
        still.forEach((path, checksum) -> {
            if (!checksum.equals(first.get(path))) {
                throw new IllegalArgumentException("the weights " + path + ", which do not move, are others");
            }
        });
    }

    /** Gives the model those that had moved. */
    void restore(Map<String, NDArray> arrays) {
        Weights.replace(model, RunFacts.below(PREFIX, arrays));
    }
}
