package org.derl.model;

import java.util.function.Predicate;

/**
 * One run over the training split.
 *
 * @param name unique within the model: sweeps of one name share an optimizer from epoch to epoch
 * @param objective what is minimised
 * @param moves which parameters move, by dotted path
 * @param optimization how they move
 */
public record Sweep<F extends Forward>(
        String name, Objective<F> objective, Predicate<String> moves, Optimization optimization) {}
