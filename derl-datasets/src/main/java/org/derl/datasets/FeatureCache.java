package org.derl.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.derl.data.ExclusiveFile;
import org.derl.data.FeatureExtractor;
import org.derl.data.FeatureShape.Content;
import org.derl.data.Fingerprint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Features of texts on the disk: extracted once for all trials and mapped into memory by each. A file's name follows
 * from the extractor's fingerprint and the texts, so that whatever changes them leads to another file. Files appear
 * whole or not at all; one that is damaged later is noticed by its size and checksum and made anew. Processes that
 * need the same file at once wait for the one that makes it.
 */
final class FeatureCache {

    private static final Logger LOG = LoggerFactory.getLogger(FeatureCache.class);
    private static final int CHUNK = 256;

    private final Path folder;

    /** A cache in a folder, which need not be there yet. */
    FeatureCache(Path folder) {
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
    FeatureTable features(String name, FeatureExtractor extractor, List<Sample> samples, List<String> texts)
            throws IOException {
        CheckedExtraction extraction = new CheckedExtraction(name, extractor, samples, texts);
        if (extractor.shape().content() == Content.TOKENS) {
            return new ArrayTable(extractor.shape(), extraction.extract(0, texts.size()));
        }
        String key = key(extractor, texts);
        Path file = folder.resolve(name + "-" + key.substring(0, 16) + ".features");
        return ExclusiveFile.work(
                file, () -> openOrMake(file, new CacheFile(extractor.shape(), texts.size(), key), extraction));
    }

    private static FeatureTable openOrMake(Path file, CacheFile format, CheckedExtraction extraction)
            throws IOException {
        if (Files.exists(file)) {
            Optional<String> damage = format.damage(file);
            if (damage.isEmpty()) {
                return format.open(file);
            }
            LOG.warn("{} is damaged ({}); it is made anew", file, damage.get());
        }
        make(file, format, extraction);
        return format.open(file);
    }

    private static void make(Path file, CacheFile format, CheckedExtraction extraction) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        unfinished.toFile().deleteOnExit(); // an interrupt ends the process without running what follows
        try {
            try (CacheFile.Writer writer = format.write(unfinished)) {
                int texts = format.rows();
                for (int start = 0; start < texts; start += CHUNK) {
                    int end = Math.min(start + CHUNK, texts);
                    writer.append(extraction.extract(start, end));
                    LOG.info("{}: features of {} of {} texts", extraction.name(), end, texts);
                }
                writer.finish();
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static String key(FeatureExtractor extractor, List<String> texts) {
        Fingerprint fingerprint = new Fingerprint().add(extractor.fingerprint());
        texts.forEach(fingerprint::add);
        return fingerprint.hexadecimal();
    }
}
