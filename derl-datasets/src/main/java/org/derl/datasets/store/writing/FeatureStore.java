package org.derl.datasets.store.writing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.derl.data.ByModality;
import org.derl.data.Modality;
import org.derl.data.Task;
import org.derl.data.file.ClassLabels;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FeatureImport;
import org.derl.data.file.FileSplit;
import org.derl.datasets.store.Manifest;
import org.derl.datasets.store.ManifestFile;
import org.derl.datasets.store.StoredFeatures;
import org.derl.datasets.store.policy.OutsideLabels;
import org.derl.datasets.store.policy.Rules;
import org.derl.datasets.store.policy.Storage;
import org.derl.io.ExclusiveFile;
import org.derl.io.Fingerprint;
import org.derl.io.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports features into a folder: a safetensors file for each modality of each split, which training maps into memory,
 * and a manifest of all that is small. Features stream through once, in memory of one sample. They are cleaned on the
 * way; what depends on the whole training split, such as its mean, is kept in the manifest and applied by who reads.
 */
public final class FeatureStore implements FeatureImport {

    private static final Logger LOG = LoggerFactory.getLogger(FeatureStore.class);

    private final Config policy;

    /**
     * A policy.
     *
     * @param modalities what happens to the sequences of each
     * @param commonLength whether modalities that a file pads to one length, and for which it declares none, keep the
     *     same steps: those of the longest; their steps belong together
     * @param storage how features are stored
     * @param labels the range of labels, by family, where no other is told
     * @param outsideLabels what happens to labels outside of it
     * @param validation the share of training samples, whole groups of them, that become the validation split where
     *     files have none; such files are refused where it is not set
     */
    public record Config(
            ByModality<Rules> modalities,
            boolean commonLength,
            Storage storage,
            Map<String, Task.Regression> labels,
            OutsideLabels outsideLabels,
            @Nullable Double validation) {

        /** Checks the share. */
        public Config {
            if (validation != null && !(validation > 0 && validation < 1)) {
                throw new IllegalArgumentException("validation is a share of the training samples, between 0 and 1");
            }
        }
    }

    /** An import by a policy. */
    public FeatureStore(Config policy) {
        this.policy = policy;
    }

    @Override
    public Written write(FeatureFile content, List<Path> origins, Target target) throws IOException {
        if (content.refusal() != null) {
            throw new IOException(content.refusal());
        }
        Task.Regression labels = labels(target);
        checkRules(content);
        refuseClasses(content, target);
        Path parent = Objects.requireNonNull(target.folder().toAbsolutePath().getParent());
        if (isThere(content, origins, target)) {
            clearAwayIfPossible(parent);
            return there(target);
        }
        return ExclusiveFile.work(parent, () -> {
            Files.createDirectories(parent);
            UnfinishedFolder.clearAway(parent);
            if (Files.exists(target.folder()) && !target.replaces()) {
                checkSame(content, origins, target);
                try {
                    checkWhole(target.folder());
                    return there(target);
                } catch (IOException e) {
                    LOG.warn("{}; it is made anew", Reason.of(e));
                }
            }
            return write(content, origins, target, labels);
        });
    }

    private static Written there(Target target) throws IOException {
        return written(
                target.folder(),
                List.of(target.name()
                        + " is there already, made of this very content by this policy; nothing was done"));
    }

    private static Written written(Path folder, List<String> notes) throws IOException {
        StoredFeatures stored = StoredFeatures.open(folder, Fingerprint.of(folder.resolve(ManifestFile.NAME)));
        Map<String, Integer> samples = new LinkedHashMap<>();
        for (String split : stored.manifest().parts().keySet()) {
            samples.put(split, stored.complete(split).size());
        }
        return new Written(samples, notes);
    }

    /** Whether nothing is to be done, so that a folder which can only be read suffices. */
    private boolean isThere(FeatureFile content, List<Path> origins, Target target) {
        try {
            if (target.replaces() || !Files.exists(target.folder())) {
                return false;
            }
            checkSame(content, origins, target);
            checkWhole(target.folder());
            return true;
        } catch (IOException e) {
            return false; // or replaced by another import at this moment: whoever has the folder to himself sees which
        }
    }

    /** In a folder that can only be read, what killed imports left stays. */
    private static void clearAwayIfPossible(Path parent) {
        try {
            if (UnfinishedFolder.isLeftIn(parent)) {
                ExclusiveFile.work(parent, () -> {
                    UnfinishedFolder.clearAway(parent);
                    return parent;
                });
            }
        } catch (IOException e) {
            LOG.debug("what killed imports left in {} stays", parent, e);
        }
    }

    private Task.Regression labels(Target target) throws IOException {
        Task.Regression labels = target.labels() == null ? policy.labels().get(target.family()) : target.labels();
        if (labels == null) {
            throw new IOException("nothing is known of the labels of a family '" + target.family() + "'; there are "
                    + String.join(", ", policy.labels().keySet())
                    + "; name one by --family, or tell their range by --labels, such as --labels 1..5");
        }
        return labels;
    }

    /** Numbers of classes have no order that a mean error could measure. */
    private static void refuseClasses(FeatureFile content, Target target) throws IOException {
        List<Double> all = content.splits().values().stream()
                .flatMap(split -> split.labels().stream())
                .toList();
        Optional<String> classes = target.labels() == null ? ClassLabels.in(all) : Optional.empty();
        if (classes.isPresent()) {
            throw new IOException(
                    "the labels are " + classes.get() + " alone, which look like classes, such as negative,"
                            + " neutral, positive; DERL learns numbers on a scale. If they are a scale, tell its"
                            + " ends, as in --labels " + range(all));
        }
    }

    private static String range(List<Double> labels) {
        DoubleSummaryStatistics span = labels.stream()
                .mapToDouble(label -> label)
                .filter(Double::isFinite)
                .summaryStatistics();
        return (long) span.getMin() + ".." + (long) span.getMax();
    }

    private void checkRules(FeatureFile content) throws IOException {
        for (Modality modality : content.training().features().modalities()) {
            if (!policy.modalities().has(modality)) {
                throw new IOException("the policy does not say what happens to " + modality + "; it has rules for "
                        + policy.modalities().modalities());
            }
        }
    }

    /** Refuses a folder that holds something else than what would be made. */
    private void checkSame(FeatureFile content, List<Path> origins, Target target) throws IOException {
        Path folder = target.folder();
        Manifest former;
        try {
            former = ManifestFile.read(folder.resolve(ManifestFile.NAME));
        } catch (IOException e) {
            throw new IOException(
                    folder + " holds something that cannot be read (" + Reason.of(e) + "); replace it by --again", e);
        }
        if (!former.policy().equals(policy)
                || !former.family().equals(target.family())
                || !former.labels().equals(labels(target))
                || !former.notes().containsAll(content.recipes())
                || !Origins.same(origins, former.origins())
                || !isOfTheseSamples(former, content)) {
            throw new IOException(folder + " holds another data set of this name, " + Notes.origin(former.origins())
                    + ", or one by another policy, family, range of labels, recipe of features or reading of the files; choose"
                    + " another --name, or replace it by --again");
        }
    }

    /** Settings of layouts choose labels, texts and samples of the same files. */
    private boolean isOfTheseSamples(Manifest former, FeatureFile content) throws IOException {
        Map<String, FileSplit> splits =
                ChosenSamples.of(content, policy.validation()).content().splits();
        return splits.keySet().equals(former.parts().keySet())
                && splits.entrySet().stream().allMatch(split -> {
                    Manifest.Part part = Objects.requireNonNull(former.parts().get(split.getKey()));
                    return part.ids().equals(split.getValue().ids())
                            && part.labels().equals(split.getValue().labels())
                            && part.transcripts().equals(split.getValue().transcripts())
                            && part.files()
                                    .keySet()
                                    .equals(split.getValue().features().toMap().keySet());
                });
    }

    private static void checkWhole(Path folder) throws IOException {
        String checksum = Fingerprint.of(folder.resolve(ManifestFile.NAME));
        StoredFeatures.open(folder, checksum).verify();
        if (!Description.isOf(folder.resolve(Description.NAME), checksum)) {
            throw new IOException(folder.resolve(Description.NAME) + " is missing or not that of its features");
        }
    }

    private Written write(FeatureFile content, List<Path> files, Target target, Task.Regression labels)
            throws IOException {
        try (Origins origins = new Origins(files);
                UnfinishedFolder folder = new UnfinishedFolder(target.folder())) {
            ChosenSamples chosen = ChosenSamples.of(content, policy.validation());
            Manifest manifest = new ContentImport(policy, chosen, target, labels).run(folder, origins);
            String checksum = ManifestFile.write(folder.file(ManifestFile.NAME), manifest);
            Description.write(folder.file(Description.NAME), manifest, checksum);
            folder.finish();
            return written(target.folder(), manifest.notes());
        }
    }
}
