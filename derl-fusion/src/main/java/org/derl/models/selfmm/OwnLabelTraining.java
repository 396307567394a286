package org.derl.models.selfmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Targets;
import org.derl.model.Losses;
import org.derl.model.Optimization;
import org.derl.model.Sweep;
import org.derl.model.TaskLoss;
import org.derl.model.Training;
import org.derl.models.Head;
import org.derl.part.Pass;
import org.derl.tensor.Tensors;

/**
 * The training of Self-MM, and of models that take its labels: the loss of the prediction, and of each modality that of
 * its own label, which counts the more the further that label has moved from the human one. After every batch the
 * labels move.
 */
public final class OwnLabelTraining<F extends OwnPredictions> implements Training<F> {

    private final TaskLoss loss;
    private final Memory fused;
    private final ByModality<Memory> own;
    private final OwnLabels labels;
    private final List<Sweep<F>> sweeps;

    /**
     * What own labels follow.
     *
     * @param limit the largest
     * @param excludeZero whether rows labeled zero belong to neither center; else they are positive
     * @param annotations whether they start from a data set's annotations of single modalities, where it has them, and
     *     not from the label of all
     * @param loss of all predictions
     */
    public record Rules(double limit, boolean excludeZero, boolean annotations, TaskLoss loss) {}

    /**
     * For all rows of a training split.
     *
     * @param hidden sizes of the hidden layers of the head of all modalities
     * @param ownHeads of each modality that there is
     */
    public OwnLabelTraining(
            Rules rules,
            List<Integer> hidden,
            ByModality<Head.Config> ownHeads,
            Targets targets,
            Optimization optimization) {
        loss = rules.loss();
        fused = Memory.of(targets.overall().toFloatArray(), hidden.get(0), rules.excludeZero());
        own = ownHeads.map((modality, head) -> {
            boolean annotated = rules.annotations() && targets.unimodal().has(modality);
            NDArray start = annotated ? targets.unimodal().get(modality) : targets.overall();
            return Memory.of(start.toFloatArray(), head.sizes().get(0), rules.excludeZero());
        });
        labels = new OwnLabels(rules.limit(), fused, own);
        sweeps = List.of(new Sweep<>("training", this::losses, path -> true, optimization));
    }

    /**
     * Checks settings of a model with own labels.
     *
     * @param limit the largest label
     * @param hidden sizes of the hidden layers of the head of all modalities
     * @throws IllegalArgumentException when the limit is not positive, or a head has no features
     */
    public static void check(double limit, List<Integer> hidden, ByModality<Head.Config> ownHeads) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException("limit must be positive, not " + limit);
        } else if (hidden.isEmpty()
                || ownHeads.values().stream().anyMatch(head -> head.sizes().isEmpty())) {
            throw new IllegalArgumentException("every head needs a hidden layer, which labels are made by");
        }
    }

    @Override
    public List<Sweep<F>> sweeps(int epoch) {
        return sweeps;
    }

    private Losses losses(Pass pass, F forward, Batch batch) {
        Losses losses =
                Losses.task(loss.of(forward.prediction(), batch.targets().overall()));
        for (Modality modality : own.modalities()) {
            NDArray score = forward.own().get(modality).score();
            losses = losses.plus(modality.name(), 1, ownLoss(score, own.get(modality), batch.rows()));
        }
        return losses;
    }

    private NDArray ownLoss(NDArray score, Memory memory, List<Integer> rows) {
        NDManager manager = score.getManager();
        NDArray weights = ofRows(manager, rows, row -> StrictMath.tanh(Math.abs(memory.label(row) - fused.label(row))));
        NDArray ownLabels = ofRows(manager, rows, memory::label);
        return loss.ofEach(score, ownLabels).mul(weights).mean();
    }

    private static NDArray ofRows(NDManager manager, List<Integer> rows, ToDoubleFunction<Integer> value) {
        float[] values = new float[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) value.applyAsDouble(rows.get(i));
        }
        return Tensors.of(manager, values, new Shape(values.length));
    }

    @Override
    public void stepped(F forward, Batch batch, int epoch) {
        labels.learn(
                epoch,
                batch.rows(),
                Memory.rows(forward.features()),
                forward.own()
                        .map((modality, scored) -> Memory.rows(scored.hidden().get(0))));
    }

    @Override
    public Map<String, float[]> memory() {
        Map<String, float[]> all = new LinkedHashMap<>();
        fused.show("fused", all);
        own.forEach((modality, memory) -> memory.show(modality.name(), all));
        return all;
    }

    @Override
    public void restore(Map<String, float[]> memory) {
        fused.restore("fused", memory);
        own.forEach((modality, mine) -> mine.restore(modality.name(), memory));
    }
}
