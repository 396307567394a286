package org.derl.bench.trial;

import com.google.gson.JsonObject;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.derl.io.Fingerprint;
import org.derl.io.Reason;

/**
 * The file {@code result.json} of a trial: its facts, and the size and checksum of each file that lies beside it, so that
 * whatever is damaged later is noticed.
 *
 * @param path of the file
 */
record ResultFile(Path path) {

    private static final String FILES = "files";

    /** A file as it was written. */
    private record Stored(long bytes, String sha256) {

        static Stored of(Path file) throws IOException {
            return new Stored(Files.size(file), Fingerprint.of(file));
        }
    }

    /** Writes it, once the files that it speaks of are there. */
    void write(TrialResult.Facts facts, List<Path> files) throws IOException {
        Map<String, Stored> stored = new TreeMap<>();
        for (Path file : files) {
            stored.put(String.valueOf(file.getFileName()), Stored.of(file));
        }
        JsonObject json = CheckedJson.GSON.toJsonTree(facts).getAsJsonObject();
        json.add(FILES, CheckedJson.GSON.toJsonTree(stored));
        CheckedJson.write(path, json);
    }

    /**
     * Reads it, and compares every file that it speaks of.
     *
     * @param possible files that only a trial writes
     * @throws IOException when it or one of them is missing or damaged, or a possible one is there that it does not speak
     *     of; the message says which
     */
    TrialResult.Facts read(List<Path> possible) throws IOException {
        try {
            JsonObject json = CheckedJson.read(path);
            TrialResult.Facts facts = CheckedJson.GSON.fromJson(json, TrialResult.Facts.class);
            Map<String, Stored> stored = CheckedJson.GSON.fromJson(json.get(FILES), new TypeToken<>() {});
            if (stored == null) {
                throw new IOException(path + " is damaged: it lists no files");
            }
            for (Map.Entry<String, Stored> file : stored.entrySet()) {
                if (!Path.of(file.getKey()).equals(Path.of(file.getKey()).getFileName())) {
                    throw new IOException(path + " is damaged: it speaks of the file " + file.getKey() + " elsewhere");
                }
                check(path.resolveSibling(file.getKey()), file.getValue());
            }
            for (Path file : possible) {
                if (Files.exists(file) && !stored.containsKey(String.valueOf(file.getFileName()))) {
                    throw new IOException(file + " is not of this trial, which wrote none");
                }
            }
            if (facts.fingerprint() == null) {
                throw new IOException(path + " is damaged: it has no fingerprint");
            }
            return facts;
        } catch (RuntimeException e) { // by which Gson tells as well that something is of another kind
            throw new IOException(path + " is damaged: " + Reason.of(e), e);
        }
    }

    /** Reads it alone. */
    TrialResult.Facts read() throws IOException {
        try {
            return CheckedJson.GSON.fromJson(CheckedJson.read(path), TrialResult.Facts.class);
        } catch (RuntimeException e) { // by which Gson tells that something is of another kind
            throw new IOException(path + " is damaged: " + Reason.of(e), e);
        }
    }

    private static void check(Path file, Stored stored) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is missing");
        } else if (Files.size(file) != stored.bytes()) {
            throw new IOException(file + " is damaged: it has " + Files.size(file) + " bytes, of " + stored.bytes());
        } else if (!Fingerprint.of(file).equals(stored.sha256())) {
            throw new IOException(file + " is damaged: its checksum is not that of what was written");
        }
    }
}
