package org.derl.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What optimizers share: groups, and named state per parameter that comes to be with its first gradient. */
abstract class GroupOptimizer implements Optimizer {

    private final NDManager manager;
    private final List<ParameterGroup> groups;
    private final Map<String, Map<String, NDArray>> states = new LinkedHashMap<>();
    private double rateFactor = 1;

    GroupOptimizer(NDManager manager, List<ParameterGroup> groups) {
        this.manager = manager;
        this.groups = List.copyOf(groups);
    }

    /** Moves the parameters of one group that have gradients; {@code states} holds a list for each name of state. */
    abstract void move(
            List<NDArray> parameters,
            List<NDArray> gradients,
            Map<String, List<NDArray>> states,
            double learningRate,
            double weightDecay);

    /** The names of a parameter's state, with whether each is of the parameter's shape (else a single number). */
    abstract Map<String, Boolean> stateNames();

    @Override
    public final void step(Gradients gradients) {
        Map<String, NDArray> byPath = gradients.byPath();
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false); // parameters are changed in place
        try {
            groups.forEach(group -> step(group, byPath));
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private void step(ParameterGroup group, Map<String, NDArray> gradients) {
        List<NDArray> parameters = new ArrayList<>();
        List<NDArray> present = new ArrayList<>();
        Map<String, List<NDArray>> lists = new LinkedHashMap<>();
        stateNames().keySet().forEach(name -> lists.put(name, new ArrayList<>()));
        group.parameters().forEach((path, parameter) -> {
            NDArray gradient = gradients.get(path);
            if (gradient != null) {
                parameters.add(parameter);
                present.add(gradient);
                states.computeIfAbsent(path, p -> zeros(parameter))
                        .forEach((name, array) -> lists.get(name).add(array));
            }
        });
        if (!parameters.isEmpty()) {
            move(parameters, present, lists, group.learningRate() * rateFactor, group.weightDecay());
        }
    }

    private Map<String, NDArray> zeros(NDArray parameter) {
        Map<String, NDArray> zeros = new LinkedHashMap<>();
        stateNames()
                .forEach((name, shaped) ->
                        zeros.put(name, manager.zeros(shaped ? parameter.getShape() : new Shape(), DataType.FLOAT32)));
        return zeros;
    }

    @Override
    public final void scaleRates(double factor) {
        rateFactor *= factor;
    }

    @Override
    public final Map<String, NDArray> state() {
        Map<String, NDArray> all = new LinkedHashMap<>();
        states.forEach((path, state) -> state.forEach((name, array) -> all.put(path + ":" + name, array)));
        all.put(RATE_FACTOR, Tensors.of(manager, new float[] {(float) rateFactor}, new Shape(1)));
        return all;
    }

    private static final String RATE_FACTOR = "rate-factor";

    @Override
    public final void restore(Map<String, NDArray> saved) {
        Map<String, NDArray> rest = new LinkedHashMap<>(saved);
        NDArray factor = rest.remove(RATE_FACTOR);
        states.clear();
        for (ParameterGroup group : groups) {
            group.parameters().forEach((path, parameter) -> {
                if (rest.containsKey(
                        path + ":" + stateNames().keySet().iterator().next())) {
                    states.put(path, take(rest, path, parameter));
                }
            });
        }
        if (factor == null || !rest.isEmpty()) {
            throw new IllegalArgumentException("this optimizer's state does not fit: " + rest.keySet());
        }
        rateFactor = factor.getFloat(0);
    }

    private Map<String, NDArray> take(Map<String, NDArray> saved, String path, NDArray parameter) {
        Map<String, NDArray> state = zeros(parameter);
        state.replaceAll((name, zero) -> {
            NDArray array = saved.remove(path + ":" + name);
            if (array == null || !array.getShape().equals(zero.getShape())) {
                throw new IllegalArgumentException("the optimizer's state of " + path + " has no fitting " + name);
            }
            zero.close();
            NDArray own = array.duplicate();
            own.attach(manager);
            return own;
        });
        return state;
    }
}
