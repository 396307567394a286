package org.derl.part;

import ai.djl.ndarray.NDArray;
import org.derl.config.Kind;
import org.derl.data.Batch;
import org.derl.data.ByModality;
import org.derl.data.Modality;

/**
 * A loss between two views of one batch; the model decides which views are compared. Its recipe is given the views'
 * sizes, a {@code ByModality<Integer>}, by the names that the views then have. A loss with parameters of its own, such
 * as projections of the views, extends {@link Part}: they are trained with the model.
 */
public interface FusionLoss {

    /** The kind that jars offer it by; a recipe is given the size of each view. */
    Kind<ByModality<Integer>, FusionLoss> KIND = Kind.of(FusionLoss.class);

    /**
     * Compares two views. It may read the batch's labels, because no prediction depends on it.
     *
     * @param batch what both are views of: its labels ({@code targets()}), and each modality's steps with their mask
     *     ({@code inputs()}), as the model was given them
     * @return a scalar
     */
    NDArray between(Pass pass, View one, View other, Batch batch);

    /**
     * What a model made of a batch.
     *
     * @param modality that it is of; of what joins several, such as MMIM's fused vector, the model's name for it
     * @param vectors (batch, size)
     */
    record View(Modality modality, NDArray vectors) {}
}
