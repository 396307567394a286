package org.derl.datasets.store.writing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.data.Modality;
import org.derl.data.Task;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureImport.Target;
import org.derl.data.file.FileSplit;
import org.derl.datasets.store.Manifest;
import org.derl.datasets.store.Statistics;
import org.derl.io.Quantity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings all splits of a feature file into a folder. */
final class ContentImport {

    private static final Logger LOG = LoggerFactory.getLogger(ContentImport.class);
    private static final String TRAINING = "train";

    private final FeatureStore.Config policy;
    private final FeatureFile content;
    private final List<String> chosen;
    private final Target target;
    private final Task.Regression labels;

    /**
     * An import.
     *
     * @param labels the range of the labels
     */
    ContentImport(FeatureStore.Config policy, ChosenSamples chosen, Target target, Task.Regression labels) {
        this.policy = policy;
        this.content = chosen.content();
        this.chosen = chosen.notes();
        this.target = target;
        this.labels = labels;
    }

    /**
     * Writes the features.
     *
     * @return what the folder holds
     */
    Manifest run(UnfinishedFolder folder, Origins origins) throws IOException {
        int outside = Samples.check(content, labels, policy.outsideLabels());
        Optional<String> tokenProblem = tokenProblem();
        Map<Modality, Moments> moments = moments();
        Map<String, Manifest.Part> splits = new LinkedHashMap<>();
        for (Map.Entry<String, FileSplit> named : content.splits().entrySet()) {
            String name = named.getKey();
            LOG.info("{}: {} samples of {}", target.name(), named.getValue().size(), name);
            try (SplitImport split = new SplitImport(name, named.getValue(), policy)) {
                splits.put(name, split.run(folder, name.equals(TRAINING) ? moments : Map.of(), tokenProblem.isEmpty()));
            }
        }
        List<String> notes = new ArrayList<>(List.of(Notes.origin(origins.get())));
        notes.addAll(content.recipes());
        notes.addAll(chosen);
        if (target.labels() != null) {
            notes.add(told(labels));
        }
        if (outside > 0) {
            notes.add(labels.outside(outside));
        }
        notes.addAll(Notes.changes(policy, splits.values()));
        tokenProblem.ifPresent(problem -> notes.add("text: token numbers are left out, for " + problem));
        return new Manifest(
                Manifest.VERSION,
                target.name(),
                target.family(),
                content.layout(),
                origins.get(),
                policy,
                labels,
                notes,
                statistics(moments),
                splits);
    }

    private static String told(Task.Regression labels) {
        return "labels lie in " + labels.interval()
                + (labels.threshold() == null
                        ? ""
                        : ", in two classes from " + Quantity.number(labels.threshold()) + " on");
    }

    private Map<Modality, Moments> moments() {
        Map<Modality, Moments> moments = new LinkedHashMap<>();
        content.training().features().forEach((modality, sequences) -> {
            if (policy.modalities().get(modality).needsStatistics()) {
                moments.put(modality, new Moments(sequences.width()));
            }
        });
        return moments;
    }

    private static Map<String, Statistics> statistics(Map<Modality, Moments> moments) {
        Map<String, Statistics> statistics = new LinkedHashMap<>();
        moments.forEach((modality, seen) -> statistics.put(modality.name(), seen.statistics()));
        return statistics;
    }

    private Optional<String> tokenProblem() throws IOException {
        for (FileSplit split : content.splits().values()) {
            if (split.tokens() != null) {
                Optional<String> problem = new TokenRows(split, split.tokens()).problem();
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return Optional.empty();
    }
}
