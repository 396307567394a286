package org.derl.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Everything that the jars on the class path offer, by kind and name. */
public final class Catalog {

    private final Map<String, Map<String, Entry<?, ?, ?>>> byKind = new TreeMap<>();

    /**
     * Makes a catalog of entries.
     *
     * @throws IllegalStateException when two of one kind have one name; the message points at both, for all such names
     */
    public Catalog(Collection<? extends Entry<?, ?, ?>> entries) {
        List<String> clashes = new ArrayList<>();
        for (Entry<?, ?, ?> entry : entries) {
            Entry<?, ?, ?> former = byKind.computeIfAbsent(entry.kind().getName(), kind -> new TreeMap<>())
                    .putIfAbsent(entry.name(), entry);
            if (former != null) {
                clashes.add("two plugins offer the " + Names.words(entry.kind()) + " '" + entry.name() + "':\n    "
                        + former.origin() + "\n    " + entry.origin());
            }
        }
        if (!clashes.isEmpty()) {
            throw new IllegalStateException(
                    String.join("\n", clashes) + "\nremove one of the jars, or rename its part");
        }
    }

    /** The entry of a kind and name. */
    public Optional<Entry<?, ?, ?>> find(Class<?> kind, String name) {
        return Optional.ofNullable(ofKind(kind).get(name));
    }

    /** The names of a kind, sorted. */
    public List<String> names(Class<?> kind) {
        return List.copyOf(ofKind(kind).keySet());
    }

    /** Everything, sorted by kind and name. */
    public List<Entry<?, ?, ?>> entries() {
        return byKind.values().stream()
                .flatMap(names -> names.values().stream())
                .sorted(Comparator.comparing(
                                (Entry<?, ?, ?> entry) -> entry.kind().getSimpleName())
                        .thenComparing(Entry::name))
                .toList();
    }

    private Map<String, Entry<?, ?, ?>> ofKind(Class<?> kind) {
        return byKind.getOrDefault(kind.getName(), Map.of());
    }
}
