package org.derl.bench.probe;

import java.util.Optional;
import org.derl.eval.Predictions;

/**
 * What one trial says of a part of its model.
 *
 * @param numbers how many are trained in it
 * @param arrays in how many arrays these are
 * @param held how many of the arrays the settings hold still
 * @param still how many of the others got no gradient but zeros, at the weights that predict
 * @param unbounded how many of them got one with numbers that are not finite
 * @param gradient the norm of its gradient, relative to that of its weights
 * @param moved how far its weights have come from their first values, relative to these
 * @param replaced the predictions where it has initial weights of another seed instead; empty where some is not finite
 */
record PartFacts(
        long numbers,
        int arrays,
        int held,
        int still,
        int unbounded,
        double gradient,
        double moved,
        Optional<Predictions> replaced) {}
