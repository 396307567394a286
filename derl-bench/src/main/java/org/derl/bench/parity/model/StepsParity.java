package org.derl.bench.parity.model;

import ai.djl.ndarray.NDArray;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.derl.bench.parity.fixture.FixtureWeights;
import org.derl.bench.train.run.TrainingRun;
import org.derl.model.Forward;
import org.derl.model.Optimization;
import org.derl.model.Sweep;
import org.derl.model.Training;
import org.derl.tensor.optim.RmsProp;
import org.jspecify.annotations.Nullable;

/** Compares three steps of one stage of a model's training on the one batch: their losses, and where they lead. */
final class StepsParity<F extends Forward> {

    private static final double RMSPROP_MEMORY = 0.99;
    private static final int STEPS = 3;

    private final ModelParity<F> whole;
    private final StageParity<F> first;
    private final Stage stage;

    /** @param first the stage, compared at its first weights already */
    StepsParity(ModelParity<F> whole, StageParity<F> first) {
        this.whole = whole;
        this.first = first;
        stage = first.stage();
    }

    /** Takes the steps from the weights that the model has. */
    void compare() throws IOException {
        Training<F> training = whole.training();
        Sweep<F> sweep = first.sweep(training);
        float[] losses = new float[STEPS];
        float[] norms = new float[STEPS];
        AtomicInteger step = new AtomicInteger();
        TrainingRun<F> run = new TrainingRun<>(
                whole.model(),
                epoch -> List.of(sweep), // what it remembers of a batch stays as it is at first
                whole.inputs(),
                (scope, dropout) -> whole.pass(scope, step.incrementAndGet()));
        for (int i = 0; i < STEPS; i++) {
            losses[i] = (float) run.epoch(1, () -> List.of(whole.inputs().rows()));
            norms[i] = (float) run.gradientNorm();
        }
        whole.comparer().compare("step losses", stage.stepLosses(), losses);
        String expected = "step_grad_norms" + stage.suffix();
        if (whole.comparer().expects(expected)) {
            whole.comparer().compare("step norms", expected, norms);
        }
        compareParameters(training, sweep);
    }

    private void compareParameters(Training<F> training, Sweep<F> sweep) throws IOException {
        List<Sweep<F>> all = training.sweeps(1);
        Predicate<String> here = path -> sweep.moves().test(path)
                || all.stream().noneMatch(any -> any.moves().test(path)); // what nothing moves stays
        for (String name : whole.comparer().names(stage.parameters())) {
            String parameter = name.substring(stage.parameters().length());
            List<String> paths = whole.correspondence().parameter(parameter);
            if (paths.isEmpty()) {
                whole.comparer().leaveOut(name);
            } else if (paths.stream().allMatch(here)) {
                whole.comparer()
                        .stepped(
                                name,
                                values(paths),
                                first.gradients().get(parameter),
                                whole.correspondence().hasZeroGradient(parameter),
                                STEPS * largestStep(sweep.optimization(), paths.get(0)),
                                noisyElements(name));
            }
        }
    }

    private float @Nullable [] values(List<String> paths) {
        List<NDArray> arrays = new ArrayList<>();
        for (String path : paths) {
            var ours = whole.model().parameters().get(path);
            if (ours != null) {
                arrays.add(ours.array());
            }
        }
        return FixtureWeights.joined(arrays);
    }

    private static double largestStep(Optimization optimization, String path) {
        double rate = optimization.rate(path);
        boolean rmsProp = optimization.algorithm().name().equals(RmsProp.BLUEPRINT.name());
        return rmsProp ? rate / Math.sqrt(1 - RMSPROP_MEMORY) : rate; // Adam's is the rate
    }

    private Set<Integer> noisyElements(String name) {
        Config config = whole.fixture().config();
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
