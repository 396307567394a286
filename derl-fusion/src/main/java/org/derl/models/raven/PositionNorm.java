package org.derl.models.raven;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.derl.part.Initializer;
import org.derl.part.Parameter;
import org.derl.part.Part;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/**
 * Batch normalization by a word's place in the text, over all frames and features at that place, padding included. It
 * keeps no running statistics: predictions, too, are made by those of the batch at hand.
 */
final class PositionNorm extends Part {

    private final Parameter weight;
    private final Parameter bias;

    PositionNorm(int words) {
        weight = parameter("weight", Initializer.constant(1), words);
        bias = parameter("bias", Initializer.constant(0), words);
    }

    /** (batch, words, frames, size), the shape stays; there may be fewer words than places. */
    NDArray apply(NDArray frames) {
        long words = frames.getShape().get(1);
        NDManager manager = frames.getManager();
        return hooked(Functions.batchNorm(
                frames,
                Tensors.slice(weight.array(), 0, 0, words),
                Tensors.slice(bias.array(), 0, 0, words),
                manager.zeros(new Shape(words)),
                manager.ones(new Shape(words)),
                true));
    }
}
