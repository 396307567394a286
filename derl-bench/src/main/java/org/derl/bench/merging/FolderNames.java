package org.derl.bench.merging;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/** What folders are called by: the end of each one's path, as long as it takes to tell them apart. */
final class FolderNames {

    private FolderNames() {}

    /**
     * The names of several folders, in their order.
     *
     * @throws IllegalArgumentException when one is named twice, in whatever way
     */
    static List<String> of(List<Path> folders) {
        List<Path> whole = folders.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .toList();
        if (new HashSet<>(whole).size() < whole.size()) {
            throw new IllegalArgumentException("a folder is named twice among " + folders + "; name each once");
        }
        int longest = whole.stream().mapToInt(Path::getNameCount).max().orElse(1);
        for (int parts = 1; parts < longest; parts++) {
            int count = parts;
            List<String> names =
                    whole.stream().map(folder -> end(folder, count)).toList();
            if (new HashSet<>(names).size() == names.size()) {
                return names;
            }
        }
        return whole.stream().map(folder -> end(folder, longest)).toList();
    }

    private static String end(Path folder, int parts) {
        int count = folder.getNameCount();
        Path end = count == 0 ? folder : folder.subpath(Math.max(0, count - parts), count);
        return end.toString().replace('\\', '/');
    }
}
