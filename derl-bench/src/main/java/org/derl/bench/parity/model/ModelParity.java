package org.derl.bench.parity.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.bench.configuration.ModelSettings;
import org.derl.bench.parity.fixture.Comparer;
import org.derl.bench.parity.fixture.Comparison;
import org.derl.bench.parity.fixture.Correspondence;
import org.derl.bench.parity.fixture.Fixture;
import org.derl.bench.parity.fixture.FixtureDraws;
import org.derl.bench.parity.fixture.FixtureInputs;
import org.derl.bench.parity.fixture.FixtureWeights;
import org.derl.bench.parity.fixture.Paths;
import org.derl.bench.parity.fixture.Rounding;
import org.derl.data.Batch;
import org.derl.data.Modality;
import org.derl.model.Forward;
import org.derl.model.FusionModel;
import org.derl.model.Training;
import org.derl.part.Part.ForwardOutput;
import org.derl.part.Pass;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;

/**
 * Runs one model over one fixture: forward, losses and gradients, three steps of each stage, evaluation before and
 * after.
 */
public final class ModelParity<F extends Forward> {

    private final Fixture fixture;
    private final Correspondence correspondence;
    private final FusionModel<F> model;
    private final ModelSettings settings;
    private final FixtureInputs inputs;
    private final FixtureWeights weights;
    private final Comparer comparer;
    private final Randomness randomness = new Randomness(1);

    public ModelParity(Fixture fixture, Correspondence correspondence, FusionModel<F> model, ModelSettings settings) {
        this.fixture = fixture;
        this.correspondence = correspondence;
        this.model = model;
        this.settings = settings;
        inputs = FixtureInputs.of(fixture, correspondence);
        weights = new FixtureWeights(fixture, correspondence);
        comparer = new Comparer(fixture, Rounding.of(fixture.config()), Comparer.Tolerance.USUAL);
    }

    /** Compares everything that the fixture expects. */
    public List<Comparison> run(Device device) throws IOException {
        model.allocate(device, randomness);
        weights.load(model);
        evaluate("eval.output", "eval.feat.", "evaluation");
        compareStages();
        evaluate("eval3.output", "eval3.feat.", "evaluation after");
        return comparer.comparisons();
    }

    private void compareStages() throws IOException {
        List<Stage> stages = Stage.of(correspondence);
        List<StageParity<F>> parities = stages.stream()
                .map(stage -> new StageParity<>(this, stage, stages.size() == 1))
                .toList();
        for (StageParity<F> parity : parities) {
            weights.load(model); // a pass that trains changes buffers
            parity.compareFirst();
        }
        for (StageParity<F> parity : parities) {
            if (parity.stage().onlyLosses()) {
                continue;
            }
            if (!parity.stage().goesOn()) {
                weights.load(model);
            }
            new StepsParity<>(this, parity).compare();
        }
    }

    private void evaluate(String output, String features, String quantity) throws IOException {
        if (!comparer.expects(output)) {
            return;
        }
        try (Scope scope = model.open()) {
            Map<String, NDArray> outputs = new LinkedHashMap<>();
            Batch batch = batch(scope.manager());
            model.registerForwardHook((ForwardOutput part) -> outputs.put(part.path(), part.output()));
            F forward = model.forward(Pass.evaluation(scope), batch);
            model.removeForwardHook();
            outputs.putAll(Paths.of((Record) forward));
            comparer.close(quantity, output, forward.prediction());
            compareFeatures(features, quantity, outputs, batch);
        }
    }

    void compareFeatures(String prefix, String quantity, Map<String, NDArray> outputs, Batch batch) throws IOException {
        for (String name : comparer.names(prefix)) {
            String feature = name.substring(prefix.length());
            if (correspondence.ignoresFeature(feature)) {
                comparer.leaveOut(name);
                continue;
            }
            NDArray ours = correspondence.feature(feature, outputs);
            float[] mask = correspondence
                    .mask(feature)
                    .map(modality ->
                            batch.inputs().get(new Modality(modality)).mask().toFloatArray())
                    .orElse(new float[0]);
            comparer.close(
                    quantity, name, fixture.expectedValues(name), ours == null ? null : Comparer.values(ours), mask);
        }
    }

    Fixture fixture() {
        return fixture;
    }

    Correspondence correspondence() {
        return correspondence;
    }

    FusionModel<F> model() {
        return model;
    }

    FixtureInputs inputs() {
        return inputs;
    }

    FixtureWeights weights() {
        return weights;
    }

    Comparer comparer() {
        return comparer;
    }

    /** A training that has seen nothing yet, and steps after every batch. */
    Training<F> training() {
        return model.training(
                inputs.targets(model.manager()),
                settings.training().optimization().accumulating(1));
    }

    /**
     * A pass that trains.
     *
     * @param step its number, from 1
     */
    Pass pass(Scope scope, int step) {
        return FixtureDraws.of(Pass.training(scope, randomness), fixture, correspondence, step);
    }

    /** The one batch. */
    Batch batch(NDManager manager) {
        return inputs.batch(manager, inputs.rows());
    }
}
