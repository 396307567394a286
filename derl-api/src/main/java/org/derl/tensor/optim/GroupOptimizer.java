package org.derl.tensor.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.tensor.Gradients;
import org.derl.tensor.Tensors;

/** What optimizers share: groups, and memories of each parameter that come to be with its first gradient. */
abstract class GroupOptimizer implements Optimizer {

    private static final String RATE_FACTOR = "rate-factor";
    private static final Shape ONE = new Shape(1);

    private final NDManager manager;
    private final List<ParameterGroup> groups;
    private final List<Memory> kinds;
    private final Map<String, List<NDArray>> memories = new LinkedHashMap<>();
    private NDArray savedRateFactor;
    private double rateFactor = 1;

    /**
     * One array that is kept for each parameter.
     *
     * @param shaped whether it has the parameter's shape; else it is a single number
     */
    record Memory(String name, boolean shaped) {}

    GroupOptimizer(NDManager manager, List<ParameterGroup> groups, List<Memory> kinds) {
        this.manager = manager;
        this.groups = List.copyOf(groups);
        this.kinds = kinds;
        savedRateFactor = Tensors.of(manager, new double[] {rateFactor}, ONE);
    }

    /** Moves the parameters of one group that have gradients; {@code memories} holds a list for each kind. */
    abstract void move(
            List<NDArray> parameters,
            List<NDArray> gradients,
            List<List<NDArray>> memories,
            double learningRate,
            double weightDecay);

    @Override
    public final void step(Gradients gradients) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(false); // parameters are changed in place
        try {
            groups.stream()
                    .filter(group -> group.learningRate() > 0) // else its memories would be kept for nothing
                    .forEach(group -> step(group, gradients.byPath()));
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    private void step(ParameterGroup group, Map<String, NDArray> gradients) {
        List<NDArray> parameters = new ArrayList<>();
        List<NDArray> present = new ArrayList<>();
        List<List<NDArray>> lists =
                kinds.stream().<List<NDArray>>map(kind -> new ArrayList<>()).toList();
        group.parameters().forEach((path, parameter) -> {
            NDArray gradient = gradients.get(path);
            if (gradient != null) {
                parameters.add(parameter);
                present.add(gradient);
                List<NDArray> memory = memories.computeIfAbsent(path, p -> zeros(parameter));
                for (int i = 0; i < memory.size(); i++) {
                    lists.get(i).add(memory.get(i));
                }
            }
        });
        if (!parameters.isEmpty()) {
            move(parameters, present, lists, group.learningRate() * rateFactor, group.weightDecay());
        }
    }

    private List<NDArray> zeros(NDArray parameter) {
        return kinds.stream()
                .map(kind -> manager.zeros(shape(kind, parameter), type(kind, parameter)))
                .toList();
    }

    private static Shape shape(Memory kind, NDArray parameter) {
        return kind.shaped() ? parameter.getShape() : new Shape();
    }

    private static DataType type(Memory kind, NDArray parameter) {
        return kind.shaped() ? parameter.getDataType() : DataType.FLOAT32;
    }

    @Override
    public final Map<String, NDArray> state() {
        Map<String, NDArray> all = new LinkedHashMap<>();
        memories.forEach((path, memory) -> {
            for (int i = 0; i < memory.size(); i++) {
                all.put(name(path, kinds.get(i)), memory.get(i));
            }
        });
        all.put(RATE_FACTOR, savedRateFactor);
        return all;
    }

    @Override
    public final void restore(Map<String, NDArray> saved) {
        Map<String, NDArray> rest = new LinkedHashMap<>(saved);
        NDArray factor = rest.remove(RATE_FACTOR);
        Map<String, List<NDArray>> found = new LinkedHashMap<>();
        for (ParameterGroup group : groups) {
            group.parameters().forEach((path, parameter) -> {
                if (rest.containsKey(name(path, kinds.get(0)))) {
                    found.put(
                            path,
                            kinds.stream()
                                    .map(kind -> take(rest, path, kind, parameter))
                                    .toList());
                }
            });
        }
        if (factor == null || !rest.isEmpty()) {
            throw new IllegalArgumentException(
                    factor == null
                            ? "the optimizer's state lacks its " + RATE_FACTOR
                            : "the optimizer's state fits no parameter: " + rest.keySet());
        }
        replaceMemories(found);
        setRateFactor(factor.getDouble(0));
    }

    @Override
    public final void setRateFactor(double factor) {
        rateFactor = factor;
        savedRateFactor.close();
        savedRateFactor = Tensors.of(manager, new double[] {factor}, ONE);
    }

    private static NDArray take(Map<String, NDArray> saved, String path, Memory kind, NDArray parameter) {
        NDArray array = saved.remove(name(path, kind));
        if (array == null
                || !array.getShape().equals(shape(kind, parameter))
                || array.getDataType() != type(kind, parameter)) {
            throw new IllegalArgumentException("the optimizer's state of " + path + " has no fitting " + kind.name());
        }
        return array;
    }

    private void replaceMemories(Map<String, List<NDArray>> found) {
        List<NDArray> former = memories.values().stream().flatMap(List::stream).toList();
        memories.clear();
        found.forEach((path, arrays) ->
                memories.put(path, arrays.stream().map(this::ownCopy).toList()));
        former.forEach(NDArray::close); // not before: the saved state may be this optimizer's own
    }

    private NDArray ownCopy(NDArray array) {
        NDArray own = array.duplicate();
        own.attach(manager);
        return own;
    }

    private static String name(String path, Memory kind) {
        return path + ":" + kind.name();
    }
}
