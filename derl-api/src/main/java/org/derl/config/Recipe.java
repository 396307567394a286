package org.derl.config;

/** Makes something of its settings and of what is known only once a trial is built, such as the shape of its input. */
@FunctionalInterface
public interface Recipe<C extends Record, I, T> {

    /**
     * Makes it.
     *
     * @throws IllegalArgumentException when the settings do not fit the input; the message says why
     */
    T make(C settings, I input);
}
