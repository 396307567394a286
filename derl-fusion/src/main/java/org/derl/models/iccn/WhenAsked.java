package org.derl.models.iccn;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is computed when it is first asked for, once. */
final class WhenAsked<T> implements Supplier<T> {

    private final Supplier<T> source;
    private @Nullable T value;

    WhenAsked(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        T known = value;
        if (known == null) {
            known = source.get();
            value = known;
        }
        return known;
    }
}
