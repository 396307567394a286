package org.derl.models.cenet;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Sequence;
import org.derl.layers.Linear;
import org.derl.part.Part;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * CENET's shift of words: every word attends, with a single head, to all frames of each other modality, and a layer
 * turns what it finds in them into what is added to it.
 */
final class CrossmodalEnhancement extends Part {

    private final double factor;
    private final ByModality<Frames> frames;
    private final Linear connect;

    /** What words find in one modality. */
    private static final class Frames extends Part {

        private final Linear inner;
        private final Linear outer;
        private final Linear query;
        private final Linear key;
        private final Linear value;

        Frames(int in, int size) {
            inner = part("inner", layer(in, size));
            outer = part("outer", layer(size, size));
            query = part("query", layer(size, size));
            key = part("key", layer(size, size));
            value = part("value", layer(size, size));
        }

        /** Of words (batch, words, size) and frames (batch, frames, in); what is found is of the words' shape. */
        NDArray found(NDArray words, Sequence read, double factor) {
            NDArray mapped = outer.apply(Functions.relu(inner.apply(read.values()))); // (batch, frames, size)
            NDArray padding = read.isFull() ? null : read.padding();
            // (batch, 1, frames, words)
            NDArray weights =
                    Functions.attentionWeights(query.apply(words), key.apply(mapped), 1, factor, null, padding);
            hooked("weights", weights.squeeze(1)); // (batch, frames, words)
            return hooked("found", Functions.attention(weights, value.apply(mapped)));
        }
    }

    /**
     * For words of a size.
     *
     * @param sizes of frames, by modality, in the order in which what is found lies side by side
     * @param factor that scores of attention are multiplied by
     */
    CrossmodalEnhancement(ByModality<Integer> sizes, int size, double factor) {
        this.factor = factor;
        frames = sizes.map((modality, in) -> part(modality.name(), new Frames(in, size)));
        connect = part("connect", layer(sizes.size() * size, size));
    }

    private static Linear layer(int in, int out) {
        return Linear.normal(in, out, Cenet.DEVIATION);
    }

    /** Shifts words (batch, words, size) by frames (batch, frames, in) of each modality; the shape stays. */
    Sequence apply(Sequence words, ByModality<Sequence> all) {
        NDArray read = hooked("words", words.values());
        NDArray found = Tensors.concat(
                frames.map((modality, part) -> part.found(read, all.get(modality), factor))
                        .values(),
                2); // (batch, words, modalities * size)
        return words.with(hooked("shifted", read.add(connect.apply(found))));
    }

    /** The modalities that are read. */
    Set<Modality> modalities() {
        return frames.modalities();
    }
}
