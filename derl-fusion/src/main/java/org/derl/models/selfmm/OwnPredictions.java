package org.derl.models.selfmm;

import ai.djl.ndarray.NDArray;
import org.derl.data.ByModality;
import org.derl.model.Forward;
import org.derl.models.Head;

/** What a network computes whose modalities predict labels of their own, beside the prediction from all of them. */
public interface OwnPredictions extends Forward {

    /** By what labels of all are told from others, (batch, size). */
    NDArray features();

    /** What each modality predicts; the first hidden layer is what its labels are told from others by. */
    ByModality<Head.Scored> own();
}
