package org.derl.datasets.cache;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape.Content;
import org.derl.datasets.table.ArrayTable;
import org.derl.datasets.table.FeatureTable;
import org.derl.datasets.table.Sample;
import org.derl.io.AtomicFile;
import org.derl.io.ExclusiveFile;
import org.derl.io.Fingerprint;
import org.derl.io.Reason;
import org.derl.tensor.Kernels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Features of texts on the disk: extracted once for all trials and mapped into memory by each. A file's name follows
 * from the extractor's fingerprint, the texts, and the processors that compute the same bits, so that whatever changes
 * them leads to another file. Files appear whole or not at all; one that is damaged later is noticed by its size and
 * checksum and made anew. Processes that need the same file at once wait for the one that makes it.
 */
public final class FeatureCache {

    private static final Logger LOG = LoggerFactory.getLogger(FeatureCache.class);
    private static final int CHUNK = 256;

    private final Path folder;

    /** A cache in a folder, which need not be there yet. */
    public FeatureCache(Path folder) {
        this.folder = folder;
    }

    /**
     * The features of texts, from the disk where they are there. Token numbers take little room and no time, and stay
     * in memory.
     *
     * @param name of the data set, for the file's name and messages
     * @param samples whom the texts belong to
     * @throws IOException when features are wrong, or the folder cannot be written to
     */
    public FeatureTable features(String name, FeatureExtractor extractor, List<Sample> samples, List<String> texts)
            throws IOException {
        CheckedExtraction extraction = new CheckedExtraction(name, extractor, samples, texts);
        if (extractor.shape().content() == Content.TOKENS) {
            return new ArrayTable(extractor.shape(), extraction.extract(0, texts.size()));
        }
        String key = key(extractor, texts, Kernels.ofThisProcess().reach());
        Path file = folder.resolve(name + "-" + key.substring(0, 16) + ".features");
        CacheFile format = new CacheFile(extractor.shape(), texts.size(), key);
        return ExclusiveFile.openOrMake(file, () -> format.open(file), damage -> {
            if (damage != null) {
                LOG.warn("{} is damaged ({}); it is made anew", file, Reason.of(damage));
            }
            make(file, format, extraction);
        });
    }

    private static void make(Path file, CacheFile format, CheckedExtraction extraction) throws IOException {
        clearAway(file);
        AtomicFile.write(file, unfinished -> {
            unfinished.toFile().deleteOnExit(); // an interrupt ends the process without running what follows
            try (CacheFile.Writer writer = format.write(unfinished)) {
                int texts = format.rows();
                for (int start = 0; start < texts; start += CHUNK) {
                    int end = Math.min(start + CHUNK, texts);
                    writer.append(extraction.extract(start, end));
                    LOG.info("{}: features of {} of {} texts", extraction.name(), end, texts);
                }
                writer.finish();
            }
        });
    }

    /** Deletes what a process left that was killed while it made this file. */
    private static void clearAway(Path file) throws IOException {
        String left = file.getFileName() + "*" + AtomicFile.UNFINISHED;
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(file.toAbsolutePath().getParent(), left)) {
            for (Path unfinished : files) {
                Files.deleteIfExists(unfinished);
            }
        }
    }

    /** @param processors on which the same bits come out */
    static String key(FeatureExtractor extractor, List<String> texts, String processors) {
        Fingerprint fingerprint = new Fingerprint().add(extractor.fingerprint()).add(processors);
        texts.forEach(fingerprint::add);
        return fingerprint.hexadecimal();
    }
}
