package org.derl.bench.merging;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.trial.TrialFolder;

/**
 * Where the trials of a comparison lie, and how a page names that.
 *
 * @param folders of comparisons, by what they are called; by nothing where it is the one that the page lies in
 * @param trials folders by the name of a row and the seed
 */
public record TrialPlaces(Map<Path, String> folders, Map<String, Map<Long, Path>> trials) {

    /** Keeps them as they are. */
    public TrialPlaces {
        folders = Collections.unmodifiableMap(new HashMap<>(folders));
        trials = Collections.unmodifiableMap(new HashMap<>(trials));
    }

    /** Those of the folder of a comparison, in which its page lies. */
    public static TrialPlaces in(Path folder, List<ComparedSystem> systems) {
        return of(folder, "", systems);
    }

    /** Those of a folder whose page lies elsewhere. */
    public static TrialPlaces of(Path folder, String name, List<ComparedSystem> systems) {
        Map<String, Map<Long, Path>> trials = new HashMap<>();
        for (ComparedSystem system : systems) {
            Map<Long, Path> seeds = new TreeMap<>();
            system.trials()
                    .keySet()
                    .forEach(seed ->
                            seeds.put(seed, folder.resolve(system.name()).resolve("seed-" + seed)));
            trials.put(system.name(), seeds);
        }
        return new TrialPlaces(Map.of(folder, name), trials);
    }

    /** The files of a trial. */
    public TrialFolder trial(String row, long seed) {
        return new TrialFolder(place(row, seed));
    }

    private Path place(String row, long seed) {
        Map<Long, Path> seeds = Objects.requireNonNull(trials.get(row), row);
        return Objects.requireNonNull(seeds.get(seed), () -> row + " has no seed " + seed);
    }

    /** How a page names the folder of a trial: such as {@code derl/seed-1}, after the name of the comparison's folder. */
    public String name(String row, long seed) {
        return placeless(place(row, seed).toString()).replace('\\', '/');
    }

    /** Whether the page lies beside the trials, so that what it calls them leads to them. */
    public boolean areHere() {
        return folders.containsValue("");
    }

    /** A text in which the places of folders are what these are called. */
    public String placeless(String text) {
        String named = text;
        List<Path> longestFirst = folders.keySet().stream()
                .sorted(Comparator.comparingInt(
                        (Path folder) -> -folder.toString().length()))
                .toList();
        for (Path folder : longestFirst) {
            String name = folders.getOrDefault(folder, "");
            named = named.replace(folder + folder.getFileSystem().getSeparator(), name.isEmpty() ? "" : name + "/");
        }
        return named;
    }
}
