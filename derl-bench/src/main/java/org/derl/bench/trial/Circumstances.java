package org.derl.bench.trial;

import ai.djl.engine.Engine;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.derl.data.DataSet;
import org.derl.data.LabeledSamples;
import org.derl.eval.Predictions;
import org.derl.io.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * What a trial records beside its provenance, so that others can find out where a difference comes from. Nothing here
 * decides whether a finished trial is used again.
 *
 * @param samples a checksum of the ids and labels of each split, in their order: {@code training}, {@code validation},
 *     {@code test}
 * @param code a checksum of the content of each jar and folder on the class path, by its name
 * @param commit of DERL's sources, ending with {@code -dirty} where files were changed since; absent where the launcher
 *     found none
 * @param java its runtime and version
 * @param djl the version of DJL
 * @param system the operating system
 * @param threads of the engine
 * @param openings of the test split's seal: {@code derl (seed 1), after epoch 7, 2026-01-31T10:00:00Z}
 */
public record Circumstances(
        Map<String, String> samples,
        Map<String, String> code,
        @Nullable String commit,
        String java,
        String djl,
        String system,
        int threads,
        List<String> openings) {

    private static final String COMMIT = "derl.commit";

    /** What {@code Compute.prepareThread} sets. */
    private static final int THREADS = 1;

    /** A file that lacks something has nothing of it. */
    public Circumstances {
        samples = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNullElse(samples, Map.of())));
        openings = List.copyOf(Objects.requireNonNullElse(openings, List.of()));
        code = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNullElse(code, Map.of())));
    }

    /** Those of this process. */
    static Circumstances of(DataSet data) {
        return new Circumstances(
                Map.of(
                        "training", checksum(data.training()),
                        "validation", checksum(data.validation()),
                        "test", checksum(data.test())),
                classPath(),
                System.getProperty(COMMIT),
                property("java.vm.name") + " " + property("java.runtime.version"),
                Engine.getDjlVersion(),
                property("os.name") + " " + property("os.version") + " (" + property("os.arch") + ")",
                THREADS,
                data.test().openings().stream()
                        .map(opening -> words(opening.by(), opening.epoch()) + opening.time())
                        .toList());
    }

    /** How an opening is told by whom and when, up to its time. */
    public static String words(String by, int epoch) {
        return by + ", after epoch " + epoch + ", ";
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static String checksum(LabeledSamples split) {
        return checksum(split.ids(), split.labels());
    }

    /** That of the samples that were predicted. */
    public static String checksum(Predictions predictions) {
        return checksum(predictions.ids(), predictions.labels());
    }

    private static String checksum(List<String> ids, List<Double> labels) {
        Fingerprint fingerprint = new Fingerprint();
        ids.forEach(fingerprint::add);
        labels.forEach(label -> fingerprint.add(label.toString()));
        return fingerprint.hexadecimal();
    }

    private static Map<String, String> classPath() {
        TreeSet<Path> places = new TreeSet<>();
        for (String entry : property("java.class.path").split(File.pathSeparator, -1)) {
            // An empty entry is the current folder, in which trials and reports are written, not code.
            if (!entry.isEmpty() && Files.exists(Path.of(entry))) {
                places.add(Path.of(entry).toAbsolutePath());
            }
        }
        return Code.contents(places);
    }

    /** All but the samples, by what messages call it. */
    Map<String, String> things() {
        Map<String, String> things = new LinkedHashMap<>();
        code.forEach(things::put);
        things.put("commit", Objects.requireNonNullElse(commit, "none"));
        things.put("Java", java);
        things.put("DJL", djl);
        things.put("system", system);
        things.put("threads", String.valueOf(threads));
        return things;
    }
}
