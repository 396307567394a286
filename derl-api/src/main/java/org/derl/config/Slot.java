package org.derl.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A setting that names something of the catalog, such as a gate.
 *
 * @param path of the setting
 * @param kind what it takes
 * @param filling what it names; null where it is left out
 */
public record Slot(String path, Class<?> kind, @Nullable Blueprint<?, ?> filling) {

    /**
     * The slots of bound settings, those of what fills a slot too, in the order of the settings. A list of such
     * settings has a slot for each, and one without a filling where it is left out or empty.
     */
    public static List<Slot> in(Record settings) {
        List<Slot> slots = new ArrayList<>();
        collect("", settings, slots);
        return List.copyOf(slots);
    }

    private static void collect(String prefix, Record settings, List<Slot> slots) {
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            collect(
                    prefix + Names.kebab(component.getName()),
                    component.getGenericType(),
                    Reflection.read(settings, component),
                    slots);
        }
    }

    private static void collect(String path, Type type, @Nullable Object value, List<Slot> slots) {
        if (value instanceof Blueprint<?, ?> blueprint) {
            slots.add(new Slot(path, blueprint.kind(), blueprint));
            collect(path + ".", blueprint.settings(), slots);
        } else if (value instanceof Record record) {
            collect(path + ".", record, slots);
        } else if (value instanceof Collection<?> collection && !collection.isEmpty()) {
            int place = 0;
            for (Object element : collection) {
                collect(path + "." + place++, Object.class, element, slots);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, element) -> collect(path + "." + name, Object.class, element, slots));
        } else if (value != null && MapLike.isInstance(value)) {
            collect(path, Object.class, MapLike.toMap(value), slots);
        } else {
            Class<?> kind = kind(type);
            if (kind != null) {
                slots.add(new Slot(path, kind, null));
            }
        }
    }

    /** What a blueprint of a type, or a collection of such, makes; null of other types. */
    private static @Nullable Class<?> kind(Type type) {
        if (!(type instanceof ParameterizedType generic)) {
            return null;
        }
        Type[] arguments = generic.getActualTypeArguments();
        Type last = arguments[arguments.length - 1];
        return generic.getRawType() == Blueprint.class ? raw(last) : kind(last);
    }

    private static @Nullable Class<?> raw(Type type) {
        return type instanceof Class<?> plain
                ? plain
                : type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : null;
    }
}
