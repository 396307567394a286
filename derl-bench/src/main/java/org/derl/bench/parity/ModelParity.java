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

/**
 * Runs one model over one fixture: forward, losses, gradients, three steps, and evaluation before and after. Where the
 * fixture holds steps of several sweeps, each from the first weights, the correspondence names them as {@code stages}:
 *
 * <ul>
 *   <li>{@code sweep}: its name;
 *   <li>{@code step-losses}: the name of the losses of its steps, if it is another one than {@code step_losses}.
 * </ul>
 */
final class ModelParity<F extends Forward> {

    private static final String INPUT = "input:";
    private static final String STEP_LOSSES = "step_losses";
    private static final double RMSPROP_MEMORY = 0.99;

    private final Fixture fixture;
    private final Correspondence correspondence;
    private final FusionModel<F> model;
    private final Optimization optimization;
    private final FixtureInputs inputs;
    private final FixtureWeights weights;
    private final Comparer comparer;
    private final Randomness randomness = new Randomness(1);

    ModelParity(Fixture fixture, Correspondence correspondence, FusionModel<F> model, ModelSettings settings) {
        this.fixture = fixture;
        this.correspondence = correspondence;
        this.model = model;
        this.optimization = settings.training().optimization();
        inputs = new FixtureInputs(fixture, correspondence.section("inputs"));
        weights = new FixtureWeights(fixture, correspondence);
        comparer = new Comparer(fixture, Comparer.Tolerance.USUAL);
    }

    /** Compares everything that the fixture expects. */
    List<Comparison> run(Device device) throws IOException {
        model.allocate(device, randomness);
        weights.load(model);
        evaluate("eval.output", "eval.feat.", "evaluation");
        List<? extends Config> stages = correspondence.entries("stages");
        if (stages.isEmpty()) {
            train(sweeps().get(0), STEP_LOSSES, true);
        }
        for (Config stage : stages) {
            weights.load(model);
            train(
                    sweep(stage.getString("sweep")),
                    stage.hasPath("step-losses") ? stage.getString("step-losses") : STEP_LOSSES,
                    stage == stages.get(0));
        }
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
            model.watch((Seen part) -> seen.put(part.path(), part.output()));
            F forward = model.forward(Pass.evaluation(scope), batch(scope.manager()));
            model.watch(null);
            seen.putAll(Paths.of((Record) forward));
            comparer.close(quantity, output, forward.prediction());
            compareFeatures(features, quantity, seen);
        }
    }

    private Batch batch(NDManager manager) throws IOException {
        return inputs.batch(manager);
    }

    private List<Sweep<F>> sweeps() throws IOException {
        return model.training(batch(model.manager()).targets(), optimization).sweeps(1);
    }

    private Sweep<F> sweep(String name) throws IOException {
        return sweeps().stream()
                .filter(sweep -> sweep.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the model has no sweep '" + name + "'"));
    }

    /** Three steps on the one batch; outputs are compared if told so. */
    private void train(Sweep<F> sweep, String lossesName, boolean outputs) throws IOException {
        Map<String, NDArray> moving = new LinkedHashMap<>(model.trainable());
        moving.keySet().removeIf(path -> !sweep.moves().test(path));
        Optimizer optimizer = sweep.optimization().optimizer(moving, model.manager());
        Map<String, float[]> first = Map.of();
        float[] stepLosses = new float[3];
        for (int step = 0; step < stepLosses.length; step++) {
            try (Scope scope = model.open()) {
                Map<String, NDArray> seen = new LinkedHashMap<>();
                Pass pass = Pass.training(scope, randomness);
                Batch batch = batch(scope.manager());
                Map<String, NDArray> sought = new LinkedHashMap<>(moving);
                if (step == 0) {
                    sought.putAll(inputsOf(batch));
                }
                model.watch((Seen part) -> seen.put(part.path(), part.output()));
                F forward = model.forward(pass, batch);
                Losses losses = sweep.objective().losses(pass, forward, batch);
                model.watch(null);
                seen.putAll(Paths.of((Record) forward));
                Gradients gradients = Gradients.of(losses.total(), sought, scope.manager());
                stepLosses[step] = losses.total().getFloat();
                if (step == 0 && outputs) {
                    comparer.close("output", "output", forward.prediction());
                    compareFeatures("feat.", "features", seen);
                }
                if (step == 0) {
                    compareLosses(losses);
                    compareOtherGradients(gradients);
                    first = weights.compareGradients(gradients, moving.keySet(), comparer);
                }
                optimizer.step(sweep.optimization().clipping().apply(only(gradients, moving)));
            }
        }
        comparer.compare("step losses", lossesName, stepLosses);
        compareSteps(sweep, first);
    }

    private Map<String, NDArray> inputsOf(Batch batch) {
        Map<String, NDArray> sought = new LinkedHashMap<>();
        batch.inputs().forEach((modality, sequence) -> {
            if (comparer.expects("gradin." + inputs.name(modality))) {
                sequence.values().setRequiresGradient(true);
                sought.put(INPUT + inputs.name(modality), sequence.values());
            }
        });
        return sought;
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

    private void compareLosses(Losses losses) throws IOException {
        boolean staged = !correspondence.entries("stages").isEmpty();
        for (String name : comparer.names("loss.")) {
            String term = correspondence.loss(name.substring("loss.".length()));
            NDArray loss =
                    term.equals("total") ? losses.total() : losses.terms().get(term);
            if (loss != null || !staged) {
                comparer.compare("losses", name, values(loss));
            }
        }
    }

    private void compareOtherGradients(Gradients gradients) throws IOException {
        if (comparer.expects("grad_norm")) {
            Gradients all = only(gradients, model.trainable());
            comparer.compare("gradients", "grad_norm", new float[] {(float) all.norm()});
        }
        for (String name : comparer.names("gradin.")) {
            comparer.gradient(name, values(gradients.byPath().get(INPUT + name.substring("gradin.".length()))), false);
        }
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

    private void compareSteps(Sweep<F> sweep, Map<String, float[]> gradients) throws IOException {
        for (String name : comparer.names("step3.")) {
            String parameter = name.substring("step3.".length());
            List<String> paths = correspondence.parameter(parameter);
            if (paths.isEmpty()) {
                comparer.leaveOut(name);
            } else if (paths.stream().allMatch(sweep.moves())) {
                compareStepped(sweep, name, parameter, paths, gradients.get(parameter));
            }
        }
    }

    private void compareStepped(
            Sweep<F> sweep, String name, String parameter, List<String> paths, float @Nullable [] gradient)
            throws IOException {
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
                gradient,
                correspondence.hasZeroGradient(parameter),
                3 * largestStep(sweep.optimization(), paths.get(0)),
                noisyElements(name));
    }

    private static double largestStep(Optimization optimization, String path) {
        double rate = optimization.groups().stream()
                .filter(group -> group.fits(path))
                .findFirst()
                .map(Optimization.Group::learningRate)
                .orElse(optimization.learningRate());
        return switch (optimization.algorithm()) {
            case ADAM -> rate;
            case RMSPROP -> rate / Math.sqrt(1 - RMSPROP_MEMORY);
        };
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
