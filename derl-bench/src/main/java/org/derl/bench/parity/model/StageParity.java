package org.derl.bench.parity.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.derl.bench.parity.fixture.Comparer;
import org.derl.bench.parity.fixture.Paths;
import org.derl.data.Batch;
import org.derl.model.Forward;
import org.derl.model.Losses;
import org.derl.model.Sweep;
import org.derl.model.Training;
import org.derl.part.Pass;
import org.derl.tensor.Gradients;
import org.derl.tensor.Scope;
import org.derl.tensor.Tensors;

/** Compares one stage of a model's training at the first weights: outputs, losses and gradients. */
final class StageParity<F extends Forward> {

    private static final String INPUT = "input:";
    private static final String GRADIENT_NORM = "grad_norm";

    private final ModelParity<F> whole;
    private final Stage stage;
    private final boolean alone;
    private Map<String, float[]> gradients = Map.of();

    /** @param alone whether the model has no other stage, so that what is expected must all be found here */
    StageParity(ModelParity<F> whole, Stage stage, boolean alone) {
        this.whole = whole;
        this.stage = stage;
        this.alone = alone;
    }

    Stage stage() {
        return stage;
    }

    /** The gradients at the first weights, once compared, by the reference's names. */
    Map<String, float[]> gradients() {
        return gradients;
    }

    Sweep<F> sweep(Training<F> training) {
        return training.sweeps(1).stream()
                .filter(sweep -> stage.sweep().isEmpty() || sweep.name().equals(stage.sweep()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the model has no sweep '" + stage.sweep() + "'"));
    }

    Map<String, NDArray> moving(Sweep<F> sweep) {
        Map<String, NDArray> moving = new LinkedHashMap<>(whole.model().trainable());
        moving.keySet().removeIf(path -> !sweep.moves().test(path));
        return moving;
    }

    /** Compares the outputs of the model, its losses and their gradients. */
    void compareFirst() throws IOException {
        Training<F> training = whole.training();
        Sweep<F> sweep = sweep(training);
        for (int i = 0; i < stage.batchesBefore(); i++) {
            try (Scope scope = whole.model().open()) {
                losses(sweep, whole.pass(scope, 1), whole.batch(scope.manager()), new LinkedHashMap<>());
            }
        }
        try (Scope scope = whole.model().open()) {
            Map<String, NDArray> outputs = new LinkedHashMap<>();
            Batch batch = whole.batch(scope.manager());
            Map<String, NDArray> moving = moving(sweep);
            Map<String, NDArray> sought = new LinkedHashMap<>(moving);
            sought.putAll(inputsOf(batch));
            Losses losses = losses(sweep, whole.pass(scope, 1), batch, outputs);
            training.memory()
                    .forEach((path, values) ->
                            outputs.put(path, Tensors.of(scope.manager(), values, new Shape(values.length))));
            Gradients computed = Gradients.of(losses.total(), sought, scope.manager());
            if (stage.outputs()) {
                whole.comparer().close("output", "output", outputs.get("prediction"));
                whole.compareFeatures("feat.", "features", outputs, batch);
            }
            compareLosses(losses);
            if (!stage.onlyLosses()) {
                compareOthers(computed);
                gradients = whole.weights()
                        .compareGradients(
                                computed,
                                moving::containsKey,
                                path -> sweep.optimization().rate(path) > 0,
                                stage.gradients(),
                                whole.comparer());
            }
        }
    }

    /** The outputs end up in {@code outputs}. */
    Losses losses(Sweep<F> sweep, Pass pass, Batch batch, Map<String, NDArray> outputs) {
        whole.model().registerForwardHook(part -> outputs.put(part.path(), part.output()));
        F forward = whole.model().forward(pass, batch);
        Map<String, NDArray> computed = Paths.of((Record) forward); // before losses change what a model remembers
        Losses losses = sweep.objective().losses(pass, forward, batch);
        whole.model().removeForwardHook();
        outputs.putAll(computed);
        return losses;
    }

    private Map<String, NDArray> inputsOf(Batch batch) {
        Map<String, NDArray> sought = new LinkedHashMap<>();
        batch.inputs().forEach((modality, sequence) -> {
            String name = whole.inputs().name(modality);
            if (whole.comparer().expects("gradin." + name)) {
                sequence.values().setRequiresGradient(true);
                sought.put(INPUT + name, sequence.values());
            }
        });
        return sought;
    }

    private void compareLosses(Losses losses) throws IOException {
        for (String name : whole.comparer().names("loss.")) {
            String own = name.substring("loss.".length());
            NDArray loss = own.equals(stage.total())
                    ? losses.total()
                    : losses.terms().get(whole.correspondence().loss(own));
            if (loss != null || alone) { // a loss term that a configuration leaves out counts as zero
                whole.comparer().compare("losses", name, loss == null ? new float[] {0} : Comparer.values(loss));
            }
        }
    }

    private void compareOthers(Gradients computed) throws IOException {
        String norm = whole.comparer().names("grad" + stage.suffix() + "_norm").stream()
                .findFirst()
                .orElse(GRADIENT_NORM);
        if (whole.comparer().expects(norm)) {
            Gradients all = only(computed, whole.model().trainable());
            whole.comparer().compare("gradients", norm, new float[] {(float) all.norm()});
        }
        for (String name : whole.comparer().names("gradin.")) {
            NDArray ours = computed.byPath().get(INPUT + name.substring("gradin.".length()));
            whole.comparer().gradient(name, ours == null ? new float[] {0} : Comparer.values(ours), false);
        }
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
}
