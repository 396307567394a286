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

    /**
     * What the format had to guess or repair to read the file, and what it passed over, each in words that go on after
     * the file's name, such as "separated by semicolons".
     */
    default List<String> remarks() {
        return List.of();
    }

    /** What the features of its only array are called, in the order of the last axis; empty where nothing tells. */
    default List<String> columns() {
        return List.of();
    }

    /**
     * How the numbers were made that a file does not hold as they are, such as those of sound: what made them, its
     * version, and all settings that they depend on. Files with equal recipes have comparable features, and an import by
     * another recipe is another data set. Empty where the file holds its numbers.
     */
    default String recipe() {
        return "";
    }

    @Override
    default void close() throws IOException {}
}
