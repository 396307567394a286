package org.derl.bench.parity;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.derl.bench.assembly.ModelSettings;
import org.derl.data.Batch;
import org.derl.data.Targets;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Losses;
import org.derl.model.Optimization;
import org.derl.model.Sweep;
import org.derl.part.Part.Seen;
import org.derl.part.Pass;
import org.derl.tensor.Gradients;
import org.derl.tensor.Optimizer;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;
import org.jspecify.annotations.Nullable;

/** Runs one model over one fixture: forward, losses, gradients, three steps, and evaluation before and after. */
final class ModelParity<F extends Forward> {

    private static final String INPUT = "input:";

    private final Fixture fixture;
    private final Correspondence correspondence;
    private final FusionModel<F> model;
    private final Optimization optimization;
    private final FixtureWeights weights;
    private final Comparer comparer;
    private final Randomness randomness = new Randomness(1);

    ModelParity(Fixture fixture, Correspondence correspondence, FusionModel<F> model, ModelSettings settings) {
        this.fixture = fixture;
        this.correspondence = correspondence;
        this.model = model;
        this.optimization = settings.training().optimization();
        weights = new FixtureWeights(fixture, correspondence);
        comparer = new Comparer(fixture, Comparer.Tolerance.USUAL);
    }

    /** Compares everything that the fixture expects. */
    List<Comparison> run(Device device) throws IOException {
        model.allocate(device, randomness);
        weights.load(model);
        evaluate("eval.output", "eval.feat.", "evaluation");
        Map<String, float[]> gradients = train();
        compareSteps(gradients);
        if (comparer.expects("eval3.output")) {
            evaluate("eval3.output", "eval3.feat.", "evaluation after");
        }
        return comparer.comparisons();
    }

    private void evaluate(String output, String features, String quantity) throws IOException {
        if (!comparer.expects(output)) {
            return;
        }
        try (Scope scope = model.open()) {
            Map<String, NDArray> seen = new LinkedHashMap<>();
            F forward = watched(Pass.evaluation(scope), batch(scope.manager()), seen);
            comparer.close(quantity, output, forward.prediction());
            compareFeatures(features, quantity, seen);
        }
    }

    private Batch batch(NDManager manager) throws IOException {
        return new FixtureInputs(fixture, correspondence.section("inputs")).batch(manager);
    }

    /** Three steps on the one batch; returns the gradients of the first by the reference's names. */
    private Map<String, float[]> train() throws IOException {
        Targets targets = batch(model.manager()).targets();
        Sweep<F> sweep = model.training(targets, optimization).sweeps(1).get(0);
        Map<String, NDArray> moving = new LinkedHashMap<>(model.trainable());
        moving.keySet().removeIf(path -> !sweep.moves().test(path));
        Optimizer optimizer = sweep.optimization().optimizer(moving, model.manager());
        Map<String, float[]> first = Map.of();
        float[] stepLosses = new float[3];
        for (int step = 0; step < stepLosses.length; step++) {
            try (Scope scope = model.open()) {
                Map<String, NDArray> seen = new LinkedHashMap<>();
                Pass pass = FixtureDraws.of(Pass.training(scope, randomness), fixture, correspondence, step + 1);
                Batch batch = batch(scope.manager());
                Map<String, NDArray> sought = new LinkedHashMap<>(moving);
                if (step == 0) {
                    sought.putAll(inputsOf(batch));
                }
                F forward = watched(pass, batch, seen);
                Losses losses = sweep.objective().losses(pass, forward, batch);
                Gradients gradients = Gradients.of(losses.total(), sought, scope.manager());
                stepLosses[step] = losses.total().getFloat();
                if (step == 0) {
                    first = compareFirst(forward, seen, losses, gradients);
                }
                optimizer.step(sweep.optimization().clipping().apply(only(gradients, moving)));
            }
        }
        comparer.compare("step losses", "step_losses", stepLosses);
        return first;
    }

    private Map<String, NDArray> inputsOf(Batch batch) {
        Map<String, NDArray> inputs = new LinkedHashMap<>();
        batch.inputs().forEach((modality, sequence) -> {
            if (comparer.expects("gradin." + modality)) {
                sequence.values().setRequiresGradient(true);
                inputs.put(INPUT + modality, sequence.values());
            }
        });
        return inputs;
    }

    private static Gradients only(Gradients gradients, Map<String, NDArray> moving) {
        Map<String, NDArray> kept = new LinkedHashMap<>();
        moving.keySet().forEach(path -> {
            NDArray gradient = gradients.byPath().get(path);
            if (gradient != null) {
                kept.put(path, gradient);
            }
        });
        return Gradients.of(kept);
    }

    private F watched(Pass pass, Batch batch, Map<String, NDArray> seen) {
        model.watch((Seen part) -> seen.put(part.path(), part.output()));
        F forward = model.forward(pass, batch);
        model.watch(null);
        seen.putAll(Paths.of((Record) forward));
        return forward;
    }

    private Map<String, float[]> compareFirst(F forward, Map<String, NDArray> seen, Losses losses, Gradients gradients)
            throws IOException {
        comparer.close("output", "output", forward.prediction());
        compareFeatures("feat.", "features", seen);
        for (String name : comparer.names("loss.")) {
            String term = correspondence.loss(name.substring("loss.".length()));
            comparer.compare(
                    "losses",
                    name,
                    values(
                            term.equals("total")
                                    ? losses.total()
                                    : losses.terms().get(term)));
        }
        if (comparer.expects("grad_norm")) {
            Gradients all = only(gradients, model.trainable());
            comparer.compare("gradients", "grad_norm", new float[] {(float) all.norm()});
        }
        for (String name : comparer.names("gradin.")) {
            comparer.gradient(name, values(gradients.byPath().get(INPUT + name.substring("gradin.".length()))), false);
        }
        return weights.compareGradients(gradients, comparer);
    }

    /** A loss term that a configuration leaves out counts as zero. */
    private static float[] values(@Nullable NDArray array) {
        return array == null ? new float[] {0} : Comparer.values(array);
    }

    private void compareFeatures(String prefix, String quantity, Map<String, NDArray> seen) throws IOException {
        for (String name : comparer.names(prefix)) {
            String feature = name.substring(prefix.length());
            if (correspondence.ignoresFeature(feature)) {
                comparer.leaveOut(name);
            } else {
                comparer.close(quantity, name, correspondence.feature(feature, seen));
            }
        }
    }

    private void compareSteps(Map<String, float[]> gradients) throws IOException {
        for (String name : comparer.names("step3.")) {
            String parameter = name.substring("step3.".length());
            List<String> paths = correspondence.parameter(parameter);
            if (paths.isEmpty()) {
                comparer.leaveOut(name);
                continue;
            }
            List<NDArray> arrays = new ArrayList<>();
            for (String path : paths) {
                var ours = model.parameters().get(path);
                if (ours != null) {
                    arrays.add(ours.array());
                }
            }
            comparer.stepped(
                    name,
                    FixtureWeights.joined(arrays),
                    gradients.get(parameter),
                    correspondence.hasZeroGradient(parameter),
                    3 * learningRate(paths.get(0)),
                    noisyElements(name));
        }
    }

    private double learningRate(String path) {
        return optimization.groups().stream()
                .filter(group -> group.fits(path))
                .findFirst()
                .map(Optimization.Group::learningRate)
                .orElse(optimization.learningRate());
    }

    private Set<Integer> noisyElements(String name) {
        Config config = fixture.config();
        String path = "noisy_step3_elements.elements";
        Config elements = config.hasPath(path) ? config.getConfig(path) : ConfigFactory.empty();
        var list = elements.root().get(name);
        Set<Integer> noisy = new HashSet<>();
        if (list != null) {
            ((List<?>) list.unwrapped()).forEach(index -> noisy.add(((Number) index).intValue()));
        }
        return noisy;
    }
}
