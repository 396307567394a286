package org.derl.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;

/** What a setting of a type must be, in words. */
final class Expectations {

    private Expectations() {}

    static String of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? "a list"
                    : generic.getRawType() == Blueprint.class ? "a name or an object with a type" : "an object";
        } else if (type == int.class || type == long.class) {
            return "a whole number";
        } else if (type == double.class) {
            return "a number";
        } else if (type == boolean.class) {
            return "true or false";
        } else if (type == Duration.class) {
            return "a duration, such as 30s, 5m or 2h";
        } else if (type instanceof Class<?> plain && plain.isEnum()) {
            return "one of " + String.join(", ", Scalars.constants(plain));
        }
        return type instanceof Class<?> plain && plain.isRecord() ? "an object" : "a text";
    }
}
