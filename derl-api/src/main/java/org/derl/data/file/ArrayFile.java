package org.derl.data.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** An open file of arrays. Its arrays can be read until it is closed. */
public interface ArrayFile extends AutoCloseable {

    /** The file. */
    Path path();

    /** All arrays, in the order of the file. */
    List<NamedArray> arrays();

    /** The array at a place. */
    default Optional<StoredArray> array(List<String> path) {
        return arrays().stream()
                .filter(named -> named.path().equals(path))
                .map(NamedArray::array)
                .findFirst();
    }

    @Override
    default void close() throws IOException {}
}
