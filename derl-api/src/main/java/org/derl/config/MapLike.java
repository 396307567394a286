package org.derl.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Classes of one type parameter that represent a map from names, such as {@code ByModality}: they have a static
 * {@code of(Map)} and a method {@code toMap()}. They are known by this shape alone, so that configuration depends on
 * none.
 */
final class MapLike {

    private MapLike() {}

    static boolean isInstance(Object object) {
        return factory(object.getClass()).isPresent();
    }

    static Optional<Method> factory(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers())
                        && method.getName().equals("of")
                        && Arrays.equals(method.getParameterTypes(), new Class<?>[] {Map.class}))
                .findFirst();
    }

    static Object fromMap(Method factory, Map<String, ?> map) {
        try {
            return factory.invoke(null, map);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException mistake) {
                throw mistake;
            }
            throw new FaultyPluginException(factory.getDeclaringClass().getName() + " cannot be made", e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<?, ?> toMap(Object object) {
        try {
            return (Map<?, ?>) object.getClass().getMethod("toMap").invoke(object);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
