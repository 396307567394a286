package org.derl.models.selfmm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collection;
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
import org.derl.part.Pass;
import org.derl.tensor.Tensors;

/**
 * The training of Self-MM: the loss of the prediction, and of each modality that of its own label, which counts the
 * more the further that label has moved from the human one. After every batch the labels move.
 */
final class OwnLabelTraining implements Training<SelfMm.Judged> {

    private final TaskLoss loss;
    private final Memory fused;
    private final ByModality<Memory> own;
    private final OwnLabels labels;
    private final List<Sweep<SelfMm.Judged>> sweeps;

    OwnLabelTraining(
            SelfMm.Config config, Collection<Modality> modalities, Targets targets, Optimization optimization) {
        loss = config.network().loss();
        fused = Memory.of(targets.overall().toFloatArray(), config.featureSize(), config.excludeZero());
        own = ByModality.of(modalities, modality -> {
            boolean annotated = config.annotations() && targets.unimodal().has(modality);
            NDArray start = annotated ? targets.unimodal().get(modality) : targets.overall();
            return Memory.of(start.toFloatArray(), config.featureSize(modality), config.excludeZero());
        });
        labels = new OwnLabels(config.limit(), fused, own);
        sweeps = List.of(new Sweep<>("training", this::losses, path -> true, optimization));
    }

    @Override
    public List<Sweep<SelfMm.Judged>> sweeps(int epoch) {
        return sweeps;
    }

    private Losses losses(Pass pass, SelfMm.Judged forward, Batch batch) {
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
    public void stepped(SelfMm.Judged forward, Batch batch, int epoch) {
        labels.learn(
                epoch,
                batch.rows(),
                Memory.rows(forward.features()),
                forward.ownFeatures().map((modality, features) -> Memory.rows(features)));
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
