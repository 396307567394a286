package org.derl.models.mmim;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derl.data.Batch;
import org.derl.model.Losses;
import org.derl.model.Optimization;
import org.derl.model.Sweep;
import org.derl.model.Training;
import org.derl.models.mmim.InformationBound.Projections;
import org.derl.part.Pass;
import org.derl.tensor.Tensors;

/**
 * The training of MMIM. The first sweep of each epoch tightens the bounds and updates only their own parameters. The
 * second sweep trains everything else: the task, the bounds, and the contrast between modalities and the fused vector.
 * Gradients are clipped by the norm of all of them, including those of parameters that are not updated, as in the
 * authors' code.
 */
final class BoundsTraining implements Training<Mmim.Fused> {

    private static final String OWN = Bounds.PATH + "\\.";
    private static final String ALL_ELSE = "(?!" + OWN + ")";

    private final Mmim model;
    private final Mmim.Config config;
    private final Bounds bounds;
    private final List<Sweep<Mmim.Fused>> sweeps = new ArrayList<>();
    private History history;

    BoundsTraining(Mmim model, Mmim.Config config, Bounds bounds, Optimization optimization) {
        this.model = model;
        this.config = config;
        this.bounds = bounds;
        history = new History(config.memory());
        if (!bounds.isEmpty()) {
            sweeps.add(new Sweep<>("bounds", this::tightness, path -> true, holding(ALL_ELSE, optimization)));
        }
        sweeps.add(new Sweep<>("task", this::losses, path -> true, holding(OWN, optimization)));
    }

    /** Keeps some parameters as they are. */
    private static Optimization holding(String paths, Optimization optimization) {
        List<Optimization.Group> groups = new ArrayList<>(List.of(new Optimization.Group(paths, 0, 0)));
        groups.addAll(optimization.groups());
        return optimization.with(groups);
    }

    @Override
    public List<Sweep<Mmim.Fused>> sweeps(int epoch) {
        history = new History(config.memory());
        return List.copyOf(sweeps);
    }

    private Losses tightness(Pass pass, Mmim.Fused forward, Batch batch) {
        NDArray likelihood = bounds.likelihood(forward.encoded());
        return new Losses(likelihood.neg(), Map.of("likelihood", likelihood));
    }

    private Losses losses(Pass pass, Mmim.Fused forward, Batch batch) {
        NDArray labels = batch.targets().overall();
        Losses losses = Losses.task(config.network().loss().of(forward.prediction(), labels))
                .plus("contrast", config.contrastWeight(), model.contrast(pass, forward, batch));
        return bounds.isEmpty() ? losses : withBounds(losses, pass, forward, labels.toFloatArray());
    }

    private Losses withBounds(Losses losses, Pass pass, Mmim.Fused forward, float[] labels) {
        Losses bounded = losses.plus("likelihood", -config.boundWeight(), bounds.likelihood(forward.encoded()));
        Map<String, Projections> now = bounds.project(forward.encoded(), labels);
        List<NDArray> entropies = new ArrayList<>();
        now.forEach((pair, projections) -> {
            Projections all = history.before(pair, projections, pass.manager());
            if (history.suffices() && all.spreadOut()) {
                entropies.add(InformationBound.entropy(all));
            }
        });
        history.remember(now);
        // (pairs), to a scalar
        return entropies.isEmpty()
                ? bounded
                : bounded.plus(
                        "entropy",
                        -config.boundWeight(),
                        Tensors.stack(entropies, 0).sum());
    }

    @Override
    public Map<String, float[]> memory() {
        return history.saved();
    }

    @Override
    public void restore(Map<String, float[]> memory) {
        history.restore(memory, bounds.names());
    }
}
