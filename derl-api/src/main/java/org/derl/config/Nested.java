package org.derl.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The blueprints among settings. */
final class Nested {

    private Nested() {}

    /** Those in a record, in its records, lists and maps, but not those in one another. */
    static Stream<Blueprint<?, ?>> in(Record settings) {
        return Arrays.stream(settings.getClass().getRecordComponents())
                .flatMap(component -> of(Reflection.read(settings, component)));
    }

    private static Stream<Blueprint<?, ?>> of(@Nullable Object value) {
        if (value instanceof Blueprint<?, ?> blueprint) {
            return Stream.of(blueprint);
        } else if (value instanceof Record record) {
            return in(record);
        } else if (value instanceof Collection<?> collection) {
            return collection.stream().flatMap(Nested::of);
        } else if (value instanceof Map<?, ?> map) {
            return of(map.values());
        }
        return value != null && MapLike.isInstance(value) ? of(MapLike.toMap(value)) : Stream.of();
    }
}
