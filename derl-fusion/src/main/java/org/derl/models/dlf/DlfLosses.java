package org.derl.models.dlf;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Sequence;
import org.derl.model.Losses;
import org.derl.model.Objective;
import org.derl.model.TaskLoss;
import org.derl.models.dmd.ViewLosses;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/** The losses of DLF: of all its predictions, and of its views as in DMD. */
record DlfLosses(Config config) implements Objective<Dlf.Disentangled> {

    /**
     * @param task how far predictions are from labels
     * @param specificWeights of the predictions of each modality; the model's own and that of the common views have 1
     * @param views of the views
     * @param orthogonalPieces the numbers of all views of a batch, time step by time step and in each sample by sample,
     *     are cut into pieces of so many, of which each is orthogonal; by default the vector of each time step is
     */
    record Config(
            TaskLoss task,
            ByModality<Double> specificWeights,
            ViewLosses.Config views,
            @Nullable Integer orthogonalPieces) {

        /** Checks the numbers. */
        Config {
            if (specificWeights.values().stream().anyMatch(weight -> weight < 0)) {
                throw new IllegalArgumentException("the weights of losses must not be negative");
            } else if (orthogonalPieces != null && orthogonalPieces < 1) {
                throw new IllegalArgumentException("orthogonal-pieces must be positive");
            }
        }
    }

    @Override
    public Losses losses(Pass pass, Dlf.Disentangled forward, Batch batch) {
        NDArray labels = batch.targets().overall();
        NDArray whole = config.task().of(forward.prediction(), labels);
        NDArray common = config.task().of(forward.common().score(), labels);
        ByModality<NDArray> specific =
                forward.specific().map((modality, head) -> config.task().of(head.score(), labels));
        List<NDArray> all = new ArrayList<>(List.of(whole, common));
        specific.forEach((modality, loss) ->
                all.add(Tensors.scale(loss, config.specificWeights().get(modality))));
        Losses losses = Losses.task(ViewLosses.sum(all))
                .plus("task.prediction", 0, whole)
                .plus("task.common", 0, common);
        losses = ViewLosses.told(losses, "task.specific", specific);
        Integer pieces = config.orthogonalPieces();
        ViewLosses.Likeness likeness =
                pieces == null ? ViewLosses::likenessOfSteps : (one, other) -> likenessOfPieces(one, other, pieces);
        return ViewLosses.after(losses, config.views(), forward.views(), likeness, labels);
    }

    /** The mean cosine of pieces, of which negative ones count as zero. */
    private static NDArray likenessOfPieces(Sequence one, Sequence other, int size) {
        return Functions.relu(ViewLosses.cosine(pieces(one, size), pieces(other, size), 1))
                .mean();
    }

    /** (pieces, size). */
    private static NDArray pieces(Sequence view, int size) {
        if (view.values().size() % size != 0) {
            throw new IllegalArgumentException("orthogonal-pieces is " + size + ", into which the "
                    + view.values().size() + " numbers of a view cannot be cut; the size of views is " + view.size());
        }
        return view.values().transpose(1, 0, 2).reshape(-1, size);
    }
}
