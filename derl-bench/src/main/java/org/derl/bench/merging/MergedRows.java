package org.derl.bench.merging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.trial.Provenance;

/**
 * The rows of several comparisons. What several have alike is one row: a control with the same predictions, and a model
 * whose trials differ in nothing but their seeds. What they have under one name and not alike is a row of each, with
 * the name of its folder.
 */
final class MergedRows {

    private final List<ComparedSystem> controls = new ArrayList<>();
    private final List<ComparedSystem> models = new ArrayList<>();
    private final Map<String, Map<Long, Path>> trials = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, List<NamedComparison>> sources = new HashMap<>();
    private final List<String> notes = new ArrayList<>();

    /** @throws IOException when two trials are said to be the same, and predict differently */
    MergedRows(List<NamedComparison> parts) throws IOException {
        Set<String> all = new LinkedHashSet<>();
        parts.forEach(part -> part.systems().forEach(system -> all.add(system.name())));
        for (String name : all) {
            add(name, parts.stream().filter(part -> part.row(name).isPresent()).toList());
        }
    }

    /** Controls first, as in each comparison. */
    List<ComparedSystem> systems() {
        List<ComparedSystem> systems = new ArrayList<>(controls);
        systems.addAll(models);
        return systems;
    }

    /** Folders of trials by the name of a row and the seed. */
    Map<String, Map<Long, Path>> trials() {
        return trials;
    }

    /** What is to be said of rows that are apart, a sentence each. */
    List<String> notes() {
        return notes;
    }

    /** What the model of a row is called in configuration. */
    String model(ComparedSystem row) {
        return names.getOrDefault(row.name(), row.name());
    }

    /** The comparisons that a row is of. */
    List<NamedComparison> sources(ComparedSystem row) {
        return sources.getOrDefault(row.name(), List.of());
    }

    /** Whether a row is, with others or alone, that of a comparison. */
    boolean isOf(ComparedSystem row, NamedComparison comparison, String name) {
        return model(row).equals(name) && sources(row).contains(comparison);
    }

    private static ComparedSystem row(NamedComparison part, String name) {
        return part.row(name).orElseThrow();
    }

    private void add(String name, List<NamedComparison> having) throws IOException {
        ComparedSystem first = row(having.get(0), name);
        if (having.stream().allMatch(part -> row(part, name).equals(first)) && !first.isTrained()) {
            put(first, name, having);
            return;
        }
        List<String> differing = differing(name, having);
        if (differing.isEmpty()) {
            put(joined(name, having), name, having);
            return;
        }
        for (NamedComparison part : having) {
            ComparedSystem own = row(part, name);
            put(
                    own.named(name + "@" + part.name().replace('/', '-'), own.title() + " (" + part.name() + ")"),
                    name,
                    List.of(part));
        }
        notes.add(first.title() + " is a row of each of " + NamedComparison.names(having) + ", for these differ in "
                + String.join(", ", differing) + ".");
    }

    private void put(ComparedSystem row, String name, List<NamedComparison> from) {
        (row.isTrained() ? models : controls).add(row);
        names.put(row.name(), name);
        sources.put(row.name(), from);
        Map<Long, Path> places = new TreeMap<>();
        for (NamedComparison part : from) {
            row(part, name)
                    .trials()
                    .keySet()
                    .forEach(seed ->
                            places.putIfAbsent(seed, part.folder().resolve(name).resolve("seed-" + seed)));
        }
        trials.put(row.name(), places);
    }

    /** In what the row of one comparison is not that of another one; nothing where they may be one. */
    private List<String> differing(String name, List<NamedComparison> having) {
        if (having.size() == 1) {
            return List.of();
        } else if (!having.stream().allMatch(part -> row(part, name).isTrained())) {
            return List.of("what they predict");
        }
        Set<String> things = new LinkedHashSet<>();
        Map<NamedComparison, Provenance> made = new LinkedHashMap<>();
        for (NamedComparison part : having) {
            Set<Provenance> own = part.provenance(name);
            if (own.size() > 1) {
                things.add("trials of " + part.name() + " that were made with several things");
            } else if (own.isEmpty()) {
                things.add("trials, of which " + part.name() + " has none that gave a result");
            }
            own.forEach(provenance -> made.put(part, provenance));
        }
        Provenance first = made.values().stream().findFirst().orElse(new Provenance(Map.of()));
        made.values().forEach(other -> things.addAll(first.differing(other)));
        if (things.isEmpty() && first.things().size() == 1) {
            things.add("what an older DERL did not record"); // but for the seed
        }
        return List.copyOf(things);
    }

    private ComparedSystem joined(String name, List<NamedComparison> having) throws IOException {
        ComparedSystem all = row(having.get(0), name);
        for (NamedComparison part : having.subList(1, having.size())) {
            ComparedSystem other = row(part, name);
            for (Map.Entry<Long, String> trial : other.trials().entrySet()) {
                long seed = trial.getKey();
                if (all.trials().containsKey(seed) && !all.hasSameTrial(other, seed)) {
                    throw new IOException(name + " (seed " + seed + ") follows from the same things in "
                            + NamedComparison.names(having)
                            + ", and predicts differently; ./derl verify tells which was changed");
                }
            }
            all = all.with(other);
        }
        return all;
    }
}
