package org.derl.config;

/**
 * Builds something from its settings and from input that is known only when a trial is built, such as the shape of its
 * input.
 */
@FunctionalInterface
public interface Recipe<C extends Record, I, T> {

    /**
     * Makes it.
     *
     * @throws IllegalArgumentException when the settings do not fit the input; the message says why
     */
    T make(C settings, I input);
}
