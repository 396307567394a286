package org.derl.models.misa;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.derl.config.Blueprint;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.model.Losses;
import org.derl.model.Objective;
import org.derl.model.TaskLoss;
import org.derl.part.FusionLoss;
import org.derl.part.FusionLoss.View;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;
import org.jspecify.annotations.Nullable;

/**
 * The losses of MISA: task, difference of views, similarity of invariant views, and reconstruction of vectors from
 * views.
 */
final class MisaLosses extends Part implements Objective<Misa.Encoded> {

    private final Config config;
    private final FusionLoss difference;
    private final @Nullable FusionLoss similarity;

    /**
     * @param task how far predictions are from labels
     * @param difference what keeps a modality's two views apart, and the specific views of any two modalities; summed
     * @param similarity what keeps the invariant views of any two modalities alike, unless a discriminator does;
     *     averaged
     */
    record Config(
            TaskLoss task,
            Blueprint<ByModality<Integer>, FusionLoss> difference,
            double differenceWeight,
            Blueprint<ByModality<Integer>, FusionLoss> similarity,
            double similarityWeight,
            double reconstructionWeight) {

        /** Checks the numbers. */
        Config {
            if (differenceWeight < 0 || similarityWeight < 0 || reconstructionWeight < 0) {
                throw new IllegalArgumentException("the weights of losses must not be negative");
            }
        }
    }

    MisaLosses(Config config, List<Modality> modalities, int size, boolean adversarial) {
        this.config = config;
        ByModality<Integer> sizes = ByModality.of(modalities, modality -> size);
        difference = part("difference", config.difference().build(sizes));
        similarity = adversarial ? null : part("similarity", config.similarity().build(sizes));
        config.similarity().leaveOut("adversarial = true has a discriminator in its place");
    }

    @Override
    public Losses losses(Pass pass, Misa.Encoded forward, Batch batch) {
        ByModality<Subspaces.Views> views = forward.views();
        NDArray alike = similarity == null
                ? confusion(forward.domains().values())
                : mean(betweenPairs(pass, similarity, views, Subspaces.Views::invariant, batch));
        return Losses.task(
                        config.task().of(forward.prediction(), batch.targets().overall()))
                .plus("difference", config.differenceWeight(), apart(pass, views, batch))
                .plus("similarity", config.similarityWeight(), alike)
                .plus("reconstruction", config.reconstructionWeight(), rebuilt(views.values()));
    }

    private NDArray apart(Pass pass, ByModality<Subspaces.Views> views, Batch batch) {
        List<NDArray> terms = new ArrayList<>(betweenPairs(pass, difference, views, Subspaces.Views::specific, batch));
        views.forEach((modality, view) -> terms.add(difference.between(
                pass, new View(modality, view.specific()), new View(modality, view.invariant()), batch)));
        return Tensors.stack(terms, 0).sum(); // (terms), to a scalar
    }

    private static List<NDArray> betweenPairs(
            Pass pass,
            FusionLoss loss,
            ByModality<Subspaces.Views> views,
            Function<Subspaces.Views, NDArray> view,
            Batch batch) {
        return views.map((modality, both) -> new View(modality, view.apply(both)))
                .pairs((one, other) -> loss.between(pass, one, other, batch));
    }

    /** The cross entropy of the discriminator, over all invariant views. */
    private static NDArray confusion(List<NDArray> domains) {
        List<NDArray> terms = new ArrayList<>();
        for (int i = 0; i < domains.size(); i++) {
            terms.add(Tensors.at(Functions.logSoftmax(domains.get(i)), 1, i).mean()); // (batch), to a scalar
        }
        return mean(terms).neg();
    }

    private static NDArray rebuilt(List<Subspaces.Views> views) {
        return mean(views.stream()
                .map(view -> view.rebuilt().sub(view.common()).square().mean())
                .toList());
    }

    private static NDArray mean(List<NDArray> terms) {
        return Tensors.stack(terms, 0).mean(); // (terms), to a scalar
    }
}
