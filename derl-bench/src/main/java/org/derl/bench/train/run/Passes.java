package org.derl.bench.train.run;

import org.derl.part.Pass;
import org.derl.tensor.Randomness;
import org.derl.tensor.Scope;

/** Opens the passes of a training, one for each batch. */
@FunctionalInterface
public interface Passes {

    /** A pass that trains, with dropout or without. */
    Pass open(Scope scope, boolean dropout);

    /** Passes whose dropout and Gaussian draws come from one source. */
    static Passes of(Randomness randomness) {
        return (scope, dropout) ->
                dropout ? Pass.training(scope, randomness) : Pass.trainingWithoutDropout(scope, randomness);
    }
}
