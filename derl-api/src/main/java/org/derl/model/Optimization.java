package org.derl.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.derl.config.Blueprint;
import org.derl.tensor.Gradients;
import org.derl.tensor.optim.Adam;
import org.derl.tensor.optim.Optimizer;
import org.derl.tensor.optim.ParameterGroup;
import org.jspecify.annotations.Nullable;

/**
 * How parameters are updated.
 *
 * @param algorithm the optimizer that updates them
 * @param learningRate of parameters that no group names
 * @param weightDecay of parameters that no group names
 * @param groups parameters with their own rate and decay; the first group that matches a path counts
 * @param clipping how gradients are clipped
 * @param accumulation over how many batches gradients are averaged before an optimizer step; a last, shorter run of
 *     batches counts too
 * @param dropout whether dropout is on
 * @param dropsRest whether such a last, shorter run is dropped instead, as in some released code; false by default
 * @param layerDecay what rates of a text encoder's layers are multiplied by from each layer to the one below it, so
 *     that embeddings have the least; 1 by default
 */
public record Optimization(
        Blueprint<Optimizer.Input, Optimizer> algorithm,
        double learningRate,
        double weightDecay,
        List<Group> groups,
        Clipping clipping,
        int accumulation,
        boolean dropout,
        @Nullable Boolean dropsRest,
        @Nullable Double layerDecay) {

    /** A layer of a text encoder, by its number. */
    private static final Pattern LAYER = Pattern.compile("text-encoder\\.(?:.*\\.)?layer\\.(\\d{1,4})\\..*");

    private static final Pattern EMBEDDINGS = Pattern.compile("text-encoder\\.(?:.*\\.)?embeddings\\..*");

    /**
     * Parameters with their own rate and decay.
     *
     * @param parameters a regular expression that their dotted paths begin with
     */
    public record Group(String parameters, double learningRate, double weightDecay) {

        /** Checks the expression and the numbers; a rate of 0 keeps parameters as they are. */
        public Group {
            Pattern.compile(parameters);
            if (!(learningRate >= 0) || !(weightDecay >= 0)) {
                throw new IllegalArgumentException(
                        "learning-rate and weight-decay of the group '" + parameters + "' must not be negative");
            }
        }

        /** Whether the parameter of a path is one of these. */
        public boolean fits(String path) {
            return Pattern.compile(parameters).matcher(path).lookingAt();
        }
    }

    /**
     * How gradients are clipped.
     *
     * @param by nothing, the norm of all gradients together, or the value of each element
     * @param limit the largest norm or value
     * @param everyBatch whether what several batches have added up to is clipped after every one of them, as in some
     *     released code, and not only before the step; false by default
     */
    public record Clipping(By by, double limit, @Nullable Boolean everyBatch) {

        /** What is clipped. */
        public enum By {
            NOTHING,
            NORM,
            VALUE
        }

        /** Leaves gradients as they are. */
        public static final Clipping NONE = new Clipping(By.NOTHING, 1);

        /** Checks that something is left of what is clipped. */
        public Clipping {
            if (by != By.NOTHING && !(limit > 0)) {
                throw new IllegalArgumentException("the limit of clipping must be positive, not " + limit);
            }
        }

        /** Before the step only. */
        public Clipping(By by, double limit) {
            this(by, limit, null);
        }

        /** Clips gradients accumulated over some of the batches before an optimizer step. */
        public Gradients applyToBatch(Gradients gradients) {
            return Boolean.TRUE.equals(everyBatch) ? apply(gradients) : gradients;
        }

        /** Clips gradients. */
        public Gradients apply(Gradients gradients) {
            return switch (by) {
                case NOTHING -> gradients;
                case NORM -> gradients.clipNorm(limit);
                case VALUE -> gradients.clipValue(limit);
            };
        }
    }

    /** Checks the numbers. */
    public Optimization {
        if (!(learningRate > 0) || !(weightDecay >= 0) || accumulation < 1) {
            throw new IllegalArgumentException(
                    "learning-rate and accumulation must be positive, and weight-decay not negative");
        }
        if (layerDecay != null && !(layerDecay > 0 && layerDecay <= 1)) {
            throw new IllegalArgumentException("layer-decay must be within (0, 1], not " + layerDecay);
        }
        groups = List.copyOf(groups);
    }

    /** An optimization in which a last, shorter run of batches counts. */
    public Optimization(
            Blueprint<Optimizer.Input, Optimizer> algorithm,
            double learningRate,
            double weightDecay,
            List<Group> groups,
            Clipping clipping,
            int accumulation,
            boolean dropout) {
        this(algorithm, learningRate, weightDecay, groups, clipping, accumulation, dropout, null, null);
    }

    /** Adam with one rate for all parameters, and with dropout; for programs that do not use settings. */
    public static Optimization adam(double learningRate) {
        return new Optimization(Adam.BLUEPRINT, learningRate, 0, List.of(), Clipping.NONE, 1, true);
    }

    /** The same with other groups. */
    public Optimization with(List<Group> newGroups) {
        return new Optimization(
                algorithm,
                learningRate,
                weightDecay,
                newGroups,
                clipping,
                accumulation,
                dropout,
                dropsRest,
                layerDecay);
    }

    /** The same with gradients averaged over another number of batches. */
    public Optimization accumulating(int batches) {
        return new Optimization(
                algorithm, learningRate, weightDecay, groups, clipping, batches, dropout, dropsRest, layerDecay);
    }

    /** Whether a run of so many batches ends with an optimizer step. */
    public boolean countsRun(int batches) {
        return batches == accumulation || !Boolean.TRUE.equals(dropsRest);
    }

    /** The learning rate of the parameter of a path, as that of the topmost layer; 0 keeps it as it is. */
    public double rate(String path) {
        return groups.stream()
                .filter(group -> group.fits(path))
                .findFirst()
                .map(Group::learningRate)
                .orElse(learningRate);
    }

    /**
     * The learning rates that there are, by the pattern of their group; that of all other parameters as {@code rest}.
     */
    public Map<String, Double> rates() {
        Map<String, Double> rates = new LinkedHashMap<>();
        groups.forEach(group -> rates.putIfAbsent(group.parameters(), group.learningRate()));
        rates.put("rest", learningRate);
        return Collections.unmodifiableMap(rates);
    }

    /** An optimizer of these parameters, by path, in their groups. */
    public Optimizer optimizer(Map<String, NDArray> parameters, NDManager manager) {
        Map<String, NDArray> rest = new LinkedHashMap<>(parameters);
        List<ParameterGroup> split = new ArrayList<>();
        for (Group group : groups) {
            Map<String, NDArray> fitting = new LinkedHashMap<>(rest);
            fitting.keySet().removeIf(path -> !group.fits(path));
            rest.keySet().removeAll(fitting.keySet());
            split.addAll(byLayer(fitting, group.learningRate(), group.weightDecay(), layers(parameters)));
        }
        split.addAll(byLayer(rest, learningRate, weightDecay, layers(parameters)));
        return algorithm.build(new Optimizer.Input(manager, split));
    }

    private List<ParameterGroup> byLayer(Map<String, NDArray> parameters, double rate, double decay, int layers) {
        if (layerDecay == null) {
            return List.of(new ParameterGroup(parameters, rate, decay));
        }
        double factor = layerDecay;
        Map<Integer, Map<String, NDArray>> byDepth = new TreeMap<>();
        parameters.forEach(
                (path, parameter) -> byDepth.computeIfAbsent(depth(path, layers), depth -> new LinkedHashMap<>())
                        .put(path, parameter));
        List<ParameterGroup> groupsOfLayers = new ArrayList<>();
        byDepth.forEach((depth, fitting) ->
                groupsOfLayers.add(new ParameterGroup(fitting, rate * StrictMath.pow(factor, depth), decay)));
        return groupsOfLayers;
    }

    /** How many layers the text encoder has. */
    private static int layers(Map<String, NDArray> parameters) {
        return parameters.keySet().stream()
                .map(LAYER::matcher)
                .filter(Matcher::matches)
                .mapToInt(layer -> Integer.parseInt(layer.group(1)) + 1)
                .max()
                .orElse(0);
    }

    /** How many layers lie above a parameter of the text encoder; 0 of any other. */
    private static int depth(String path, int layers) {
        Matcher layer = LAYER.matcher(path);
        if (layer.matches()) {
            return layers - 1 - Integer.parseInt(layer.group(1));
        }
        return EMBEDDINGS.matcher(path).matches() ? layers : 0;
    }
}
