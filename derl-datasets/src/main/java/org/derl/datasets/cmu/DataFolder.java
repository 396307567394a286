package org.derl.datasets.cmu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.derl.io.Directories;

/** A folder of files that the user brings. */
record DataFolder(String dataSet, Path path) {

    /**
     * A folder within the data folder that holds certain files.
     *
     * @throws IOException when it does not; the message says what to put where
     */
    static DataFolder of(String dataSet, Directories directories, String folder, List<String> files)
            throws IOException {
        Path path = directories.data().resolve(folder);
        List<String> missing = files.stream()
                .filter(file -> !Files.isReadable(path.resolve(file)))
                .toList();
        if (!missing.isEmpty()) {
            throw missing(dataSet, directories, folder, String.join(", ", missing));
        }
        return new DataFolder(dataSet, path);
    }

    /** What to do where files are missing. */
    static IOException missing(String dataSet, Directories directories, String folder, String files) {
        return new IOException("the data set " + dataSet + " needs files that are not in "
                + directories.data().resolve(folder) + ": " + files + ". Put a folder '" + folder
                + "' with them into the data folder (" + directories.data()
                + "), or name another data folder by --data-dir or DERL_DATA");
    }

    /** A file in it. */
    Path file(String name) {
        return path.resolve(name);
    }
}
