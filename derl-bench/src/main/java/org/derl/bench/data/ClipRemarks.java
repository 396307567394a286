package org.derl.bench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.derl.data.file.ArrayFile;
import org.derl.io.Quantity;
import org.derl.io.Reason;

/** What is to be said of many clips: alike remarks once, and of those that cannot be read all at once. */
final class ClipRemarks {

    /** Damaged clips that are named one by one. */
    private static final int NAMED = 10;

    private final Map<String, List<Path>> remarks = new LinkedHashMap<>();
    private final List<String> damaged = new ArrayList<>();

    /** Opens a clip; nothing where it cannot be read, which is kept in mind. */
    Optional<ArrayFile> open(FileFormats formats, Path file) {
        try {
            ArrayFile opened = formats.open(file);
            opened.remarks().forEach(remark -> remarks.computeIfAbsent(remark, any -> new ArrayList<>())
                    .add(file));
            return Optional.of(opened);
        } catch (IOException e) {
            damaged.add(Reason.of(e));
            return Optional.empty();
        }
    }

    /** The remarks, each with the clip that has it, or with one and how many there are. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        remarks.forEach((remark, files) -> lines.add((files.size() == 1 ? "" : files.size() + " files, such as ")
                + files.get(0).getFileName() + ": " + remark));
        return lines;
    }

    /** What is wrong with those that cannot be read, each with its name. */
    List<String> damaged() {
        return List.copyOf(damaged);
    }

    /**
     * Refuses clips that cannot be read.
     *
     * @param all how many clips there are
     */
    void refuseDamaged(int all) throws IOException {
        if (!damaged.isEmpty()) {
            throw new IOException(String.join("\n", damaged.subList(0, Math.min(NAMED, damaged.size())))
                    + (damaged.size() > NAMED ? "\nand " + (damaged.size() - NAMED) + " others" : "") + "\n"
                    + Quantity.of(damaged.size(), "file") + " of " + all
                    + " cannot be read. Mend or remove them; samples without a file become empty sequences by"
                    + " --set layout.named.missing=empty");
        }
    }
}
