package org.derl.tensor;

import ai.djl.util.ClassLoaderUtils;
import ai.djl.util.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.derl.io.AtomicFile;
import org.derl.io.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * A file beside the engine's libraries that says what an engine for CPUs said of itself. It holds as long as the libraries
 * are the same files, and the jars, the processor and the environment those of then. Without it nothing is lost but time.
 */
final class EngineNote {

    private static final List<String> LISTS = List.of("native/lib/pytorch.properties", "jnilib/pytorch.properties");

    /** How the names of variables and properties begin that DJL, libtorch, its libraries and the system's loader read. */
    private static final List<String> READ =
            List.of("ATEN_", "MKL_", "ONEDNN_", "DNNL_", "PYTORCH_", "DJL_", "ENGINE_", "ai.djl.", "LD_", "LIBSTDCXX_");

    private static final int LINES = 5;

    private final Path file;
    private final String conditions;

    /** @param conditions what else than the libraries it depends on */
    EngineNote(Path file, String conditions) {
        this.file = file;
        this.conditions = conditions;
    }

    /** That of processes like this one. */
    static EngineNote ofThisProcess() {
        return new EngineNote(
                NativeLibraries.folder().resolve("derl-" + Kernels.ofThisProcess() + "-engine.txt"), conditions());
    }

    private static String conditions() {
        Fingerprint fingerprint = new Fingerprint().add(Processor.name()).add(Processor.flags());
        Map<String, String> told = new TreeMap<>(System.getenv());
        System.getProperties().stringPropertyNames().forEach(name -> told.put(name, System.getProperty(name)));
        told.forEach((name, value) -> {
            if (READ.stream().anyMatch(name::startsWith)) {
                fingerprint.add(name).add(value);
            }
        });
        try {
            for (String list : LISTS) {
                for (URL url : Collections.list(
                        ClassLoaderUtils.getContextClassLoader().getResources(list))) {
                    try (InputStream in = Utils.openUrl(url)) {
                        fingerprint.add(list).add(ByteBuffer.wrap(in.readAllBytes()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the list of libtorch's libraries cannot be read", e);
        }
        return fingerprint.hexadecimal();
    }

    /** What it says; null where there is none, or it no longer holds. */
    @Nullable
    EngineFacts read() {
        try {
            List<String> lines = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
            return lines.size() == LINES
                            && lines.get(0).equals(conditions)
                            && lines.get(2).equals(files(Path.of(lines.get(1))))
                    ? new EngineFacts(lines.get(3), lines.get(4), false)
                    : null;
        } catch (IOException | UncheckedIOException e) {
            return null;
        }
    }

    /**
     * Writes it, unless it says so already.
     *
     * @param libraries the folder that the engine was loaded from
     */
    void write(EngineFacts facts, Path libraries) {
        try {
            if (!facts.equals(read())) {
                List<String> lines =
                        List.of(conditions, libraries.toString(), files(libraries), facts.name(), facts.capability());
                Files.createDirectories(file.getParent());
                AtomicFile.write(file, String.join("\n", lines) + "\n");
            }
        } catch (IOException | UncheckedIOException e) {
            // the next process asks the engine, too
        }
    }

    /** The files of a folder, by their names, sizes and times. */
    private static String files(Path folder) throws IOException {
        Fingerprint fingerprint = new Fingerprint();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.sorted().toList()) {
                fingerprint
                        .add(each.toString())
                        .add(Files.size(each) + " "
                                + Files.getLastModifiedTime(each).toInstant());
            }
        }
        return fingerprint.hexadecimal();
    }
}
