package org.derl.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The gradients of one loss, by the path of the parameter. A parameter that the loss does not reach has no gradient: an
 * optimizer does not change it, not even by weight decay.
 */
public final class Gradients {

    private final Map<String, NDArray> byPath;

    private Gradients(Map<String, NDArray> byPath) {
        this.byPath = byPath;
    }

    /**
     * Computes the gradients of a loss.
     *
     * @param loss a scalar
     * @param parameters by path
     * @param manager the owner of the gradients, which may outlive the loss
     */
    public static Gradients of(NDArray loss, Map<String, NDArray> parameters, NDManager manager) {
        List<String> paths = List.copyOf(parameters.keySet());
        Map<String, NDArray> found = new LinkedHashMap<>();
        try (IValue result = TorchScript.call("gradients", loss, List.copyOf(parameters.values()))) {
            IValue[] pair = result.toIValueTuple();
            NDArray[] arrays = pair[0].toTensorArray(Tensors.pt(manager));
            long[] places = pair[1].toLongArray();
            for (int i = 0; i < arrays.length; i++) {
                found.put(paths.get((int) places[i]), arrays[i]);
            }
            pair[0].close();
            pair[1].close();
        }
        return new Gradients(found);
    }

    /** Gradients that are already at hand. */
    public static Gradients of(Map<String, NDArray> byPath) {
        return new Gradients(new LinkedHashMap<>(byPath));
    }

    /** The gradients by path, in the parameters' order; parameters without one are absent. */
    public Map<String, NDArray> byPath() {
        return Collections.unmodifiableMap(byPath);
    }

    /** The Euclidean norm of all gradients together. */
    public double norm() {
        if (byPath.isEmpty()) {
            return 0;
        }
        NDManager manager = first().getManager();
        try (NDArray norm = TorchScript.tensor(manager, "norm", List.copyOf(byPath.values()))) {
            return norm.getDouble();
        }
    }

    /** All gradients times {@code min(1, limit / (norm + 1e-6))}, as PyTorch's {@code clip_grad_norm_}. */
    public Gradients clipNorm(double limit) {
        return mapAll(arrays -> TorchScript.tensors(first().getManager(), "clip_norm", arrays, limit));
    }

    /** Every element within {@code [-limit, limit]}, as PyTorch's {@code clip_grad_value_}. */
    public Gradients clipValue(double limit) {
        return mapAll(arrays -> TorchScript.tensors(first().getManager(), "clip_value", arrays, limit));
    }

    /** The sum of these gradients and others, for accumulation over batches. */
    public Gradients plus(Gradients other) {
        Map<String, NDArray> sum = new LinkedHashMap<>(byPath);
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false);
        try {
            other.byPath.forEach((path, gradient) -> sum.merge(path, gradient, NDArray::add));
        } finally {
            JniUtils.setGradMode(before);
        }
        return new Gradients(sum);
    }

    private NDArray first() {
        return byPath.values().iterator().next();
    }

    private Gradients mapAll(UnaryOperator<List<NDArray>> change) {
        if (byPath.isEmpty()) {
            return this;
        }
        Collection<String> paths = byPath.keySet();
        List<NDArray> changed = change.apply(new ArrayList<>(byPath.values()));
        Map<String, NDArray> result = new LinkedHashMap<>();
        int i = 0;
        for (String path : paths) {
            result.put(path, changed.get(i++));
        }
        return new Gradients(result);
    }
}
