package org.derl.models.dmd;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.model.Losses;
import org.derl.model.Objective;
import org.derl.model.TaskLoss;
import org.derl.part.Part;
import org.derl.part.Pass;

/** The losses of DMD: of all its predictions, of its views, and of two graphs in which modalities teach one another. */
final class DmdLosses extends Part implements Objective<Dmd.Decoupled> {

    private final Config config;
    private final GraphDistillation homogeneous;
    private final GraphDistillation heterogeneous;

    /**
     * @param task how far predictions are from labels; the model's own, that of the common views, and two of every
     *     modality
     * @param views of the views
     * @param orthogonalAcrossBatch whether a feature's values in all samples of a batch are orthogonal, and not the
     *     vectors of each time step
     * @param homogeneous between common views
     * @param heterogeneous between specific views that have read one another
     */
    record Config(
            TaskLoss task,
            ViewLosses.Config views,
            boolean orthogonalAcrossBatch,
            GraphDistillation.Config homogeneous,
            GraphDistillation.Config heterogeneous) {}

    /** For common and specific representations of these sizes. */
    DmdLosses(Config config, List<Modality> order, int commonSize, int specificSize) {
        this.config = config;
        homogeneous = part(
                "homogeneous",
                new GraphDistillation(config.homogeneous(), order, commonSize, GraphDistillation.Pull.CLOSER));
        heterogeneous = part(
                "heterogeneous",
                new GraphDistillation(config.heterogeneous(), order, specificSize, GraphDistillation.Pull.APART));
    }

    @Override
    public Losses losses(Pass pass, Dmd.Decoupled forward, Batch batch) {
        NDArray labels = batch.targets().overall();
        ByModality<NDArray> common = forward.homogeneous().map((modality, head) -> head.score());
        ByModality<NDArray> specific = forward.heterogeneous().map((modality, head) -> head.score());
        Losses losses = task(forward, common, specific, labels);
        ViewLosses.Likeness likeness =
                config.orthogonalAcrossBatch() ? ViewLosses::likenessAcrossBatch : ViewLosses::likenessOfSteps;
        losses = ViewLosses.after(losses, config.views(), forward.views(), likeness, labels);
        losses = homogeneous.after(
                losses, "homogeneous", common, forward.homogeneous().map((modality, head) -> head.middle()));
        return heterogeneous.after(
                losses, "heterogeneous", specific, forward.heterogeneous().map((modality, head) -> head.sum()));
    }

    private Losses task(
            Dmd.Decoupled forward, ByModality<NDArray> common, ByModality<NDArray> specific, NDArray labels) {
        NDArray whole = config.task().of(forward.prediction(), labels);
        NDArray joined = config.task().of(forward.common().score(), labels);
        ByModality<NDArray> ofCommon =
                common.map((modality, score) -> config.task().of(score, labels));
        ByModality<NDArray> ofSpecific =
                specific.map((modality, score) -> config.task().of(score, labels));
        List<NDArray> all = new ArrayList<>(List.of(whole, joined));
        all.addAll(ofCommon.values());
        all.addAll(ofSpecific.values());
        Losses losses = Losses.task(ViewLosses.sum(all))
                .plus("task.prediction", 0, whole)
                .plus("task.common", 0, joined);
        losses = ViewLosses.told(losses, "task.homogeneous", ofCommon);
        return ViewLosses.told(losses, "task.heterogeneous", ofSpecific);
    }
}
