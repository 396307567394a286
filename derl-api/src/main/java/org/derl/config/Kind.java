package org.derl.config;

/**
 * A kind of thing that jars offer and settings name. A new kind is one constant of this class.
 *
 * @param <I> what a recipe is given besides its settings
 * @param <T> what a recipe makes
 * @param type the interface or base class that it is looked up by
 */
@SuppressWarnings("UnusedTypeParameter") // recipes are held to what they are given
public record Kind<I, T>(Class<T> type) {

    /**
     * A kind.
     *
     * @param type of what is made; of a generic class, that class
     */
    @SuppressWarnings("unchecked") // a class is the same object, whatever its type parameters are
    public static <I, T> Kind<I, T> of(Class<? super T> type) {
        return new Kind<>((Class<T>) type);
    }
}
