package org.derl.datasets.store.writing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.derl.datasets.store.Manifest;
import org.derl.io.Fingerprint;

/** The files that content comes from: their checksums are computed while it is read. */
final class Origins implements AutoCloseable {

    private final FutureTask<List<Manifest.Origin>> hashing;

    /** Starts to compute. */
    Origins(List<Path> files) {
        hashing = new FutureTask<>(() -> of(files));
        Thread thread = new Thread(hashing, "checksums");
        thread.setDaemon(true);
        thread.start();
    }

    private static List<Manifest.Origin> of(List<Path> files) throws IOException {
        List<Manifest.Origin> origins = new ArrayList<>();
        for (Path file : files) {
            origins.add(new Manifest.Origin(
                    String.valueOf(file.getFileName()), Fingerprint.bytes(file), Fingerprint.of(file)));
        }
        return List.copyOf(origins);
    }

    /** Whether files are those that something was made of, whatever their names. */
    static boolean same(List<Path> files, List<Manifest.Origin> origins) throws IOException {
        if (files.size() != origins.size()) {
            return false;
        }
        for (int i = 0; i < files.size(); i++) {
            if (Fingerprint.bytes(files.get(i)) != origins.get(i).bytes()) {
                return false;
            }
        }
        List<String> checksums = of(files).stream().map(Manifest.Origin::sha256).toList();
        return checksums.equals(origins.stream().map(Manifest.Origin::sha256).toList());
    }

    /** Waits for the checksums. */
    List<Manifest.Origin> get() throws IOException {
        try {
            return hashing.get();
        } catch (ExecutionException e) {
            throw new IOException("the checksum of a file cannot be computed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Stops where nobody waits any more. */
    @Override
    public void close() {
        hashing.cancel(true);
    }
}
