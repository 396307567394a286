package org.derl.models.tetfn;

import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.layers.CrossmodalTransformer;
import org.derl.part.Pass;

/**
 * The dropout rates of TETFN's transformers.
 *
 * @param attention of attention weights: where text reads another modality, by that modality; of text wherever the text
 *     is read or helps to read
 * @param memoryAttention of attention weights in the transformers after those that read
 * @param embedding of what comes into a transformer
 * @param inner inside the feed-forward networks
 * @param residual of what residual branches add
 */
record TetfnDropout(
        ByModality<Double> attention, double memoryAttention, double embedding, double inner, double residual) {

    /** Checks the numbers. */
    TetfnDropout {
        attention.values().forEach(Pass::checkDropout);
        Pass.checkDropout(memoryAttention, embedding, inner, residual);
    }

    /** Where one modality reads another. */
    CrossmodalTransformer.Config.Dropout ofReading(Modality target, Modality source) {
        return of(attention.get(target.equals(Modality.TEXT) ? source : Modality.TEXT));
    }

    CrossmodalTransformer.Config.Dropout ofMemory() {
        return of(memoryAttention);
    }

    private CrossmodalTransformer.Config.Dropout of(double attentionWeights) {
        return new CrossmodalTransformer.Config.Dropout(attentionWeights, embedding, inner, residual);
    }
}
