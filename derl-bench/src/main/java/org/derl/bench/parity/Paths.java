package org.derl.bench.parity;

import ai.djl.ndarray.NDArray;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.data.ByModality;
import org.derl.data.Sequence;
import org.jspecify.annotations.Nullable;

/** All arrays within a record, by dotted path: {@code layers.0.cross.text}. */
public final class Paths {

    private Paths() {}

    /** Of each array its path; of a sequence that of its values. */
    public static Map<String, NDArray> of(Record record) {
        Map<String, NDArray> found = new LinkedHashMap<>();
        collect("", record, found);
        return found;
    }

    private static void collect(String path, @Nullable Object value, Map<String, NDArray> found) {
        if (value instanceof NDArray array) {
            found.put(path, array);
        } else if (value instanceof Sequence sequence) {
            found.put(path, sequence.values());
        } else if (value instanceof ByModality<?> byModality) {
            byModality.forEach((modality, element) -> collect(join(path, modality.name()), element, found));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(join(path, String.valueOf(i)), list.get(i), found);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> collect(join(path, String.valueOf(key)), element, found));
        } else if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                collect(join(path, component.getName()), read(record, component), found);
            }
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true); // a model may keep parts of its record to its package
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
