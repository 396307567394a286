package org.derl.model;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One run over the training split.
 *
 * @param name unique within the model: sweeps of one name share an optimizer from epoch to epoch
 * @param objective what is minimized
 * @param moves which parameters move, by dotted path
 * @param optimization how they move
 */
public record Sweep<F extends Forward>(
        String name, Objective<F> objective, Predicate<String> moves, Optimization optimization) {

    /** The same, in which somebody sees the losses of every batch before their gradients are computed. */
    public Sweep<F> observing(Consumer<Losses> observer) {
        Objective<F> observed = (pass, forward, batch) -> {
            Losses losses = objective.losses(pass, forward, batch);
            observer.accept(losses);
            return losses;
        };
        return new Sweep<>(name, observed, moves, optimization);
    }

    /** The same that moves other parameters. */
    public Sweep<F> moving(Predicate<String> others) {
        return new Sweep<>(name, objective, others, optimization);
    }
}
