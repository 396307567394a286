package org.derl.bench.parity.block;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.derl.bench.parity.fixture.Comparer;
import org.derl.bench.parity.fixture.Comparison;
import org.derl.bench.parity.fixture.Correspondence;
import org.derl.bench.parity.fixture.Fixture;
import org.derl.bench.parity.fixture.FixtureWeights;
import org.derl.bench.parity.fixture.Rounding;
import org.derl.config.ConfigBinder;
import org.derl.part.Part.ForwardOutput;
import org.derl.part.Pass;
import org.derl.tensor.Gradients;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * Runs one building block over one fixture, once for each of its settings: outputs, losses, and the gradients of
 * weights and inputs. The correspondence says:
 *
 * <ul>
 *   <li>{@code probes}: inputs that weigh outputs, each by the output it weighs; the sum is the loss {@code probe};
 *   <li>{@code total}: the weight of each loss in what gradients are taken of, where there is more than one;
 *   <li>{@code made-inputs}: inputs that we make too, of what the reference made them of, by our name of them;
 *   <li>{@code tolerance}: by how much outputs, features and losses may differ, where it is not the usual.
 * </ul>
 */
public final class BlockParity {

    private static final String INPUT = "input:";
    private static final String FEATURE = "feat.";
    private static final String LOSS = "loss.";
    private static final String INPUT_GRADIENT = "grad_input.";
    private static final String PROBE = "probe";

    private final Fixture fixture;
    private final Correspondence correspondence;
    private final ConfigBinder binder;
    private final FixtureWeights weights;
    private final Comparer comparer;

    public BlockParity(Fixture fixture, Correspondence correspondence, ConfigBinder binder) {
        this.fixture = fixture;
        this.correspondence = correspondence;
        this.binder = binder;
        weights = new FixtureWeights(fixture, correspondence);
        comparer = new Comparer(
                fixture, Rounding.of(fixture.config()), Comparer.Tolerance.of(correspondence.section("tolerance")));
    }

    /** Compares everything that the fixture expects. */
    public List<Comparison> run(Device device) throws IOException {
        for (BlockRun run : BlockRun.of(fixture, correspondence)) {
            compare(run, device);
        }
        return comparer.comparisons();
    }

    private void compare(BlockRun run, Device device) throws IOException {
        BlockInputs inputs = new BlockInputs(fixture, run.inputs());
        try (ComparedBlock subject = ComparedBlock.of(binder, fixture.block(), run.settings(), inputs.shapes())) {
            subject.allocate(device, new Randomness(1));
            if (!fixture.weightNames().isEmpty()) { // else the part has weights of its own, or none
                weights.load(subject);
            }
            try (Scope scope = subject.open()) {
                BlockInputs.Read read = inputs.read(scope.manager(), soughtInputs(run));
                Map<String, NDArray> outputs = new LinkedHashMap<>();
                subject.registerForwardHook((ForwardOutput part) -> outputs.put(part.path(), part.output()));
                outputs.putAll(subject.compute(Pass.evaluation(scope), read));
                subject.removeForwardHook();
                compareInputs(outputs, scope);
                compareOutputs(run, outputs, scope);
                Map<String, NDArray> losses = compareLosses(run, outputs, scope);
                NDArray total = total(run, losses);
                if (total != null) {
                    Map<String, NDArray> sought = new LinkedHashMap<>(subject.trainable());
                    read.leaves().forEach((name, leaf) -> sought.put(INPUT + name, leaf));
                    compareGradients(run, Gradients.of(total, sought, scope.manager()));
                }
            }
        }
    }

    /** The inputs whose gradients are expected. */
    private static Set<String> soughtInputs(BlockRun run) {
        Set<String> sought = new LinkedHashSet<>();
        run.names(INPUT_GRADIENT).values().forEach(name -> sought.add(name.substring(INPUT_GRADIENT.length())));
        return sought;
    }

    private void compareInputs(Map<String, NDArray> outputs, Scope scope) throws IOException {
        for (Map.Entry<String, ConfigValue> made :
                correspondence.section("made-inputs").root().entrySet()) {
            NDArray ours = outputs.get((String) made.getValue().unwrapped());
            comparer.close("inputs", made.getKey(), input(made.getKey(), scope), valuesOf(ours), new float[0]);
        }
    }

    private float[] input(String name, Scope scope) throws IOException {
        return fixture.inputs()
                .read(scope.manager(), name)
                .toType(DataType.FLOAT32, false)
                .toFloatArray();
    }

    private static float @Nullable [] valuesOf(@Nullable NDArray array) {
        return array == null ? null : Comparer.values(array);
    }

    private void compareOutputs(BlockRun run, Map<String, NDArray> outputs, Scope scope) throws IOException {
        for (Map.Entry<String, String> entry : run.names("output").entrySet()) {
            comparer.close("output", entry.getKey(), correspondence.feature(entry.getValue(), outputs));
        }
        for (Map.Entry<String, String> entry : run.names(FEATURE).entrySet()) {
            String feature = entry.getValue().substring(FEATURE.length());
            if (correspondence.ignoresFeature(feature)) {
                comparer.leaveOut(entry.getKey());
            } else {
                Optional<String> mask = correspondence.mask(feature);
                comparer.close(
                        "features",
                        entry.getKey(),
                        fixture.expectedValues(entry.getKey()),
                        valuesOf(correspondence.feature(feature, outputs)),
                        mask.isPresent() ? input(mask.get(), scope) : new float[0]);
            }
        }
    }

    /** Returns our losses by the reference's names. */
    private Map<String, NDArray> compareLosses(BlockRun run, Map<String, NDArray> outputs, Scope scope)
            throws IOException {
        Map<String, NDArray> losses = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : run.names(LOSS).entrySet()) {
            String name = entry.getValue().substring(LOSS.length());
            NDArray loss = name.equals(PROBE) ? probed(outputs, scope) : outputs.get(correspondence.loss(name));
            comparer.close("losses", entry.getKey(), loss);
            if (loss != null) {
                losses.put(name, loss);
            }
        }
        return losses;
    }

    private NDArray probed(Map<String, NDArray> outputs, Scope scope) throws IOException {
        NDArray sum = scope.manager().zeros(new Shape());
        for (Map.Entry<String, ConfigValue> probe :
                correspondence.section("probes").root().entrySet()) {
            NDArray output = correspondence.feature((String) probe.getValue().unwrapped(), outputs);
            if (output != null) {
                sum = sum.add(output.mul(fixture.inputs().read(scope.manager(), probe.getKey()))
                        .sum());
            }
        }
        return sum;
    }

    /** What gradients are taken of; null where there is nothing to take any of. */
    private @Nullable NDArray total(BlockRun run, Map<String, NDArray> losses) {
        if (run.names("grad").isEmpty() || losses.isEmpty()) {
            return null;
        }
        Config weight = correspondence.section("total");
        if (weight.isEmpty()) {
            return losses.values().iterator().next();
        }
        NDArray total = null;
        for (Map.Entry<String, NDArray> loss : losses.entrySet()) {
            NDArray term = Tensors.scale(loss.getValue(), weight.getDouble(loss.getKey()));
            total = total == null ? term : total.add(term);
        }
        return total;
    }

    private void compareGradients(BlockRun run, Gradients gradients) throws IOException {
        weights.compareGradients(gradients, comparer);
        for (Map.Entry<String, String> entry : run.names(INPUT_GRADIENT).entrySet()) {
            NDArray ours = gradients.byPath().get(INPUT + entry.getValue().substring(INPUT_GRADIENT.length()));
            comparer.gradient(entry.getKey(), valuesOf(ours), false);
        }
    }
}
