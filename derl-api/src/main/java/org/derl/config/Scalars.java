package org.derl.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Single values, bound strictly by the type that the file gives them, but that a number is a text as well. */
final class Scalars {

    private Scalars() {}

    /** The value as a type, or null where it is of another. */
    static @Nullable Object read(ConfigValue value, Class<?> type) {
        Object found = value.unwrapped();
        if (type == Duration.class) {
            return duration(value);
        } else if (found instanceof Number number) {
            // A name may be a number, such as that of a column; nobody puts quotes about it on a command line.
            return type == String.class ? String.valueOf(number) : number(number, type);
        } else if (found instanceof Boolean flag) {
            return type == boolean.class ? flag : null;
        }
        return found instanceof String text ? text(text, type) : null;
    }

    /** A number alone would be one of milliseconds, which nobody expects. */
    private static @Nullable Object duration(ConfigValue value) {
        try {
            return value.unwrapped() instanceof String ? value.atKey("value").getDuration("value") : null;
        } catch (ConfigException e) {
            return null;
        }
    }

    private static @Nullable Object text(String text, Class<?> type) {
        if (type == Path.class) {
            return Path.of(text);
        } else if (type.isEnum()) {
            return constant(text, type);
        }
        return type == String.class ? text : null;
    }

    private static @Nullable Object number(Number number, Class<?> type) {
        if (type == double.class) {
            return number.doubleValue();
        } else if (number.doubleValue() != Math.rint(number.doubleValue())) {
            return null;
        } else if (type == int.class) {
            return number.longValue() == number.intValue() ? number.intValue() : null;
        }
        return type == long.class ? number.longValue() : null;
    }

    private static @Nullable Object constant(String text, Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> Names.kebab(((Enum<?>) constant).name()).equals(text))
                .findFirst()
                .orElse(null);
    }

    /** The constants of an enum as settings write them. */
    static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Names.kebab(((Enum<?>) constant).name()))
                .toList();
    }
}
