package org.derl.bench.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.derl.bench.comparison.StoredComparison;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What rules look at: the folder of a comparison, and all that could be read of it.
 *
 * @param folder of the comparison
 * @param comparison what its tables are made of
 * @param trials those that the tables are of
 */
record Evidence(Path folder, StoredComparison comparison, List<Found> trials) {

    /**
     * A trial of the tables.
     *
     * @param label as messages name it
     * @param result what its folder holds; null where it is missing or damaged
     * @param damage in what way; null where it is whole
     */
    record Found(
            String model,
            long seed,
            String label,
            String fingerprint,
            @Nullable TrialResult result,
            @Nullable String damage) {}

    /** @throws IOException when the folder holds no comparison, or its file is damaged */
    static Evidence of(Path folder) throws IOException {
        StoredComparison comparison = StoredComparison.read(folder);
        List<Found> trials = new ArrayList<>();
        comparison
                .trials()
                .forEach((model, seeds) ->
                        seeds.forEach((seed, fingerprint) -> trials.add(found(folder, model, seed, fingerprint))));
        return new Evidence(folder, comparison, List.copyOf(trials));
    }

    private static Found found(Path folder, String model, long seed, String fingerprint) {
        String label = model + " (seed " + seed + ")";
        try {
            TrialResult result = new TrialFolder(of(folder, model).resolve("seed-" + seed)).read();
            return new Found(model, seed, label, fingerprint, result, null);
        } catch (IOException e) {
            String damage =
                    Reason.inOneLine(e).replace(folder + folder.getFileSystem().getSeparator(), "");
            return new Found(model, seed, label, fingerprint, null, damage);
        }
    }

    /** Where the trials of a model lie. */
    static Path of(Path folder, String model) {
        return folder.resolve(model);
    }

    /** The trials that could be read, by their labels. */
    Map<String, TrialResult> results() {
        Map<String, TrialResult> results = new LinkedHashMap<>();
        for (Found trial : trials) {
            if (trial.result() != null) {
                results.put(trial.label(), trial.result());
            }
        }
        return results;
    }
}
