package org.derl.datasets.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derl.data.Modality;
import org.derl.data.file.ArrayFile;
import org.derl.data.file.FeatureFile;
import org.derl.data.file.FilePart;

/** The training, validation and test part of a feature file. */
record Parts(FilePart training, FilePart validation, FilePart test) {

    /** Reads a part from its arrays. */
    interface Reader {
        FilePart read(PartEntries entries) throws IOException;
    }

    /**
     * Reads all three.
     *
     * @throws IOException when one is missing or damaged, or they do not go together
     */
    static Parts read(List<ArrayFile> files, Reader reader) throws IOException {
        List<FilePart> parts = new ArrayList<>();
        for (String part : PartEntries.PARTS) {
            parts.add(reader.read(PartEntries.of(files, part)));
        }
        return of(files, parts);
    }

    /**
     * Takes all three together.
     *
     * @throws IOException when they do not go together
     */
    static Parts of(List<ArrayFile> files, List<FilePart> parts) throws IOException {
        for (int i = 1; i < parts.size(); i++) {
            check(files, parts.get(0), PartEntries.PARTS.get(i), parts.get(i));
        }
        return new Parts(parts.get(0), parts.get(1), parts.get(2));
    }

    private static void check(List<ArrayFile> files, FilePart training, String name, FilePart part) throws IOException {
        if (!part.features().modalities().equals(training.features().modalities())) {
            throw different(
                    files,
                    "features of " + training.features().modalities(),
                    name,
                    "of " + part.features().modalities());
        }
        for (Modality modality : training.features().modalities()) {
            int width = training.features().get(modality).width();
            int other = part.features().get(modality).width();
            if (width != other) {
                throw different(files, width + " features a step of " + modality, name, String.valueOf(other));
            }
        }
    }

    private static IOException different(List<ArrayFile> files, String training, String name, String other) {
        return new IOException(named(files) + ": the part 'train' has " + training + ", but '" + name + "' has " + other
                + "; they were not made together");
    }

    /** Files as messages name them. */
    static String named(List<ArrayFile> files) {
        return String.join(
                ", ", files.stream().map(open -> open.path().toString()).toList());
    }

    /** Whether all sequences of a sample are as long as one another, padding included. */
    boolean isAligned() {
        return training.features().values().stream()
                        .map(sequences -> sequences.time())
                        .distinct()
                        .count()
                == 1;
    }

    /** The file that has them. */
    FeatureFile file(String layout, Optional<String> family) {
        return new FeatureFile(layout, family.orElse(null), training, validation, test);
    }
}
