package org.derl.bench.merging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.trial.Provenance;
import org.derl.bench.trial.TrialFolder;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;

/**
 * A comparison among others that it is shown with.
 *
 * @param name by which its folder is told from others
 * @param named how that was named
 * @param folder where its trials lie
 * @param systems its rows
 * @param provenances of the trials of each row, by its name and the seed
 */
record NamedComparison(
        String name,
        Path named,
        Path folder,
        StoredComparison comparison,
        List<ComparedSystem> systems,
        Map<String, Map<Long, Provenance>> provenances) {

    static NamedComparison of(String name, MergedComparison.Source source) throws IOException {
        Path folder = source.path();
        List<ComparedSystem> systems = source.comparison().systems(folder);
        Map<String, Map<Long, Provenance>> provenances = new TreeMap<>();
        for (ComparedSystem system : systems) {
            Map<Long, Provenance> own = new TreeMap<>();
            for (long seed : system.trials().keySet()) {
                TrialFolder trial =
                        new TrialFolder(folder.resolve(system.name()).resolve("seed-" + seed));
                own.put(seed, new Provenance(trial.readFacts().provenance()));
            }
            provenances.put(system.name(), own);
        }
        return new NamedComparison(name, source.named(), folder, source.comparison(), systems, provenances);
    }

    /** The row of a name, if it has one. */
    Optional<ComparedSystem> row(String row) {
        return systems.stream().filter(system -> system.name().equals(row)).findFirst();
    }

    /** All that the trials of a row follow from but the seed: one where they were made alike. */
    Set<Provenance> provenance(String row) {
        Set<Provenance> all = new LinkedHashSet<>();
        provenances.getOrDefault(row, Map.of()).values().forEach(own -> all.add(own.ofSeed(0)));
        return all;
    }

    /** Any predictions of a split, of which the samples and labels are those of all. */
    Optional<Predictions> any(SplitName split) {
        return systems.stream().flatMap(system -> system.on(split).stream()).findFirst();
    }

    /** In words, with the others: {@code a; b}. */
    static String names(List<NamedComparison> parts) {
        List<String> names = new ArrayList<>();
        parts.forEach(part -> names.add(part.name));
        return String.join(", ", names);
    }
}
