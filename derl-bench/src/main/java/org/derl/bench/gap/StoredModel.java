package org.derl.bench.gap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.derl.bench.comparison.ComparedData;
import org.derl.bench.comparison.ComparedSystem;
import org.derl.bench.merging.TrialPlaces;
import org.derl.bench.trial.Trial;
import org.derl.bench.trial.TrialFolder;
import org.derl.bench.trial.TrialResult;
import org.derl.data.SplitName;
import org.derl.eval.Predictions;

/**
 * A model of a comparison, with all that its trials left.
 *
 * @param folder of the comparison, as users name it
 * @param request what its first trial was asked for
 * @param courses of its trials, in the order of the seeds
 */
public record StoredModel(Path folder, ComparedData data, ComparedSystem system, Trial request, List<Course> courses) {

    /**
     * How a training went.
     *
     * @param epochs how many there were
     * @param chosen the one that predicts, from 1
     * @param onTest each metric of the data on the test split, epoch by epoch; nothing where that was not diagnosed
     */
    public record Course(int epochs, int chosen, List<Map<String, Double>> onTest) {}

    /**
     * That of a folder.
     *
     * @param folder of the comparison, as users name it
     * @param places where its trials lie, with labels
     * @param system one that was trained, and has predicted the test split
     * @throws IOException when a file of a trial is missing or damaged
     */
    public static StoredModel of(Path folder, TrialPlaces places, ComparedData data, ComparedSystem system)
            throws IOException {
        List<Course> courses = new ArrayList<>();
        for (long seed : system.trials().keySet()) {
            TrialFolder trial = places.trial(system.name(), seed);
            TrialResult.Facts facts = trial.readFacts();
            courses.add(new Course(facts.epochs(), facts.bestEpoch(), trial.readTestByEpoch()));
        }
        long first = system.trials().keySet().iterator().next();
        Trial request = places.trial(system.name(), first).readRequest();
        return new StoredModel(folder, data, system, request, List.copyOf(courses));
    }

    List<Predictions> test() {
        return system.on(SplitName.TEST);
    }

    int seeds() {
        return test().size();
    }
}
