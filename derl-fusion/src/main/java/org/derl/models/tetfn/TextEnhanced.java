package org.derl.models.tetfn;

import org.derl.data.Sequence;
import org.derl.layers.CrossmodalTransformer;
import org.derl.part.Part;
import org.derl.part.Pass;

/**
 * How audio and vision read each other with the help of the text: the source reads the text first, and the target reads
 * what the source has made of it.
 */
final class TextEnhanced extends Part {

    private final CrossmodalTransformer lower;
    private final CrossmodalTransformer upper;

    /**
     * For steps of a size.
     *
     * @param ofSource of the transformer by which the source reads the text
     * @param ofTarget of the one by which the target reads the result
     */
    TextEnhanced(CrossmodalTransformer.Config ofSource, CrossmodalTransformer.Config ofTarget, int size) {
        lower = part("lower", new CrossmodalTransformer(ofSource, size));
        upper = part("upper", new CrossmodalTransformer(ofTarget, size));
    }

    /** All are (batch, time, size); what comes out is over the target's time steps. */
    Sequence read(Pass pass, Sequence target, Sequence source, Sequence text) {
        Sequence enhanced = lower.encode(pass, /* target= */ source, /* source= */ text);
        return upper.encode(pass, target, enhanced);
    }
}
