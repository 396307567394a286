package org.derl.config;

import java.util.function.Supplier;

/**
 * A recipe whose class is made by injection when it first builds something.
 *
 * @param type the class that the recipe is written in
 * @param injected gives the recipe
 */
public record InjectedRecipe<C extends Record, I, T>(
        Class<? extends Recipe<C, I, T>> type, Supplier<? extends Recipe<C, I, T>> injected)
        implements Recipe<C, I, T> {

    @Override
    public T make(C settings, I input) {
        return injected.get().make(settings, input);
    }
}
