package org.derl.bench.datacheck;

import java.io.IOException;
import java.nio.file.Path;
import org.derl.io.Fingerprint;
import org.jspecify.annotations.Nullable;

/**
 * A file that was checked.
 *
 * @param sha256 of its bytes
 * @param known which published file it is, if any
 */
public record CheckedFile(Path path, long bytes, String sha256, Published.@Nullable KnownFile known) {

    /** Reads a file through. */
    static CheckedFile of(Path path, Published published) throws IOException {
        String sha256 = Fingerprint.of(path);
        return new CheckedFile(
                path, Fingerprint.bytes(path), sha256, published.file(sha256).orElse(null));
    }
}
