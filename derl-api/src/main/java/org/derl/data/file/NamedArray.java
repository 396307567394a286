package org.derl.data.file;

import java.util.List;

/**
 * An array and its place in a file.
 *
 * @param path the names that lead to it, outermost first, such as train and audio; never empty
 */
public record NamedArray(List<String> path, StoredArray array) {

    /** Keeps the path as it is. */
    public NamedArray {
        path = List.copyOf(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("an array of a file has a name");
        }
    }

    /** The path with slashes between its names. */
    public String name() {
        return String.join("/", path);
    }
}
