package org.derl.models.lnln;

import ai.djl.ndarray.NDArray;
import org.derl.data.Sequence;
import org.derl.models.almt.TokenTransformer;
import org.derl.part.Part;
import org.derl.part.Pass;
import org.derl.tensor.Functions;
import org.derl.tensor.Tensors;

/** Guesses how much of a text is left, from the tokens that language has become. */
final class Completeness extends Part {

    private final TokenTransformer transformer;
    private final LeakyLayers head;

    Completeness(TokenTransformer.Config config, int size, int tokens) {
        transformer = part("transformer", new TokenTransformer(config, size, 1, tokens));
        head = part("head", new LeakyLayers(size, size / 2, 1));
    }

    /**
     * What is guessed.
     *
     * @param token (batch, size)
     * @param share (batch, 1), within [0, 1]
     */
    record Guess(NDArray token, NDArray share) {}

    /** From (batch, tokens, size). */
    Guess guess(Pass pass, NDArray language) {
        NDArray token = Tensors.at(transformer.tokens(pass, Sequence.full(language)), 1, 0); // (batch, size)
        return new Guess(token, Functions.sigmoid(head.apply(token)));
    }
}
