package org.derl.model;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One run over the training split, with its own objective and its own optimizer. A training has a list of sweeps per
 * epoch.
 *
 * @param name unique within the model: sweeps of one name share an optimizer from epoch to epoch
 * @param objective what is minimized
 * @param moves which parameters are updated, by dotted path
 * @param optimization how they are updated
 */
public record Sweep<F extends Forward>(
        String name, Objective<F> objective, Predicate<String> moves, Optimization optimization) {

    /** The same with an observer, which gets the losses of every batch before their gradients are computed. */
    public Sweep<F> observing(Consumer<Losses> observer) {
        Objective<F> observed = (pass, forward, batch) -> {
            Losses losses = objective.losses(pass, forward, batch);
            observer.accept(losses);
            return losses;
        };
        return new Sweep<>(name, observed, moves, optimization);
    }

    /** The same with other parameters to update. */
    public Sweep<F> moving(Predicate<String> others) {
        return new Sweep<>(name, objective, others, optimization);
    }
}
