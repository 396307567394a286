package org.derl.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One value per modality, in a fixed order. Immutable. */
public final class ByModality<T> {

    private final Map<Modality, T> values;

    private ByModality(Map<Modality, T> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * From names, in the order text, audio, vision, then the others by name. Settings are bound by it, because files do
     * not keep their order.
     */
    public static <T> ByModality<T> of(Map<String, T> byName) {
        Map<Modality, T> values = new LinkedHashMap<>();
        byName.keySet().stream()
                .map(Modality::new)
                .sorted()
                .forEach(modality -> values.put(modality, byName.get(modality.name())));
        return new ByModality<>(values);
    }

    /** One value for each of the given modalities, in their order. */
    public static <T> ByModality<T> of(Collection<Modality> modalities, Function<Modality, T> value) {
        Map<Modality, T> values = new LinkedHashMap<>();
        modalities.forEach(modality -> values.put(modality, value.apply(modality)));
        return new ByModality<>(values);
    }

    /** The modalities, in order. */
    public Set<Modality> modalities() {
        return values.keySet();
    }

    /** The values, in the modalities' order. */
    public List<T> values() {
        return new ArrayList<>(values.values());
    }

    /** By name, in the modalities' order. */
    public Map<String, T> toMap() {
        Map<String, T> byName = new LinkedHashMap<>();
        values.forEach((modality, value) -> byName.put(modality.name(), value));
        return byName;
    }

    /** Whether there is a value for a modality. */
    public boolean has(Modality modality) {
        return values.containsKey(modality);
    }

    /**
     * The value of a modality.
     *
     * @throws IllegalArgumentException when there is none
     */
    public T get(Modality modality) {
        T value = values.get(modality);
        if (value == null) {
            throw new IllegalArgumentException("there is no modality '" + modality + "' here, only " + modalities());
        }
        return value;
    }

    /** The same modalities, with a function applied to each value. */
    public <R> ByModality<R> map(BiFunction<Modality, T, R> change) {
        return of(modalities(), modality -> change.apply(modality, get(modality)));
    }

    /** Those of the given modalities, in their order. */
    public ByModality<T> only(Collection<Modality> modalities) {
        return of(modalities, this::get);
    }

    /** A function applied to every pair of values, each pair once, in the modalities' order. */
    public <R> List<R> pairs(BiFunction<T, T, R> make) {
        List<T> all = values();
        List<R> made = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (T other : all.subList(i + 1, all.size())) {
                made.add(make.apply(all.get(i), other));
            }
        }
        return List.copyOf(made);
    }

    public void forEach(BiConsumer<Modality, T> action) {
        values.forEach(action);
    }

    public int size() {
        return values.size();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByModality<?> that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
